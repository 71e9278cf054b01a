import { describe, expect, it } from "vitest";
import { orderErrors } from "../../../gateway/engine/order-errors.ts";
import type { GraphError } from "../../../gateway/errors.ts";

type Path = NonNullable<GraphError["path"]>;

const at = (...path: Path): GraphError => ({ code: "SOURCE_TIMEOUT", parameters: {}, path });
const pathsOf = (errors: readonly GraphError[]): readonly Path[] => errors.map(({ path = [] }) => path);

const answer = {
  toinen: null,
  asiakkaat: [
    { nimi: null, ika: null },
    { nimi: "b", ika: null },
  ],
  eka: null,
};

describe("errors of an answer", () => {
  it("stand in the order of its fields and lists, whichever came first", () => {
    const paths = [["toinen"], ["asiakkaat", 0, "nimi"], ["asiakkaat", 0, "ika"], ["asiakkaat", 1, "ika"], ["eka"]];
    const errors = paths.map((path) => at(...path));
    expect(pathsOf(orderErrors(errors.toReversed(), answer))).toEqual(paths);
    expect(pathsOf(orderErrors([...errors.slice(2), ...errors.slice(0, 2)], answer))).toEqual(paths);
  });

  it("stand by name where a null has taken the fields out of the answer, and after their object's own", () => {
    const paths = [["eka"], ["eka", "a"], ["eka", "a", 2], ["eka", "a", 10], ["eka", "b"]];
    expect(pathsOf(orderErrors(paths.map((path) => at(...path)).toReversed(), answer))).toEqual(paths);
  });

  it("stand by their code where they are of one field, and before all of them when they are of none", () => {
    const whole: GraphError = { code: "SOURCE_UNAVAILABLE", parameters: {} };
    const other: GraphError = { code: "SOURCE_INVALID_RESPONSE", parameters: {}, path: ["eka"] };
    expect(orderErrors([at("eka"), other, whole], answer)).toEqual([whole, other, at("eka")]);
  });
});
