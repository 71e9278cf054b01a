import { describe, expect, it } from "vitest";
import type { GraphError } from "../../../../gateway/errors.ts";
import { onlyLost } from "../../../../gateway/engine/asiakas/only-lost.ts";

const at = (...path: readonly (string | number)[]): GraphError => ({
  code: "SOURCE_UNAVAILABLE",
  parameters: {},
  path,
});
const data = { lista: [{ luku: 0, teksti: null, osat: [1, null], kohde: { luku: 2 } }] };

describe("an error of a whole fetch", () => {
  const ofFetch = (error: GraphError): readonly GraphError[] =>
    onlyLost({ data, errors: [error], spread: new Set([error]), unknown: new Set() }).errors;

  it("is not told of a leaf that another fetch gave", () => {
    expect(ofFetch(at("lista", 0, "luku"))).toEqual([]);
  });

  it.each([
    { path: ["lista", 0, "teksti"] },
    { path: ["lista", 0, "muu"] },
    { path: ["lista", 0, "toString"] },
    { path: ["lista", 0, "osat"] },
    { path: ["lista", 0, "kohde"] },
    { path: ["lista", 0, "luku", "sisempi"] },
    { path: [] },
  ])("is told of what is not there, or may be there in part: $path", ({ path }) => {
    expect(ofFetch(at(...path))).toEqual([at(...path)]);
  });
});

it("an error that a subgraph told of a field itself is told, whatever is there", () => {
  const [own, other] = [at("lista", 0, "luku"), at("lista", 0, "luku")];
  const { errors } = onlyLost({ data, errors: [own, other], spread: new Set([other]), unknown: new Set() });
  expect(errors).toEqual([own]);
});
