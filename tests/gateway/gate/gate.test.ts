import { print } from "graphql";
import { afterEach, describe, expect, it } from "vitest";
import { ammattilainen, asiakasActor, idOf, startFixtureGraph } from "../fixture-graph.ts";
import type { FixtureGraph, FixtureRegister } from "../fixture-graph.ts";

type Key = { readonly id: string };

const vtj = (turvakielto: ReadonlySet<string> | "down" = new Set()): FixtureRegister => ({
  name: "vtj",
  schema: `
    type Asiakas @key(fields: "id") {
      id: ID!
      nimi: Nimi @tieto(id: 102)
      osoitteet: [String!] @tieto(id: 103, paljastaaPaikan: SUORAAN)
      turvakielto: Turvakielto @tieto(id: 104)
      perhesuhteet: Perhesuhteet @tieto(id: 4)
      merkitsematon: String
    }
    type Nimi { etunimet: String }
    type Turvakielto { voimassa: Boolean! }
    type Perhesuhteet { huoltajat: [Huoltaja!]! }
    type Huoltaja { nimi: Nimi henkilo: Asiakas }`,
  resolvers: {
    Asiakas: {
      nimi: ({ id }: Key) => ({ etunimet: `nimi-${id}` }),
      osoitteet: ({ id }: Key) => [`osoite-${id}`],
      turvakielto({ id }: Key) {
        if (turvakielto === "down") throw new Error("down");
        return { voimassa: turvakielto.has(id) };
      },
      perhesuhteet: () => ({
        huoltajat: [
          { nimi: { etunimet: "Aino" }, henkilo: { id: idOf("AINO") } },
          { nimi: { etunimet: "Venla" }, henkilo: { id: idOf("VENLA") } },
          { nimi: { etunimet: "Aino" }, henkilo: { id: idOf("AINO") } },
        ],
      }),
      merkitsematon: () => "salainen",
    },
  },
});

const crm: FixtureRegister = {
  name: "crm",
  schema: `
    type Asiakas @key(fields: "id") {
      id: ID!
      maksuyhteydet: [String!] @tieto(id: 5)
      yhteystiedot: [String!] @tieto(id: 1, paljastaaPaikan: SUORAAN)
    }`,
  resolvers: { Asiakas: { maksuyhteydet: () => ["FI00"], yhteystiedot: () => ["040"] } },
};

let graph: FixtureGraph | undefined;
afterEach(() => graph?.close());

const codes = (errors: readonly { readonly code: string; readonly path?: readonly unknown[] }[]): readonly string[] =>
  errors.map(({ code, path = [] }) => `${code} ${path.join(".")}`).sort();

describe("a customer", () => {
  it("sees their own", async () => {
    graph = await startFixtureGraph([vtj(), crm]);
    const { data, errors } = await graph.ask(
      "{ mina { id nimi { etunimet } osoitteet maksuyhteydet } }",
      asiakasActor("EINO"),
    );
    const id = idOf("EINO");
    expect(errors).toEqual([]);
    expect(data).toEqual({
      mina: { id, nimi: { etunimet: `nimi-${id}` }, osoitteet: [`osoite-${id}`], maksuyhteydet: ["FI00"] },
    });
  });

  it("sees their guardians' names as their own record has them, and nothing of the guardians' own", async () => {
    graph = await startFixtureGraph([vtj(), crm]);
    const query =
      "{ mina { perhesuhteet { huoltajat { nimi { etunimet } henkilo { id nimi { etunimet } yhteystiedot } } } } }";
    const { data, errors } = await graph.ask(query, asiakasActor("EINO"));
    const guardian = (nimi: string, tunnus: string): unknown => ({
      nimi: { etunimet: nimi },
      henkilo: { id: idOf(tunnus), nimi: null, yhteystiedot: null },
    });
    expect(data).toEqual({
      mina: {
        perhesuhteet: { huoltajat: [guardian("Aino", "AINO"), guardian("Venla", "VENLA"), guardian("Aino", "AINO")] },
      },
    });
    expect(codes(errors)).toEqual(
      [0, 1, 2]
        .flatMap((at) => [
          `FORBIDDEN mina.perhesuhteet.huoltajat.${at}.henkilo.nimi`,
          `FORBIDDEN mina.perhesuhteet.huoltajat.${at}.henkilo.yhteystiedot`,
        ])
        .sort(),
    );
    expect(graph.calls.filter(({ name }) => name === "crm")).toEqual([]);
  });

  it("may not open another by id, and no register hears of it", async () => {
    graph = await startFixtureGraph([vtj(), crm]);
    const { data, errors } = await graph.ask(
      "query($id: ID!) { asiakas(id: $id) { nimi { etunimet } maksuyhteydet } }",
      asiakasActor("EINO"),
      {
        id: idOf("AINO"),
      },
    );
    expect(data).toEqual({ asiakas: { nimi: null, maksuyhteydet: null } });
    expect(codes(errors)).toEqual(["FORBIDDEN asiakas.maksuyhteydet", "FORBIDDEN asiakas.nimi"]);
    expect(graph.calls.map(({ name }) => name)).toEqual(["asiakas"]);
  });

  it("may not look anyone up by identity code", async () => {
    graph = await startFixtureGraph([vtj(), crm]);
    const query = "query($hetu: Hetu!) { asiakasHetulla(hetu: $hetu) { id } }";
    const { data, errors } = await graph.ask(query, asiakasActor("EINO"), { hetu: "010190-999W" });
    expect(data).toEqual({ asiakasHetulla: null });
    expect(codes(errors)).toEqual(["FORBIDDEN asiakasHetulla"]);
    expect(graph.calls).toEqual([]);
  });
});

describe("a professional", () => {
  it("sees what the letters give, and the source is not asked the rest", async () => {
    graph = await startFixtureGraph([vtj(), crm]);
    const query = "query($id: ID!) { asiakas(id: $id) { nimi { etunimet } maksuyhteydet yhteystiedot } }";
    const { data, errors } = await graph.ask(query, ammattilainen("H"), { id: idOf("AINO") });
    expect(data).toMatchObject({ asiakas: { maksuyhteydet: null, yhteystiedot: ["040"] } });
    expect(codes(errors)).toEqual(["FORBIDDEN asiakas.maksuyhteydet"]);
    expect(errors[0]?.parameters).toEqual({ tieto: 5 });
    const asked = graph.calls.filter(({ name }) => name === "crm").map(({ document }) => print(document));
    expect(asked).toHaveLength(1);
    expect(asked[0]).not.toContain("maksuyhteydet");
  });

  it("sees a related person by a judgement of that person's own", async () => {
    graph = await startFixtureGraph([vtj(new Set([idOf("VENLA")])), crm]);
    const query =
      "query($id: ID!) { asiakas(id: $id) { perhesuhteet { huoltajat { henkilo { nimi { etunimet } osoitteet } } } } }";
    const { data, errors } = await graph.ask(query, ammattilainen("H"), { id: idOf("EINO") });
    const places = (data as { asiakas: { perhesuhteet: { huoltajat: { henkilo: { osoitteet: unknown } }[] } } })
      .asiakas;
    expect(places.perhesuhteet.huoltajat.map(({ henkilo }) => henkilo.osoitteet)).toEqual([
      [`osoite-${idOf("AINO")}`],
      null,
      [`osoite-${idOf("AINO")}`],
    ]);
    expect(codes(errors)).toEqual(["NON_DISCLOSURE asiakas.perhesuhteet.huoltajat.1.henkilo.osoitteet"]);
  });
});

describe("turvakielto", () => {
  const query = "query($id: ID!) { asiakas(id: $id) { osoitteet yhteystiedot } }";

  it("withholds every place, from every register, while it is on", async () => {
    graph = await startFixtureGraph([vtj(new Set([idOf("VENLA")])), crm]);
    const { data, errors } = await graph.ask(query, ammattilainen("H"), { id: idOf("VENLA") });
    expect(data).toEqual({ asiakas: { osoitteet: null, yhteystiedot: null } });
    expect(codes(errors)).toEqual(["NON_DISCLOSURE asiakas.osoitteet", "NON_DISCLOSURE asiakas.yhteystiedot"]);
    expect(graph.calls.filter(({ name }) => name === "crm")).toEqual([]);
  });

  it("withholds the same, in the same words, when it can't be asked", async () => {
    graph = await startFixtureGraph([vtj(new Set([idOf("VENLA")])), crm]);
    const on = await graph.ask(query, ammattilainen("H"), { id: idOf("VENLA") });
    await graph.close();
    graph = await startFixtureGraph([vtj("down"), crm]);
    const unknown = await graph.ask(query, ammattilainen("H"), { id: idOf("VENLA") });
    expect({ data: unknown.data, errors: unknown.errors }).toEqual({ data: on.data, errors: on.errors });
  });

  it("does not keep the customer's own place from the customer, and is not asked for it", async () => {
    graph = await startFixtureGraph([vtj("down"), crm]);
    const { data, errors } = await graph.ask("{ mina { osoitteet } }", asiakasActor("VENLA"));
    expect(data).toEqual({ mina: { osoitteet: [`osoite-${idOf("VENLA")}`] } });
    expect(errors).toEqual([]);
  });

  it("is not asked for an actor who could not see the place anyway", async () => {
    graph = await startFixtureGraph([vtj(), crm]);
    await graph.ask("query($id: ID!) { asiakas(id: $id) { osoitteet } }", asiakasActor("EINO"), { id: idOf("VENLA") });
    expect(graph.calls.filter(({ name }) => name === "vtj")).toEqual([]);
  });
});

describe("everyone else", () => {
  it("gets nothing personal without a sign-in", async () => {
    graph = await startFixtureGraph([vtj(), crm]);
    const { data, errors } = await graph.ask("{ mina { id nimi { etunimet } } }", { kind: "tuntematon" });
    expect(data).toEqual({ mina: null });
    expect(codes(errors)).toEqual(["UNAUTHENTICATED mina"]);
    expect(graph.calls).toEqual([]);
  });

  it("gets nothing personal as an analyst", async () => {
    graph = await startFixtureGraph([vtj(), crm]);
    const { data, errors } = await graph.ask(
      "query($id: ID!) { asiakas(id: $id) { nimi { etunimet } } }",
      { kind: "analyytikko", sub: "a" },
      {
        id: idOf("AINO"),
      },
    );
    expect(data).toEqual({ asiakas: null });
    expect(codes(errors)).toEqual(["FORBIDDEN asiakas"]);
    expect(graph.calls).toEqual([]);
  });
});

it("denies a field of a person that carries no item, to everyone", async () => {
  graph = await startFixtureGraph([vtj(), crm]);
  const { data, errors } = await graph.ask("{ mina { merkitsematon } }", asiakasActor("EINO"));
  expect(data).toEqual({ mina: { merkitsematon: null } });
  expect(codes(errors)).toEqual(["FORBIDDEN mina.merkitsematon"]);
});

it("goes by what a field is, not by what a query calls it", async () => {
  graph = await startFixtureGraph([vtj(), crm]);
  const query =
    "query($id: ID!) { a: asiakas(id: $id) { nimi: maksuyhteydet ... on Asiakas { ...f } } } fragment f on Asiakas { id: yhteystiedot x: maksuyhteydet }";
  const { data, errors } = await graph.ask(query, ammattilainen("O"), { id: idOf("AINO") });
  expect(data).toEqual({ a: { nimi: null, id: ["040"], x: null } });
  expect(codes(errors)).toEqual(["FORBIDDEN a.nimi", "FORBIDDEN a.x"]);
});
