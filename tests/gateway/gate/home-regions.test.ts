import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../../gateway/actor/index.ts";
import { chooseAlueet } from "../../../gateway/subgraph/index.ts";
import type { AlueetArgument, AsiakasKey, SubgraphContext } from "../../../gateway/subgraph/index.ts";
import { asiakasActor, idOf, startFixtureGraph } from "../fixture-graph.ts";
import type { FixtureRegister } from "../fixture-graph.ts";
import { valueAt } from "./expect-denied.ts";
import { ammattilainen, huolto, kolmas, oma } from "./world.ts";
import { toRegisters } from "./world-registers.ts";
import type { Maailma } from "./world-facts.ts";

/** Regions that have a node in the register of these tests. */
const solmut = ["05", "08", "15"];

/** Tells the regions that it would ask. */
const kysyy = (key: AsiakasKey, args: AlueetArgument, context: SubgraphContext): string =>
  chooseAlueet(args, key, { context, hasNode: (alue) => solmut.includes(alue) })?.join(" ") ?? "KAIKKI";

const alueellinen: FixtureRegister = {
  name: "alueellinen",
  schema: `
    type Asiakas @key(fields: "id") {
      id: ID!
      ohjaus(alueet: [String!]! = ["KOTIALUE"]): String @tieto(id: 15)
      yhteystiedot(alueet: [String!]! = ["KOTIALUE"]): String @tieto(id: 1)
      sitoumukset(alueet: [String!]! = ["KAIKKI"]): String @tieto(id: 28)
      viestinta: Asiakasviestinta @tieto(id: 16)
    }
    type Asiakasviestinta { kanava(alueet: [String!]! = ["KOTIALUE"]): String @tieto(id: 16) }`,
  resolvers: {
    Asiakas: { ohjaus: kysyy, yhteystiedot: kysyy, sitoumukset: kysyy, viestinta: ({ id }: AsiakasKey) => ({ id }) },
    Asiakasviestinta: { kanava: kysyy },
  },
};

let maailma: Maailma = {};
const registers = toRegisters(() => maailma).filter(({ name }) => name !== "crm" && name !== "valtuudet");
const graph = await startFixtureGraph([...registers, alueellinen]);
afterAll(() => graph.close());
beforeEach(() => {
  graph.calls.length = 0;
});

const hoitaja = ammattilainen("H");
const suhteessa = { avoimet: [oma.organisaatio] };

async function ask(selection: string, actor: Actor, variables: Record<string, unknown> = {}) {
  const declared = "alueet" in variables ? ", $alueet: [String!]!" : "";
  const query = `query($id: ID!${declared}) { asiakas(id: $id) { ${selection} } }`;
  const answer = await graph.ask(query, actor, { id: idOf("AINO"), ...variables });
  return {
    ...answer,
    of: (key: string) => valueAt(answer.data, `asiakas.${key}`),
    codes: answer.errors.map(({ code, path = [] }) => `${code} ${path.join(".")}`),
  };
}

/** Names of the subgraphs that were called, in order. */
const calls = (): readonly string[] => graph.calls.map(({ name }) => name).filter((name) => name !== "asiakas");
/** Items of each call to the population register, in order. */
const askedOfVtj = (): readonly string[] =>
  graph.calls.filter(({ name }) => name === "vtj").map(({ sallittu }) => sallittu?.tiedot.join() ?? "");
const ofAino = (muut: Record<string, unknown>, rest: Maailma = {}): void => {
  maailma = { ...rest, henkilot: { AINO: { ...suhteessa, ...muut }, ...rest.henkilot } };
};

describe("unless told otherwise, a regional field asks", () => {
  it("the customer's home region, when the customer asks", async () => {
    ofAino({ alue: "15" });
    const { data } = await graph.ask("{ mina { ohjaus sitoumukset } }", asiakasActor("AINO"));
    expect(data).toMatchObject({ mina: { ohjaus: "15", sitoumukset: "KAIKKI" } });
  });

  it("the home region of a protected customer too, when the customer asks", async () => {
    ofAino({ alue: "15", turvakielto: true });
    const { data } = await graph.ask("{ mina { ohjaus } }", asiakasActor("AINO"));
    expect(data).toMatchObject({ mina: { ohjaus: "15" } });
  });

  it("the home region and the asker's own, when a professional asks", async () => {
    ofAino({ alue: "15" });
    expect((await ask("ohjaus", hoitaja)).of("ohjaus")).toBe("08 15");
    ofAino({ alue: "08" });
    expect((await ask("ohjaus", hoitaja)).of("ohjaus")).toBe("08");
    ofAino({ alue: "15" });
    expect((await ask("ohjaus", { ...hoitaja, alue: "19" } as Actor)).of("ohjaus")).toBe("15");
  });

  it.each<[string, Record<string, unknown>, Maailma]>([
    ["is protected", { alue: "15", turvakielto: true }, {}],
    ["may be protected: the register does not tell", { alue: "15", turvakielto: null }, {}],
    ["has no home region", {}, {}],
    ["has a home region without a node", { alue: "06" }, {}],
    ["can't be asked about", { alue: "15" }, { alhaalla: ["vtj"] }],
  ])("all regions, when the customer %s", async (_, henkilo, muut) => {
    ofAino(henkilo, muut);
    const answer = await ask("ohjaus", hoitaja);
    expect(answer.of("ohjaus")).toBe("KAIKKI");
    expect(answer.errors).toEqual([]);
  });

  it("all regions, when the asker may not know where the customer lives", async () => {
    const suostumukset = { YRITYS: { voimassa: true, tiedot: [1] }, TOINEN: { voimassa: true, tiedot: [1, 103] } };
    ofAino({ alue: "15", suostumukset });
    expect((await ask("yhteystiedot", kolmas("YRITYS"))).of("yhteystiedot")).toBe("KAIKKI");
    expect((await ask("yhteystiedot", kolmas("TOINEN"))).of("yhteystiedot")).toBe("15");
  });

  it("a child's home region for a guardian, and all regions where it may be that of a protected guardian", async () => {
    const huollot = [huolto("VENLA", "AINO", "2020-01-01"), huolto("EINO", "AINO", "2020-01-01")];
    ofAino({ alue: "15" }, { huollot });
    expect((await ask("ohjaus", asiakasActor("VENLA"))).of("ohjaus")).toBe("15");
    ofAino({ alue: "15" }, { huollot, henkilot: { EINO: { turvakielto: true } } });
    expect((await ask("ohjaus", asiakasActor("VENLA"))).of("ohjaus")).toBe("KAIKKI");
  });

  it("the words of the argument, when they are given", async () => {
    ofAino({ alue: "15" });
    const answer = await ask(
      'a: ohjaus(alueet: ["KAIKKI"]) b: sitoumukset(alueet: ["KOTIALUE"]) c: ohjaus(alueet: ["05", "KOTIALUE"])',
      ammattilainen("L"),
    );
    expect([answer.of("a"), answer.of("b"), answer.of("c")]).toEqual(["KAIKKI", "08 15", "05 08 15"]);
  });
});

describe("where a person lives", () => {
  it("is asked with turvakielto, once, however many fields and registers turn on it", async () => {
    ofAino({ alue: "15" });
    await ask("ohjaus osoitteet viestinta { kanava }", hoitaja);
    expect(askedOfVtj()).toEqual(["103,104", "103"]);
  });

  it("is asked once of a child too, with what protects it, and of the customer alone", async () => {
    ofAino({ alue: "15" }, { huollot: [huolto("VENLA", "AINO", "2020-01-01")] });
    await ask("ohjaus", asiakasActor("VENLA"));
    expect(askedOfVtj()).toEqual(["4", "4,103,104"]);
    graph.calls.length = 0;
    await graph.ask("{ mina { ohjaus } }", asiakasActor("AINO"));
    expect(askedOfVtj()).toEqual(["103,104"]);
  });

  it("is asked also for a field of which only a variable tells whether it turns on it", async () => {
    ofAino({ alue: "15" });
    expect((await ask("ohjaus(alueet: $alueet)", hoitaja, { alueet: ["KOTIALUE"] })).of("ohjaus")).toBe("08 15");
  });

  it("is known to nobody where no register tells it: then all regions are asked", async () => {
    const without = await startFixtureGraph([...registers.filter(({ name }) => name !== "vtj"), alueellinen]);
    ofAino({});
    const { data, errors } = await without.ask("query($id: ID!) { asiakas(id: $id) { ohjaus } }", hoitaja, {
      id: idOf("AINO"),
    });
    await without.close();
    expect({ data, errors }).toMatchObject({ data: { asiakas: { ohjaus: "KAIKKI" } }, errors: [] });
  });

  it("is not asked, where no field turns on it", async () => {
    ofAino({ alue: "15" });
    await ask('sitoumukset a: ohjaus(alueet: ["KAIKKI"])', ammattilainen("L"));
    expect(calls()).not.toContain("vtj");
    await ask("sitoumukset", asiakasActor("AINO"));
    expect(calls()).not.toContain("vtj");
  });

  it("is told to the register that is asked by it, and to no other", async () => {
    ofAino({ alue: "15" });
    const answer = await ask("ohjaus nimi { etunimet }", hoitaja);
    const told = graph.calls.filter(({ kotialueet }) => kotialueet !== undefined);
    expect(told.map(({ name }) => name)).toEqual(["alueellinen"]);
    expect(told[0]?.kotialueet).toEqual({ [idOf("AINO")]: "15" });
    expect(answer.errors).toEqual([]);
  });

  it("is told of several persons in one call", async () => {
    maailma = { henkilot: { AINO: { ...suhteessa, alue: "15" }, VENLA: { ...suhteessa, alue: "05" } } };
    const query = "query($a: ID!, $b: ID!) { a: asiakas(id: $a) { ohjaus } b: asiakas(id: $b) { ohjaus } }";
    const { data } = await graph.ask(query, hoitaja, { a: idOf("AINO"), b: idOf("VENLA") });
    expect(data).toMatchObject({ a: { ohjaus: "08 15" }, b: { ohjaus: "05 08" } });
    expect(calls().filter((name) => name === "alueellinen")).toHaveLength(1);
  });
});

describe("a field that names regions itself", () => {
  it("asks those, of one whose place may be told", async () => {
    ofAino({ alue: "15" });
    expect((await ask('ohjaus(alueet: ["05"])', hoitaja)).of("ohjaus")).toBe("05");
    expect((await ask("ohjaus(alueet: $alueet)", hoitaja, { alueet: ["15", "05"] })).of("ohjaus")).toBe("05 15");
  });

  it.each([
    ["by a word of its own", 'ohjaus(alueet: ["05"])', {}],
    ["beside another word", 'ohjaus(alueet: ["KAIKKI", "05"])', {}],
    ["by a variable", "ohjaus(alueet: $alueet)", { alueet: ["05"] }],
    ["by a variable in the list", "ohjaus(alueet: [$alueet])", { alueet: "05" }],
  ])("%s tells the place, and is kept back from those who may not know it", async (_, selection, variables) => {
    for (const turvakielto of [true, null]) {
      graph.calls.length = 0;
      ofAino({ alue: "05", turvakielto });
      const asked = selection.includes("[$alueet]")
        ? await graph.ask(`query($id: ID!, $alueet: String!) { asiakas(id: $id) { ${selection} } }`, hoitaja, {
            id: idOf("AINO"),
            ...variables,
          })
        : await ask(selection, hoitaja, variables);
      expect(asked.errors).toMatchObject([{ code: "NON_DISCLOSURE", path: ["asiakas", "ohjaus"] }]);
      expect(calls()).not.toContain("alueellinen");
    }
  });

  it("is kept back below a field that is open in part", async () => {
    ofAino({ alue: "05", turvakielto: true });
    const answer = await ask('viestinta { kanava(alueet: ["05"]) }', hoitaja);
    expect(answer.codes).toEqual(["NON_DISCLOSURE asiakas.viestinta"]);
    expect((await ask('viestinta { kanava(alueet: ["KOTIALUE"]) }', hoitaja)).of("viestinta.kanava")).toBe("KAIKKI");
  });

  it("may name a protected customer's regions for that customer", async () => {
    ofAino({ alue: "05", turvakielto: true });
    const { data } = await graph.ask('{ mina { ohjaus(alueet: ["15"]) } }', asiakasActor("AINO"));
    expect(data).toMatchObject({ mina: { ohjaus: "15" } });
  });

  it.each([
    ["none", "[]"],
    ["what is no region", '["99"]'],
    ["a name", '["Kainuu"]'],
  ])("is refused for %s", async (_, alueet) => {
    ofAino({ alue: "15" });
    const { errors } = await graph.ask(`{ mina { ohjaus(alueet: ${alueet}) } }`, asiakasActor("AINO"));
    expect(errors).toMatchObject([{ code: "BAD_USER_INPUT", path: ["mina", "ohjaus"] }]);
  });
});
