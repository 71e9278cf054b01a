import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAnswer } from "../../explorer/answer.ts";

const error = {
  message: "Kela ei vastannut.",
  path: ["mina", "lapset", 0, "laakekatto"],
  locations: [{ line: 3, column: 5 }],
  extensions: {
    code: "SOURCE_TIMEOUT",
    neuvo: "Kysy uudelleen.",
    pyynto: "p-1",
    lahde: "kela",
    tieto: 26,
    retryable: true,
  },
};
const row = {
  lahde: "crm",
  solmu: "08",
  tila: "OK",
  alkoiMs: 1.5,
  kestoMs: 20,
  haettu: "2026-11-24T10:00:00Z",
  kutsut: 2,
};

describe("readAnswer", () => {
  it("reads errors and sources", () => {
    const body = { data: { mina: { id: "x" } }, errors: [error], extensions: { lahteet: [row] } };
    const answer = readAnswer(200, 12, JSON.stringify(body));
    expect(answer.errors).toEqual([
      {
        message: "Kela ei vastannut.",
        path: "mina.lapset.0.laakekatto",
        place: { line: 3, column: 5 },
        code: "SOURCE_TIMEOUT",
        neuvo: "Kysy uudelleen.",
        pyynto: "p-1",
        lahde: "kela",
        tieto: "26",
        saanto: undefined,
        retryable: true,
      },
    ]);
    expect(answer.sources).toEqual([row]);
    expect(JSON.parse(answer.text)).toEqual(body);
  });

  it.each([
    ["some data and an error", { data: { mina: {}, asiakas: null }, errors: [error] }, true],
    ["no data at all", { data: null, errors: [error] }, false],
    ["only nulls", { data: { mina: null }, errors: [error] }, false],
    ["no errors", { data: { mina: {} } }, false],
    ["a refused request", { errors: [error] }, false],
  ])("tells that the rest is complete only when there is a rest: %s", (_, body, isPartial) => {
    expect(readAnswer(200, 1, JSON.stringify(body)).isPartial).toBe(isPartial);
  });

  it("shows what is not JSON as it came", () => {
    const answer = readAnswer(502, 1, "<h1>Bad Gateway</h1>");
    expect(answer).toMatchObject({ status: 502, isJson: false, text: "<h1>Bad Gateway</h1>", errors: [], sources: [] });
  });

  it("never throws, whatever came", () => {
    const anything = fc.oneof(fc.string(), fc.json());
    const odd = fc.record({
      data: fc.jsonValue(),
      errors: fc.jsonValue(),
      extensions: fc.record({ lahteet: fc.jsonValue() }),
    });
    fc.assert(
      fc.property(
        fc.oneof(
          anything,
          odd.map((value) => JSON.stringify(value)),
        ),
        (text) => {
          const answer = readAnswer(200, 0, text);
          expect(answer.sources.every(({ alkoiMs, kestoMs }) => Number.isFinite(alkoiMs + kestoMs))).toBe(true);
        },
      ),
    );
  });
});
