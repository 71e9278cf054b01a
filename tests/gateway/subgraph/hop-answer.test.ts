import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readHopAnswer } from "../../../gateway/subgraph/hop-answer.ts";

const row = {
  lahde: "vtj",
  solmu: null,
  tila: "OK",
  alkoiMs: 0.1,
  kestoMs: 2,
  haettu: "2026-11-26T05:00:00.000Z",
  kutsut: 1,
  valimuisti: "EI",
};

describe("an answer of a subgraph elsewhere", () => {
  it("is read with its data, its errors' places and its rows", () => {
    const error = { message: "kuka tahansa", path: ["a", 0], extensions: { code: "SOURCE_TIMEOUT" } };
    expect(readHopAnswer({ data: { a: 1 }, errors: [error], extensions: { lahteet: [row] } })).toEqual({
      data: { a: 1 },
      errors: [{ path: ["a", 0], extensions: { code: "SOURCE_TIMEOUT" } }],
      lahteet: [row],
    });
  });

  it.each([{}, { data: null }, { data: null, errors: [], extensions: {} }])("may hold nothing: %j", (value) => {
    expect(readHopAnswer(value)).toEqual({ data: undefined, errors: [], lahteet: [] });
  });

  it.each([
    [[]],
    ["data"],
    [{ data: [] }],
    [{ data: "x" }],
    [{ errors: {} }],
    [{ errors: null }],
    [{ errors: ["x"] }],
    [{ errors: [{ path: "a" }] }],
    [{ errors: [{ path: [null] }] }],
    [{ errors: [{ extensions: [] }] }],
    [{ extensions: null }],
    [{ extensions: { lahteet: {} } }],
  ])("is none where it is %j", (value) => {
    expect(readHopAnswer(value)).toBeUndefined();
  });

  it.each([
    { lahde: "Matti Meikäläinen" },
    { lahde: "" },
    { solmu: "1" },
    { solmu: 15 },
    { tila: "HYVIN" },
    { alkoiMs: -1 },
    { kestoMs: "1" },
    { kutsut: 1.5 },
    { haettu: "eilen" },
    { haettu: "2026-02-30T00:00:00Z" },
    { haettu: undefined },
    { valimuisti: "JOO" },
  ])("loses a row that has %j", (change) => {
    const answer = readHopAnswer({ extensions: { lahteet: [{ ...row, ...change }, row] } });
    expect(answer?.lahteet).toEqual([row]);
  });

  it("takes a row without a word of the cache for one that was fetched", () => {
    const { valimuisti: _, ...older } = row;
    expect(readHopAnswer({ extensions: { lahteet: [older] } })?.lahteet).toEqual([row]);
  });

  it("is read or not, and never throws", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void readHopAnswer(value)));
  });
});
