import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseOwnedId, personIdOf, toOwnedId } from "../../../gateway/subgraph/index.ts";

describe("an id of what belongs to a person", () => {
  it("reads back as it was made", () => {
    const part = fc.stringMatching(/^[A-Za-z0-9_-]{1,60}$/);
    fc.assert(
      fc.property(part, part, (asiakasId, oma) => {
        expect(parseOwnedId(toOwnedId({ asiakasId, oma }))).toEqual({ asiakasId, oma });
      }),
    );
  });

  it.each(["", "a", "~", "a~", "~b", "a~b~c", "1.2.246.10"])("is not %j", (id) => {
    expect(parseOwnedId(id)).toBeUndefined();
  });

  it.each([
    [{ __typename: "Asiakas", id: "a" }, "a"],
    [{ __typename: "Asiakas", id: "a~b" }, "a~b"],
    [{ __typename: "Viesti", id: "a~b" }, "a"],
    [{ __typename: "Viesti", id: "a" }, undefined],
    [{ __typename: "Koodi", koodiavain: "a~b" }, undefined],
    [{ __typename: "Asiakas", id: 7 }, undefined],
    [{}, undefined],
  ])("%j is of %s", (representation, expected) => {
    expect(personIdOf(representation)).toBe(expected);
  });
});
