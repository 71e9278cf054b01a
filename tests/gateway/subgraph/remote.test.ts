import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startPeer } from "../source/start-peer.ts";
import { ask, reach, requestScope } from "./start-koe.ts";

/** A subgraph written elsewhere that answers this, whatever it is asked. */
async function reachForeign(answer: unknown): Promise<ReturnType<typeof reach>> {
  const body = typeof answer === "string" ? answer : JSON.stringify(answer);
  return reach(await startPeer((_, response) => void response.end(body)), unsigned);
}
/** What does not sign is let in by configuration only. */
const unsigned = { vastauksenAllekirjoitus: "ei" } as const;

const invalid = (...path: readonly (string | number)[]): unknown => ({
  code: "SOURCE_INVALID_RESPONSE",
  parameters: { lahde: "koe" },
  path,
});
const errorOf = (extensions: unknown): unknown => ({
  message: "ORA-00942 131052-9030",
  path: ["koe", "luku"],
  extensions,
});
const entities =
  "query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Asiakas { nimi katto } } }";
const representations = ["a", "b"].map((id) => ({ __typename: "Asiakas", id }));

describe("an answer of a subgraph elsewhere", () => {
  it("drops fields that were not asked for", async () => {
    const transport = await reachForeign({ data: { koe: { luku: 1, hetu: "x", lista: [1] }, muu: 1 }, muu: 1 });
    expect(await ask(transport, "{ koe { luku } }")).toEqual({ data: { koe: { luku: 1 } }, errors: [] });
  });

  it("is read by response name, aliases as they were asked", async () => {
    const transport = await reachForeign({ data: { a: { luku: 1 }, b: { x: 2, luku: 9 } } });
    expect(await ask(transport, "{ a: koe { luku } b: koe { x: luku } }")).toEqual({
      data: { a: { luku: 1 }, b: { x: 2 } },
      errors: [],
    });
  });

  it.each([
    ["a text for a number", { koe: { luku: "paljon" } }, { koe: { luku: null } }, ["koe", "luku"]],
    ["an object for a number", { koe: { luku: {} } }, { koe: { luku: null } }, ["koe", "luku"]],
    ["a fraction for a number", { koe: { luku: 1.5 } }, { koe: { luku: null } }, ["koe", "luku"]],
    ["a number for a list", { koe: { lista: 1 } }, { koe: { lista: null } }, ["koe", "lista"]],
    ["a null in a list of none", { koe: { lista: [1, null] } }, { koe: { lista: null } }, ["koe", "lista", 1]],
    ["a date that is none", { koe: { paiva: "2026-02-30" } }, { koe: { paiva: null } }, ["koe", "paiva"]],
    ["an object for a date", { koe: { paiva: { a: 1 } } }, { koe: { paiva: null } }, ["koe", "paiva"]],
    ["a null that may not be", { koe: { pakollinen: null } }, null, ["koe", "pakollinen"]],
    ["a field left out that may not be null", { koe: {} }, null, ["koe", "pakollinen"]],
    ["a null at the root that may not be", {}, null, ["koe"]],
  ])("with %s loses that and tells where", async (_, data, expected, path) => {
    const name = path[1] ?? "luku";
    const transport = await reachForeign({ data });
    expect(await ask(transport, `{ koe { ${name} } }`)).toEqual({ data: expected, errors: [invalid(...path)] });
  });

  it.each([
    ["nothing", ""],
    ["HTML", "<html></html>"],
    ["a list", "[]"],
    ["a text", '"x"'],
    ["data that is no object", '{"data": [1]}'],
    ["errors that are no list", '{"data": {}, "errors": {}}'],
  ])("that is %s is invalid as a whole, without its text", async (_, body) => {
    const scope = requestScope();
    const transport = await reachForeign(body);
    expect(await ask(transport, "{ koe { luku } }", { scope })).toEqual({
      data: null,
      errors: [{ code: "SOURCE_INVALID_RESPONSE", parameters: { lahde: "koe" } }],
    });
    expect(scope.recorder.rows()).toMatchObject([{ lahde: "koe", tila: "SOURCE_INVALID_RESPONSE", kutsut: 1 }]);
  });

  it("keeps members named as an object's own apart from data", async () => {
    const transport = await reachForeign('{"data": {"__proto__": {"koe": {"luku": 1}}}}');
    expect(await ask(transport, "{ koe { luku } }")).toEqual({ data: null, errors: [invalid("koe")] });
    expect(await ask(transport, "{ constructor: koe { luku } }")).toEqual({
      data: null,
      errors: [invalid("constructor")],
    });
  });

  it("never throws, whatever JSON it is", async () => {
    let body = "";
    const transport = reach(await startPeer((_, response) => void response.end(body)), unsigned);
    const json = fc.oneof(
      fc.jsonValue(),
      fc.record({ data: fc.record({ koe: fc.jsonValue() }), errors: fc.jsonValue() }, { requiredKeys: [] }),
    );
    await fc.assert(
      fc.asyncProperty(json, async (value) => {
        body = JSON.stringify(value);
        const { data, errors } = await ask(transport, "{ koe { luku lista paiva } }");
        expect(data !== null || errors.length > 0).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe("entities of a subgraph elsewhere", () => {
  it("come from its answer, though it does not say their type", async () => {
    const transport = await reachForeign({
      data: {
        _entities: [
          { nimi: "A", katto: 1 },
          { nimi: "B", katto: null },
        ],
      },
    });
    expect(await ask(transport, entities, { variables: { representations } })).toEqual({
      data: {
        _entities: [
          { nimi: "A", katto: 1 },
          { nimi: "B", katto: null },
        ],
      },
      errors: [],
    });
  });

  it("may be null, one by one", async () => {
    const transport = await reachForeign({ data: { _entities: [null, { nimi: "B", katto: 2 }] } });
    expect(await ask(transport, entities, { variables: { representations } })).toEqual({
      data: { _entities: [null, { nimi: "B", katto: 2 }] },
      errors: [],
    });
  });

  it.each([
    ["fewer", [{ nimi: "A", katto: 1 }]],
    [
      "more",
      [
        { nimi: "A", katto: 1 },
        { nimi: "B", katto: 1 },
        { nimi: "C", katto: 1 },
      ],
    ],
    ["none", []],
  ])("are refused as a whole when there are %s than asked: each could be another's", async (_, given) => {
    const transport = await reachForeign({ data: { _entities: given } });
    expect(await ask(transport, entities, { variables: { representations } })).toEqual({
      data: null,
      errors: [invalid("_entities")],
    });
  });

  it("are refused when they are no list", async () => {
    for (const given of [null, {}, "ab", undefined]) {
      const transport = await reachForeign({ data: { _entities: given } });
      expect(await ask(transport, entities, { variables: { representations } })).toEqual({
        data: null,
        errors: [invalid("_entities")],
      });
    }
  });

  it("are refused one by one when one is of another type than asked", async () => {
    const transport = await reachForeign({
      data: {
        _entities: [
          { __typename: "Koe", nimi: "A" },
          { nimi: "B", katto: 1 },
        ],
      },
    });
    expect(await ask(transport, entities, { variables: { representations } })).toEqual({
      data: { _entities: [null, { nimi: "B", katto: 1 }] },
      errors: [invalid("_entities", 0)],
    });
  });
});

describe("errors of a subgraph elsewhere", () => {
  it.each([
    [
      "a code of a source",
      { code: "SOURCE_TIMEOUT", lahde: "kela" },
      { code: "SOURCE_TIMEOUT", parameters: { lahde: "kela" } },
    ],
    [
      "a value refused",
      { code: "BAD_USER_INPUT", syy: "131052-9030" },
      {
        code: "BAD_USER_INPUT",
        parameters: {
          lahde: "koe",
          syy: { fi: "lähde ei hyväksy sitä", sv: "källan godkänner det inte", en: "the source does not accept it" },
        },
      },
    ],
    ["an unknown code", { code: "TAPAHTUI_VIRHE" }, { code: "SOURCE_UNAVAILABLE", parameters: { lahde: "koe" } }],
    ["no code", {}, { code: "SOURCE_UNAVAILABLE", parameters: { lahde: "koe" } }],
    [
      "a code that is not a source's to give",
      { code: "UNAUTHENTICATED" },
      { code: "SOURCE_UNAVAILABLE", parameters: { lahde: "koe" } },
    ],
    [
      "a code named as an object's own member",
      { code: "constructor" },
      { code: "SOURCE_UNAVAILABLE", parameters: { lahde: "koe" } },
    ],
    [
      "a source's name that is none",
      { code: "SOURCE_DENIED", lahde: "131052 9030" },
      { code: "SOURCE_DENIED", parameters: { lahde: "koe" } },
    ],
    [
      "an identity code for a name",
      { code: "SOURCE_DENIED", lahde: "131052A9030" },
      { code: "SOURCE_DENIED", parameters: { lahde: "koe" } },
    ],
  ])("with %s keep place and code, never a text", async (_, extensions, expected) => {
    const transport = await reachForeign({ data: { koe: { luku: null } }, errors: [errorOf(extensions)] });
    expect(await ask(transport, "{ koe { luku } }")).toEqual({
      data: { koe: { luku: null } },
      errors: [{ ...expected, path: ["koe", "luku"] }],
    });
  });

  it("are not told twice where a null may not be", async () => {
    const error = { message: "x", path: ["koe", "pakollinen"], extensions: { code: "SOURCE_DENIED" } };
    const transport = await reachForeign({ data: { koe: { pakollinen: null } }, errors: [error] });
    expect((await ask(transport, "{ koe { pakollinen } }")).errors).toEqual([
      { code: "SOURCE_DENIED", parameters: { lahde: "koe" }, path: ["koe", "pakollinen"] },
    ]);
  });
});

describe("rows of a subgraph elsewhere", () => {
  const row = {
    lahde: "kela",
    solmu: "08",
    tila: "OK",
    alkoiMs: 1,
    kestoMs: 2,
    haettu: "2026-03-01T10:00:00Z",
    kutsut: 1,
  };

  it("arrive, but for those of a wrong form", async () => {
    const wrong = [
      { ...row, lahde: "131052-9030" },
      { ...row, solmu: "Mannerheimintie 1" },
      { ...row, tila: "HYVA" },
      { ...row, kestoMs: -1 },
      { ...row, haettu: "eilen" },
      "rivi",
      null,
    ];
    const scope = requestScope();
    const transport = await reachForeign({ data: { koe: { luku: 1 } }, extensions: { lahteet: [row, ...wrong] } });
    await ask(transport, "{ koe { luku } }", { scope });
    expect(scope.recorder.rows()).toMatchObject([{ lahde: "kela", solmu: "08", tila: "OK", kutsut: 1 }]);
  });
});
