import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { tuntematon } from "../../../gateway/actor/index.ts";
import { isOfNobody } from "../../../gateway/gate/reference-calls.ts";
import { koodiResolvers, koodiViiteResolvers, toKoodi } from "../../../gateway/subgraph/index.ts";
import { createResolvers } from "../../../subgraphs/koodistot/resolvers.ts";
import { asiakasActor, idOf, startFixtureGraph } from "../fixture-graph.ts";
import type { FixtureGraph } from "../fixture-graph.ts";

const icf = "1.2.246.537.6.48";

/** A register that does not name its codes, as the README of koodistot tells, and one that does. */
const nimeton = `
  type Asiakas @key(fields: "id") {
    id: ID!
    toimintakyky: [Arvio] @tieto(id: 13)
    mittari: Mittari @tieto(id: 13)
  }
  type Arvio { koodi: Koodi! }
  type Koodi @key(fields: "koodiavain", resolvable: false) @shareable @viitetieto {
    koodiavain: ID! @inaccessible
    koodisto: String!
    arvo: String!
  }
  type Mittari @key(fields: "tunnus", resolvable: false) { tunnus: ID! }`;
const nimeava = `
  type Asiakas @key(fields: "id") { id: ID! aidinkieli: Koodi @tieto(id: 102) }`;
/** Completes something that is not marked public. */
const mittaava = `
  type Mittari @key(fields: "tunnus") { tunnus: ID! lukema: Int }`;

const codes = [toKoodi(`urn:oid:${icf}`, "d450"), toKoodi(icf, "d510"), toKoodi(icf, "d450")];

describe("a code that its register does not name", () => {
  let graph: FixtureGraph;
  let isDown = false;
  const names = new Map([
    ["d450", { fi: "Käveleminen", sv: "Att gå" }],
    ["d510", { fi: "Peseytyminen" }],
  ]);
  beforeAll(async () => {
    const koodistot = createResolvers({
      isKept: () => true,
      fetchKoodisto: async () =>
        isDown ? { ok: false, failure: { kind: "unavailable", reason: "down" } } : { ok: true, value: names },
      source: {
        lahde: "koodistot",
        solmu: null,
        katkaisin: () => "KIINNI",
        isReachable: async () => true,
        close: async () => undefined,
      },
    });
    const schema = readFileSync(new URL("../../../subgraphs/koodistot/schema.graphql", import.meta.url), "utf8");
    graph = await startFixtureGraph([
      { name: "koodistot", schema, resolvers: koodistot },
      {
        name: "ptj",
        schema: nimeton,
        resolvers: {
          ...koodiViiteResolvers,
          Asiakas: {
            toimintakyky: ({ id }: { id: string }) => (id === idOf("a") ? codes.map((koodi) => ({ koodi })) : []),
            mittari: () => ({ tunnus: "1" }),
          },
        },
      },
      {
        name: "vtj",
        schema: nimeava,
        resolvers: {
          ...koodiResolvers,
          Asiakas: { aidinkieli: () => toKoodi("ISO 639-1", "fi", { fi: "suomi", sv: "finska" }) },
        },
      },
      { name: "mittari", schema: mittaava, resolvers: { Mittari: { lukema: () => 7 } } },
    ]);
  });
  beforeEach(() => {
    isDown = false;
    graph.calls.length = 0;
  });
  afterAll(() => graph.close());

  const askOwn = (fields: string) => graph.ask(`{ mina { ${fields} } }`, asiakasActor("a"));
  const called = (): readonly string[] => graph.calls.map(({ name }) => name).filter((name) => name !== "asiakas");

  it("is named by the code server, once for all codes of the answer", async () => {
    const { data, errors } = await askOwn("toimintakyky { koodi { koodisto arvo nimi ruotsiksi: nimi(kieli: SV) } }");
    expect(errors).toEqual([]);
    expect(data).toEqual({
      mina: {
        toimintakyky: [
          { koodi: { koodisto: `urn:oid:${icf}`, arvo: "d450", nimi: "Käveleminen", ruotsiksi: "Att gå" } },
          { koodi: { koodisto: icf, arvo: "d510", nimi: "Peseytyminen", ruotsiksi: "Peseytyminen" } },
          { koodi: { koodisto: icf, arvo: "d450", nimi: "Käveleminen", ruotsiksi: "Att gå" } },
        ],
      },
    });
    expect(called()).toEqual(["ptj", "koodistot"]);
    // Two codes by their keys, and nothing of whose they are.
    expect(graph.calls.at(-1)?.variables["representations"]).toEqual([
      { __typename: "Koodi", koodiavain: `${icf}|d450` },
      { __typename: "Koodi", koodiavain: `${icf}|d510` },
    ]);
  });

  it("takes no step of the plan when its name is not asked, and a code that is named takes none ever", async () => {
    await askOwn("toimintakyky { koodi { koodisto arvo } }");
    expect(called()).toEqual(["ptj"]);
    graph.calls.length = 0;
    const { data } = await askOwn("aidinkieli { arvo nimi(kieli: SV) }");
    expect(data).toEqual({ mina: { aidinkieli: { arvo: "fi", nimi: "finska" } } });
    expect(called()).toEqual(["vtj"]);
  });

  it("goes without a name while the code server is down", async () => {
    isDown = true;
    const { data, errors } = await askOwn("toimintakyky { koodi { arvo nimi } }");
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ mina: { toimintakyky: [{ koodi: { arvo: "d450", nimi: null } }, {}, {}] } });
  });

  it("is not named to who may not have the field that holds it", async () => {
    const { data, errors } = await graph.ask(
      "query($id: ID!) { asiakas(id: $id) { toimintakyky { koodi { nimi } } } }",
      tuntematon,
      { id: idOf("a") },
    );
    expect(JSON.stringify(data)).not.toContain("Käveleminen");
    expect(errors.length).toBeGreaterThan(0);
    expect(called()).toEqual([]);
  });

  it("does not open what is no public data: such a field of another entity is denied to everyone", async () => {
    const { data, errors } = await askOwn("mittari { lukema }");
    expect(data).toEqual({ mina: { mittari: { lukema: null } } });
    expect(errors).toMatchObject([{ code: "FORBIDDEN", path: ["mina", "mittari", "lukema"] }]);
    expect(called()).toEqual(["ptj"]);
  });
});

describe("a call about entities", () => {
  const code = { __typename: "Koodi", koodiavain: `${icf}|d450` };
  const person = { __typename: "Asiakas", id: idOf("a") };

  it.each<[string, readonly Readonly<Record<string, unknown>>[]]>([
    ["a person", [person]],
    ["a person among codes", [code, person, code]],
    ["a person whose id did not come", [{ __typename: "Asiakas" }]],
    ["what belongs to a person", [{ __typename: "Viesti", id: `${idOf("a")}~1` }, code]],
  ])("is of somebody when it holds %s: then it is judged as theirs", (_, representations) => {
    expect(isOfNobody(representations)).toBe(false);
  });

  it("is of nobody when it holds codes only", () => {
    expect(isOfNobody([code, code])).toBe(true);
  });
});

describe("a register of reference data that answers of another number of entities than asked", () => {
  it.each([
    ["more", [{ lukema: 1 }, { lukema: 2 }]],
    ["none", []],
  ])("(%s) gives nothing: whose it is can't be told", async (_, told) => {
    const odd = await startFixtureGraph(
      [
        {
          name: "ptj",
          schema: `
            type Asiakas @key(fields: "id") { id: ID! mittari: Mittari @tieto(id: 13) }
            type Mittari @key(fields: "tunnus", resolvable: false) { tunnus: ID! }`,
          resolvers: { Asiakas: { mittari: () => ({ tunnus: "1" }) } },
        },
        {
          name: "mittari",
          schema: `type Mittari @key(fields: "tunnus") { tunnus: ID! lukema: Int @viitetieto }`,
          resolvers: { Mittari: { lukema: () => 7 } },
        },
      ],
      (transport) => ({
        ...transport,
        call: (request, scope) =>
          transport.name === "mittari"
            ? Promise.resolve({ data: { _entities: told }, errors: [] })
            : transport.call(request, scope),
      }),
    );
    const { data } = await odd.ask("{ mina { mittari { lukema } } }", asiakasActor("a"));
    await odd.close();
    expect(data).toMatchObject({ mina: { mittari: { lukema: null } } });
  });
});
