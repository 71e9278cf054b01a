import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startSystem } from "../start.ts";
import type { GraphAnswer, SignIn, TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.close());
afterEach(() => {
  system.mocks.registers["ptj"]?.faults.set([]);
});

const nurse: SignIn = { persona: "aino", rooli: "terveydenhuolto", tarkoitus: "HOITO", alue: "08" };
const findings = "toimintakyky { koodi { arvo nimi } aste ajankohta alue arvioija { nimi } }";
/** Of all regions, where she has lived in several. */
const everywhere = findings.replace("toimintakyky", 'toimintakyky(alueet: ["KAIKKI"])');

async function askOf(persona: string, fields: string, signIn: SignIn): Promise<GraphAnswer> {
  return system.ask(`query($id: ID!) { asiakas(id: $id) { ${fields} } }`, await system.token(signIn), {
    id: system.idOf(persona),
  });
}

/** Codes of the rows, null for a row kept back. */
const codesOf = ({ data }: GraphAnswer): unknown => {
  const [person] = Object.values(data ?? {}) as readonly {
    readonly toimintakyky: readonly ({ readonly koodi: { readonly arvo: string } } | null)[] | null;
  }[];
  return person?.toimintakyky?.map((row) => (row === null ? null : row.koodi.arvo));
};

const told = ({ errors }: GraphAnswer): unknown =>
  errors.map(({ path, extensions }) => [extensions["code"], path?.at(-1), extensions["saanto"]]);

describe("functional ability judged by professionals", () => {
  it("is shown to the customer from every system that knows her, by two vendors and HUS", async () => {
    const answer = await system.ask(`{ mina { ${everywhere} } }`, await system.token({ persona: "sofia" }));
    expect(answer.errors).toEqual([]);
    expect(answer.data).toEqual({
      mina: {
        toimintakyky: [
          {
            koodi: { arvo: "d450", nimi: "Käveleminen" },
            aste: "VAIKEA",
            ajankohta: "2019-02-20",
            alue: "08",
            arvioija: { nimi: "Testi Fysioterapeutti-Malli" },
          },
          {
            koodi: { arvo: "d450", nimi: "Käveleminen" },
            aste: "KOHTALAINEN",
            ajankohta: "2024-01",
            alue: "15",
            arvioija: { nimi: "Malla Ohjaaja-Testi" },
          },
          {
            koodi: { arvo: "d450", nimi: "Käveleminen" },
            aste: "LIEVA",
            ajankohta: "2026-02-11",
            alue: "90",
            arvioija: { nimi: "Testi Fysioterapeutti-Malli" },
          },
          {
            koodi: { arvo: "b710", nimi: "Nivelten liikkuvuus" },
            aste: "LIEVA",
            ajankohta: "2026-04-09",
            alue: null,
            arvioija: { nimi: "Testi Fysioterapeutti-Malli" },
          },
        ],
      },
    });
  });

  it("keeps special content from the customer, and gives it to the professionals who treat her", async () => {
    const own = await system.ask(`{ mina { ${findings} } }`, await system.token({ persona: "aino" }));
    expect(codesOf(own)).toEqual(["d450", null, "b152"]);
    expect(told(own)).toEqual([["FORBIDDEN", 1, "RIVI-ASIOINTI"]]);
    const treated = await askOf("aino", findings, nurse);
    expect(codesOf(treated)).toEqual(["d450", "d240", "b152"]);
  });

  it("is shown to a guardian row by row: what the child of 12 allows, and nothing without a mark", async () => {
    const guardian: SignIn = { persona: "aino" };
    const answer = await askOf("eino", findings, guardian);
    expect(codesOf(answer)).toEqual(["d160", null, null, null]);
    expect(told(answer)).toEqual([1, 2, 3].map((at) => ["FORBIDDEN", at, "RIVI-HUOLTAJALTA"]));
    expect(codesOf(await askOf("helmi", findings, guardian))).toEqual(["d330"]);
  });

  it("finds a person who has no identity code by the temporary one, at the region that gave it only", async () => {
    system.mocks.registers["ptj"]?.requests.clear();
    expect(codesOf(await system.ask(`{ mina { ${findings} } }`, await system.token({ persona: "mihai" })))).toEqual([
      "d410",
    ]);
    const asked = Object.entries(system.mocks.nodes).flatMap(([name, { requests }]) =>
      name.startsWith("ptj/") && requests.latest().some(({ runko }) => runko.includes("000007")) ? [name] : [],
    );
    expect(asked).toEqual(["ptj/08"]);
  });
});

describe("guidance and plans", () => {
  const fields = `ohjaus(alueet: ["KAIKKI"]) { laji aihe kanava paiva antaja yksikko alue }
    toteutussuunnitelmat(alueet: ["KAIKKI"]) { nimi tila asiakkuus { tunnus nimi } tavoitteet { teksti tila } toimet { teksti tila } alue }`;

  it("are shown to the customer from every system, each event and plan once", async () => {
    const answer = await system.ask(`{ mina { ${fields} } }`, await system.token({ persona: "sofia" }));
    expect(answer.errors).toEqual([]);
    const mine = answer.data?.["mina"] as Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
    const { ohjaus, toteutussuunnitelmat } = mine;
    const hoito = system.population.hoito(system.population.henkilo(6));
    expect(ohjaus).toHaveLength(hoito.ohjaukset.length);
    expect(new Set(ohjaus?.map(({ aihe }) => aihe))).toEqual(new Set(hoito.ohjaukset.map(({ aihe }) => aihe)));
    expect(toteutussuunnitelmat).toHaveLength(hoito.suunnitelmat.length);
    for (const plan of hoito.suunnitelmat) {
      expect(toteutussuunnitelmat).toContainEqual({
        nimi: plan.nimi,
        tila: "VOIMASSA",
        asiakkuus: { tunnus: plan.asiakkuus.tunnus, nimi: plan.asiakkuus.palvelu },
        tavoitteet: plan.tavoitteet.map(({ teksti, saavutettu }) => ({
          teksti,
          tila: saavutettu ? "PAATTYNYT" : "KAYNNISSA",
        })),
        toimet: plan.toimet.map(({ teksti, tehty }) => ({ teksti, tila: tehty ? "TEHTY" : "KAYNNISSA" })),
        alue: plan.rekisterinpitaja === "HUS" ? null : plan.rekisterinpitaja,
      });
    }
  });

  it("of HUS are given to health care of Uusimaa, and to another region by the customer's permission", async () => {
    const ask = async (alue: string, alueet = '(alueet: ["KAIKKI"])'): Promise<unknown> => {
      const signIn: SignIn = { ...nurse, alue };
      const peruste = { laji: "LAHETE", selite: "Lähete on saapunut meille." };
      const answer = await system.ask(
        `query($id: ID!) { asiakas(id: $id) { toimintakyky${alueet} { koodi { arvo } } } }`,
        await system.token(signIn),
        { id: system.idOf("sofia") },
        { peruste },
      );
      return codesOf(answer);
    };
    // Sofia has permitted health care to have health care's records, but for those of 15.
    expect(await ask("90")).toEqual(["d450", null, "d450", "b710"]);
    expect(await ask("08")).toEqual(["d450", null, "d450", "b710"]);
    // Unless told otherwise: the home region with HUS, which is of its circle, and the asker's own.
    expect(await ask("90", "")).toEqual(["d450", "b710"]);
    expect(await ask("08", "")).toEqual(["d450", "d450", "b710"]);
  });

  it("are there from the others while one system is down, and its place tells why", async () => {
    system.mocks.nodes["ptj/15"]?.faults.set([{ laji: "http500" }]);
    const answer = await system.ask(`{ mina { ${everywhere} } }`, await system.token({ persona: "sofia" }));
    system.mocks.nodes["ptj/15"]?.faults.set([]);
    expect(codesOf(answer)).toEqual(["d450", null, "d450", "b710"]);
    expect(told(answer)).toEqual([["SOURCE_UNAVAILABLE", 1, undefined]]);
    // An id of a request may hold any digits.
    expect(JSON.stringify(answer.errors).replaceAll(answer.pyynto, "")).not.toContain("15");
    expect(answer.lahteet.filter(({ lahde }) => lahde === "ptj").map(({ solmu, tila }) => [solmu, tila])).toEqual([
      ["08", "OK"],
      ["15", "SOURCE_UNAVAILABLE"],
      ["90", "OK"],
      ["HUS", "OK"],
    ]);
  });

  it("of a person whom a system marks as protected, though the population register does not, lose their places", async () => {
    system.mocks.nodes["ptj/08"]?.faults.set([{ laji: "virhekoodi", koodi: "turvakielto" }]);
    const place = await askOf("aino", findings, nurse);
    expect(codesOf(place)).toEqual(["d450", "d240", "b152"]);
    expect(told(place)).toEqual(
      [0, 1, 2].flatMap(() => [
        ["NON_DISCLOSURE", "alue", "RIVI-TURVAKIELTO"],
        ["NON_DISCLOSURE", "nimi", "RIVI-TURVAKIELTO"],
      ]),
    );
    const own = await system.ask(
      "{ mina { toimintakyky { koodi { arvo } alue } } }",
      await system.token({ persona: "aino" }),
    );
    expect(codesOf(own)).toEqual(["d450", null, "b152"]);
  });
});
