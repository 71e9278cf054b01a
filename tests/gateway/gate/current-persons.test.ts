import { parse } from "graphql";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { tuntematon } from "../../../gateway/actor/index.ts";
import type { Actor } from "../../../gateway/actor/index.ts";
import { asiakasActor, idOf, perusteella, startFixtureGraph, tilapainenIdOf } from "../fixture-graph.ts";
import type { FixtureRegister, SeenCall } from "../fixture-graph.ts";
import { scopeOf } from "./ask-kit.ts";
import { kolmas } from "./world.ts";

type Key = { readonly id: string };

/** By the id of the time before, what the region tells of today's; by today's, of those before. */
let nykyiset: Readonly<Record<string, unknown>> = {};
let entiset: Readonly<Record<string, unknown>> = {};

const crm: FixtureRegister = {
  name: "crm",
  schema: `
    type Query { haku(asiakas: ID, enintaan: Int): String @sisaankaynti(sallittu: ["H"]) }
    type Mutation { vaihdaTili(asiakas: ID): Vaihto @sisaankaynti(sallittu: ["S"]) @muutos(kentat: ["maksuyhteydet"]) }
    type Vaihto { asiakas: String }
    type Asiakas @key(fields: "id") {
      id: ID!
      maksuyhteydet: [String!] @tieto(id: 5)
      laakekatto: String @tieto(id: 26)
      nykyinenTunniste: ID @inaccessible @tieto(id: 7)
      entisetTunnisteet: [ID!] @inaccessible @tieto(id: 7)
    }`,
  resolvers: {
    Query: { haku: (_: unknown, given: unknown) => JSON.stringify(given) },
    Mutation: { vaihdaTili: (_: unknown, given: unknown) => given },
    Asiakas: {
      laakekatto: ({ id }: Key) => `laakekatto/${id}`,
      nykyinenTunniste({ id }: Key) {
        if (id === tilapainenIdOf("VIKA")) throw new Error("down");
        return nykyiset[id] ?? null;
      },
      entisetTunnisteet: ({ id }: Key) => entiset[id],
    },
  },
};

const graph = await startFixtureGraph([crm]);
afterAll(() => graph.close());
beforeEach(() => {
  nykyiset = { [tilapainenIdOf("A")]: idOf("AINO"), [tilapainenIdOf("O")]: idOf("OIVA") };
  entiset = {};
  graph.calls.length = 0;
  graph.changes.length = 0;
});

const hoitaja = perusteella("H");
const asksToday = ({ name, sallittu }: SeenCall): boolean => name === "crm" && sallittu?.tiedot.join() === "7";
const askedToday = () => graph.calls.filter(asksToday).flatMap(({ sallittu }) => sallittu?.asiakkaat ?? []);

async function ask(query: string, variables: Record<string, unknown> = {}, actor: Actor = hoitaja) {
  const { data, errors } = await graph.ask(query, actor, variables);
  return { data, codes: errors.map(({ code }) => code) };
}
const askOf = (id: string, actor: Actor = hoitaja) =>
  ask("query($id: ID!) { asiakas(id: $id) { id laakekatto } }", { id }, actor);
const told = (id: string) => ({ data: { asiakas: { id, laakekatto: `laakekatto/${id}` } }, codes: [] });

describe("an id of the time before the identity code", () => {
  it("names the person of today, in a variable and in the query's text", async () => {
    expect(await askOf(tilapainenIdOf("A"))).toEqual(told(idOf("AINO")));
    const text = `{ asiakas(id: "${tilapainenIdOf("O")}") { id laakekatto } }`;
    expect(await ask(text)).toEqual(told(idOf("OIVA")));
  });

  it("names them wherever it stands at the root, each asked once and in one call", async () => {
    const query = `query($a: ID!, $o: ID!) { a: asiakas(id: $a) { id } b: asiakas(id: $a) { id } o: asiakas(id: $o) { id } }`;
    const { data } = await ask(query, { a: tilapainenIdOf("A"), o: tilapainenIdOf("O") });
    expect(data).toEqual({ a: { id: idOf("AINO") }, b: { id: idOf("AINO") }, o: { id: idOf("OIVA") } });
    expect(graph.calls.filter(asksToday)).toHaveLength(1);
    const document = parse("query($id: ID!) { ... on Query { haku(asiakas: $id) } }");
    const answer = await graph.guards.get("crm")?.(
      { document, variables: { id: tilapainenIdOf("A") } },
      scopeOf(hoitaja),
    );
    expect(answer).toEqual({ data: { haku: JSON.stringify({ asiakas: idOf("AINO") }) }, errors: [] });
  });

  it.each([
    ["has been given no code yet", "UUSI"],
    ["is of a region that can't be asked", "VIKA"],
  ])("stands as it is, and tells what is known by it, when the person %s", async (_, tunnus) => {
    expect(await askOf(tilapainenIdOf(tunnus))).toEqual(told(tilapainenIdOf(tunnus)));
    expect(askedToday()).toEqual([tilapainenIdOf(tunnus)]);
  });

  it("changes none that stands beside it", async () => {
    const query =
      "query($a: ID!, $b: ID!, $c: ID!) { a: asiakas(id: $a) { id } b: asiakas(id: $b) { id } c: asiakas(id: $c) { id } }";
    const { data } = await ask(query, { a: tilapainenIdOf("A"), b: tilapainenIdOf("UUSI"), c: idOf("EINO") });
    expect(data).toEqual({ a: { id: idOf("AINO") }, b: { id: tilapainenIdOf("UUSI") }, c: { id: idOf("EINO") } });
  });

  it("is looked for in ids only: of a code, or of what is no text, no region is asked", async () => {
    expect(await askOf(idOf("AINO"))).toEqual(told(idOf("AINO")));
    const { data } = await ask("{ haku(asiakas: null, enintaan: 5) }");
    expect(data).toEqual({ haku: JSON.stringify({ asiakas: null, enintaan: 5 }) });
    expect(askedToday()).toEqual([]);
  });

  it.each([
    ["nobody", tuntematon, "UNAUTHENTICATED"],
    ["a third party by the graph's own id", kolmas("YRITYS"), "FORBIDDEN"],
  ])("makes no region be asked by %s, who may not enter", async (_, actor, code) => {
    const { data, codes } = await ask("query($id: ID) { haku(asiakas: $id) }", { id: tilapainenIdOf("A") }, actor);
    expect({ data, codes, calls: graph.calls }).toEqual({ data: { haku: null }, codes: [code], calls: [] });
  });

  it("names the person of today to a change, to its log and to the register", async () => {
    const query = "mutation($id: ID) { vaihdaTili(asiakas: $id) { asiakas } }";
    const own = await ask(query, { id: tilapainenIdOf("A") }, asiakasActor("AINO"));
    expect(own).toEqual({ data: { vaihdaTili: { asiakas: idOf("AINO") } }, codes: [] });
    expect(graph.changes.map(({ asiakasId, suhde }) => [asiakasId, suhde])).toEqual([[idOf("AINO"), "OMA"]]);
    const others = await ask(query, { id: tilapainenIdOf("O") }, asiakasActor("AINO"));
    expect(others).toEqual({ data: { vaihdaTili: null }, codes: ["FORBIDDEN"] });
    expect(graph.changes.at(-1)?.asiakasId).toBe(idOf("OIVA"));
  });
});

describe("ids of the time before, for what is kept by id", () => {
  const find = (id: string) => graph.gate.findFormerIds(id, scopeOf(asiakasActor("AINO")));

  it("are what the regions tell, and not known while one can't be asked", async () => {
    entiset = { [idOf("AINO")]: [tilapainenIdOf("A"), tilapainenIdOf("B")], [idOf("EINO")]: [] };
    expect(await find(idOf("AINO"))).toEqual([tilapainenIdOf("A"), tilapainenIdOf("B")]);
    expect(await find(idOf("EINO"))).toEqual([]);
    expect(await find(idOf("OIVA"))).toBeUndefined();
  });

  it("are none of one who has no code, and nobody is asked", async () => {
    entiset = { [tilapainenIdOf("A")]: [tilapainenIdOf("B")] };
    expect(await find(tilapainenIdOf("A"))).toEqual([]);
    expect(graph.calls).toEqual([]);
  });

  it("are none where no register has given any", async () => {
    const alone = await startFixtureGraph([]);
    expect(await alone.gate.findFormerIds(idOf("AINO"), scopeOf(asiakasActor("AINO")))).toEqual([]);
    await alone.close();
  });
});
