import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../../gateway/engine/asiakas/json.ts";
import type { GraphError } from "../../../../gateway/errors.ts";
import { addErrors, onlyLost } from "../../../../gateway/engine/asiakas/only-lost.ts";

const at = (...path: readonly (string | number)[]): GraphError => ({
  code: "SOURCE_UNAVAILABLE",
  parameters: {},
  path,
});
const data = { lista: [{ luku: 0, teksti: null, osat: [1, null], kohde: { luku: 2 } }] };

describe("an error of what a fetch did not give", () => {
  const tellLost = (error: GraphError): readonly GraphError[] =>
    onlyLost({ data, errors: [error], lost: new Set([error]), unknown: new Map() }).errors;

  it("is not told of a leaf that another fetch gave", () => {
    expect(tellLost(at("lista", 0, "luku"))).toEqual([]);
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
    expect(tellLost(at(...path))).toEqual([at(...path)]);
  });
});

it.each([
  { given: "_b_0123456789abcdef_ni", failed: "_b_fedcba9876543210_ni" },
  { given: "ni", failed: "_b_fedcba9876543210_ni" },
  { given: "_b_0123456789abcdef_ni", failed: "ni" },
])("an error of a field that only the plan asked is not told of the client's own of that name: $given", (keys) => {
  const error = at("lista", 0, keys.failed, "alla");
  const found = { lista: [{ [keys.given]: 1 }] };
  const { errors } = onlyLost({ data: found, errors: [error], lost: new Set([error]), unknown: new Map() });
  expect(errors).toEqual([at("lista", 0)]);
});

it("an error that a subgraph told beside a value is told, whatever is there", () => {
  const run = { data, errors: [], lost: new Set<GraphError>(), unknown: new Map<JsonObject, undefined>() };
  const place = (errors: readonly GraphError[]): readonly GraphError[] =>
    errors.map(({ path = [], ...error }) => ({ ...error, path: ["lista", 0, ...path.slice(2)] }));
  const answer = { _entities: [{ luku: 0 }, { luku: null }] };
  addErrors([at("_entities", 0, "luku"), at("_entities", 1, "luku")], place, { data: answer, run });
  expect(run.errors).toHaveLength(2);
  expect(onlyLost(run).errors).toEqual([at("lista", 0, "luku")]);
});
