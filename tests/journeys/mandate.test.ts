import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startSystem } from "../start.ts";
import type { GraphAnswer, TestSystem } from "../start.ts";
import { choosePrincipals } from "./choose-principals.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.close());
afterEach(() => system.mocks.registers["valtuudet"]?.faults.set([]));

const selection = "nimi { sukunimi } laakekatto { vuosi } asiakassetelit { numero } ammatti";

const askFor = async (persona: string, kenen: string, fields = selection): Promise<GraphAnswer> =>
  system.ask(`query ($id: ID!) { asiakas(id: $id) { ${fields} } }`, await system.token({ persona }), {
    id: system.idOf(kenen),
  });

const codesOf = ({ errors }: GraphAnswer): readonly string[] =>
  errors
    .map(({ path, extensions }) =>
      [extensions["code"], path?.at(-1), extensions["saanto"]].filter((each) => typeof each === "string").join(" "),
    )
    .toSorted();

describe("acting for another by a mandate", () => {
  it("shows what its themes cover, and the use log says on what it rested", async () => {
    const answer = await askFor("liisa", "aino");
    expect(answer.data?.["asiakas"]).toMatchObject({
      nimi: { sukunimi: "Koivula-Testi" },
      laakekatto: { vuosi: expect.any(Number) },
      asiakassetelit: [{ numero: expect.any(String) }, {}],
      ammatti: null,
    });
    expect(codesOf(answer)).toEqual(["FORBIDDEN ammatti VALTUUDEN-ASIA"]);
    expect(system.loki(answer.pyynto)).toMatchObject([{ suhde: "VALTUUTUS", tiedot: [23, 26, 102] }]);
  });

  it("of one theme shows no more than that", async () => {
    const answer = await askFor("sofia", "aino");
    expect(answer.data?.["asiakas"]).toMatchObject({ nimi: {}, laakekatto: {}, asiakassetelit: null, ammatti: null });
    expect(codesOf(answer)).toEqual(["FORBIDDEN ammatti VALTUUDEN-ASIA", "FORBIDDEN asiakassetelit VALTUUDEN-ASIA"]);
  });

  it.each([
    ["that has ended", "lauri"],
    ["that was never given", "onni"],
  ])("%s shows nothing", async (_, persona) => {
    const answer = await askFor(persona, "aino");
    expect(answer.data?.["asiakas"]).toEqual({ nimi: null, laakekatto: null, asiakassetelit: null, ammatti: null });
    expect(new Set(codesOf(answer).map((code) => code.split(" ").at(-1)))).toEqual(new Set(["SUHDE-P"]));
  });

  it("does not show a protected place", async () => {
    const answer = await askFor("kaisa", "venla", "nimi { sukunimi } kotikunta { koodi }");
    expect(answer.data?.["asiakas"]).toEqual({ nimi: { sukunimi: "Suojattu-Testi" }, kotikunta: null });
    expect(codesOf(answer)).toEqual(["NON_DISCLOSURE kotikunta TURVAKIELTO"]);
  });

  it("shows nothing while the register does not answer, and guardians see their children all the same", async () => {
    system.mocks.registers["valtuudet"]?.faults.set([{ laji: "http500" }]);
    const answer = await askFor("liisa", "aino");
    expect(answer.data?.["asiakas"]).toEqual({ nimi: null, laakekatto: null, asiakassetelit: null, ammatti: null });
    expect(codesOf(answer)).toContain("SOURCE_UNAVAILABLE laakekatto SUHDE-P");
    const child = await askFor("aino", "helmi", "nimi { sukunimi } laakekatto { vuosi }");
    expect(child.errors).toEqual([]);
  });

  it("leaves no identity code in the log, though the register's paths hold them", async () => {
    const aino = system.population.personas.find(({ persona }) => persona === "aino")?.hetu ?? "";
    const before = system.mocks.registers["valtuudet"]?.requests.count() ?? 0;
    const answer = await askFor("liisa", "aino", "nimi { sukunimi }");
    expect((system.mocks.registers["valtuudet"]?.requests.count() ?? 0) - before).toBe(2);
    expect(`${system.log.join("\n")}${answer.text}`).not.toContain(aino);
  });
});

describe("the check of one pair", () => {
  const query = `query ($id: ID!, $asioija: ID!) {
    asiakas(id: $id) { valtuus(asioija: $asioija, teema: TERVEYDENHUOLTO) { sallittu } }
  }`;

  it.each([
    ["the customer", { persona: "aino" }, "sofia", true],
    [
      "a nurse of the customer's region",
      { persona: "aino", rooli: "terveydenhuolto", tarkoitus: "HOITO" },
      "liisa",
      true,
    ],
    [
      "a nurse, of one whose mandate has ended",
      { persona: "aino", rooli: "terveydenhuolto", tarkoitus: "HOITO" },
      "lauri",
      false,
    ],
  ])("answers %s", async (_, signIn, asioija, sallittu) => {
    const variables = { id: system.idOf("aino"), asioija: system.idOf(asioija) };
    const answer = await system.ask(query, await system.token(signIn), variables);
    expect(answer.errors).toEqual([]);
    expect(answer.data?.["asiakas"]).toEqual({ valtuus: { sallittu } });
  });

  it("is not given to the organiser's official", async () => {
    const token = await system.token({ persona: "aino", rooli: "jarjestaja", alue: "08", tarkoitus: "SEURANTA" });
    const answer = await system.ask(query, token, { id: system.idOf("aino"), asioija: system.idOf("sofia") });
    expect(codesOf(answer)).toEqual(["FORBIDDEN valtuus R-105"]);
  });
});

it("tells those whom the customer has chosen on the register's own page, each judged anew", async () => {
  const token = await system.token({ persona: "sofia" });
  const hetut = ["aino", "liisa"].map(
    (each) => system.population.personas.find(({ persona }) => persona === each)?.hetu ?? "",
  );
  const istunto = await choosePrincipals(system, token, hetut);
  const answer = await system.ask(
    `query ($istunto: String!) {
      mina { edustettavat(istunto: $istunto) { henkilo { id nimi { kutsumanimi } laakekatto { vuosi } } huoltajana asiat } }
    }`,
    token,
    { istunto },
  );
  expect(answer.data?.["mina"]).toEqual({
    edustettavat: [
      {
        henkilo: { id: system.idOf("aino"), nimi: { kutsumanimi: "Aino" }, laakekatto: { vuosi: expect.any(Number) } },
        huoltajana: false,
        asiat: ["TERVEYDENHUOLTO"],
      },
      {
        henkilo: { id: system.idOf("liisa"), nimi: { kutsumanimi: "Liisa" }, laakekatto: null },
        huoltajana: false,
        asiat: ["SOSIAALIHUOLTO"],
      },
    ],
  });
  expect(codesOf(answer)).toEqual(["FORBIDDEN laakekatto VALTUUDEN-ASIA"]);
});
