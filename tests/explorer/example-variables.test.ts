import { describe, expect, it } from "vitest";
import { toExampleVariables } from "../../explorer/example-variables.ts";

const known = { hetu: "140584-902U", id: "tunniste", given: {} };

describe("variables of an example", () => {
  it("are the required ones, filled with what is known", () => {
    const query = "query A($hetu: Hetu!, $id: ID!, $after: String) { mina { id } }";
    expect(toExampleVariables(query, known)).toEqual({
      text: '{\n  "hetu": "140584-902U",\n  "id": "tunniste"\n}',
      missing: [],
    });
  });

  it("are empty and named as missing where nothing is known, or only of another person", () => {
    const query = "query A($id: ID!, $asioija: ID!, $istunto: String!) { mina { id } }";
    expect(toExampleVariables(query, { hetu: undefined, id: undefined, given: {} }).missing).toEqual([
      "id",
      "asioija",
      "istunto",
    ]);
    expect(toExampleVariables(query, known).missing).toEqual(["asioija", "istunto"]);
  });

  it("are first those that the example gives, optional ones too", () => {
    const query = "mutation A($id: ID!, $tili: Tili!, $koko: Int) { mina { id } }";
    const given = { tili: { iban: "FI" }, koko: 3 };
    expect(toExampleVariables(query, { ...known, given })).toEqual({
      text: JSON.stringify({ id: "tunniste", ...given }, undefined, 2),
      missing: [],
    });
  });

  it("are none where the operation asks for none", () => {
    expect(toExampleVariables("query A { mina { id } }", known)).toEqual({ text: "{}", missing: [] });
  });
});
