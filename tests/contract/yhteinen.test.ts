import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { tuntematon } from "../../gateway/actor/index.ts";
import { createInProcessTransport } from "../../gateway/subgraph/index.ts";
import type { SubgraphTransport } from "../../gateway/subgraph/index.ts";
import { createPopulation } from "../../mocks/population/index.ts";
import type { Fault } from "../../mocks/http/index.ts";
import { start } from "../../mocks/yhteinen/index.ts";
import type { YhteinenMock } from "../../mocks/yhteinen/index.ts";
import { subgraph } from "../../subgraphs/yhteinen/index.ts";
import { askSubgraph, ids } from "./ask-subgraph.ts";
import type { Asked } from "./ask-subgraph.ts";
import { personaHetu, toDocument } from "./persons.ts";

const population = createPopulation({ seed: 1, size: 60 });
const regions = ["08", "15", "90"];
const organisationOf = (alue: string): string => `1.2.246.10.999000${alue}`;
const relation = (organisaatio: string): string => `hoitosuhde(organisaatio: "${organisaatio}") { avoin }`;
const openIn = (alue: string): string => `avoinAsiakkuusAlueella(alue: "${alue}")`;
let today = new Date("2026-11-23T10:15:02Z");

/** One small selection of each field, and how its value reads when nothing is there. */
const fields: Readonly<Record<string, string>> = {
  laheiset: "laheiset { nimi }",
  ammattilaiset: "ammattilaiset { rooli }",
  toiveet: "toiveet { laji }",
  asiakkuudet: "asiakkuudet { palvelu alue }",
  palveluhistoria: "palveluhistoria { edges { node { palvelu alue } } }",
};

/** Faults, the code of each, and how a statement's answer shows it. */
const faults: readonly (readonly [Fault, string])[] = [
  [{ laji: "hidas", viiveMs: 2500 }, "SOURCE_TIMEOUT"],
  [{ laji: "jumissa" }, "SOURCE_TIMEOUT"],
  [{ laji: "http500" }, "SOURCE_UNAVAILABLE"],
  [{ laji: "katkaisu" }, "SOURCE_UNAVAILABLE"],
  [{ laji: "katkaistu" }, "SOURCE_UNAVAILABLE"],
  [{ laji: "roska" }, "SOURCE_INVALID_RESPONSE"],
  [{ laji: "vaaraHenkilo" }, "SOURCE_INVALID_RESPONSE"],
  [{ laji: "virhekoodi", koodi: "42501" }, "SOURCE_DENIED"],
];

let mock: YhteinenMock;
let transport: SubgraphTransport;

beforeAll(async () => {
  mock = await start({ population, alueet: regions });
  const solmut = mock.nodes.map(({ alue, url }) => ({ alue, url }));
  // One failure after another is asked of it here: its breaker is left out of it.
  const settings = { solmut, timeoutMs: 1500, suojaus: { leastCalls: 100_000 } };
  transport = createInProcessTransport(subgraph, { settings, ids, now: () => today });
}, 60_000);
afterEach(() => {
  for (const each of [mock.faults, ...mock.nodes.map((node) => node.faults)]) each.set([]);
  mock.requests.clear();
  today = new Date("2026-11-23T10:15:02Z");
});
afterAll(async () => {
  await transport.close();
  await mock.close();
});

function ask(selection: string, personas: readonly string[]): Promise<Asked> {
  const asked = personas.map((persona) =>
    persona === "mihai" ? ({ laji: "TILAPAINEN", arvo: personaHetu(persona) } as const) : personaHetu(persona),
  );
  return askSubgraph(transport, { document: toDocument(selection), asked, actor: tuntematon, pyynto: "p1" });
}

const fail = (alue: string, fault: Fault): void => mock.nodes.find((node) => node.alue === alue)?.faults.set([fault]);
const askedRegions = (): readonly string[] => mock.requests.latest().map(({ polku }) => polku);
const codes = ({ errors }: Asked): readonly unknown[] => errors.map(({ code, parameters }) => [code, parameters]);

describe("the regions' shared implementation", () => {
  it("gives every field of a customer by one statement for each region, field and request", async () => {
    const { entities, errors } = await ask(Object.values(fields).join(" "), ["aino", "venla", "sofia"]);
    expect(errors).toEqual([]);
    const [aino, venla, sofia] = entities;
    expect(aino).toMatchObject({
      laheiset: [{ nimi: "Tuuli Testi-Ystävä" }],
      asiakkuudet: [{ alue: "08" }, { alue: "08" }],
    });
    expect(venla).toEqual({
      laheiset: [],
      ammattilaiset: [],
      toiveet: [],
      asiakkuudet: [],
      palveluhistoria: { edges: [] },
    });
    expect(sofia?.["asiakkuudet"]).toEqual(["15", "90", "90"].map((alue) => expect.objectContaining({ alue })));
    const counts = regions.map((alue) => askedRegions().filter((polku) => polku === `/yhteinen_${alue}`).length);
    expect(counts).toEqual(regions.map(() => Object.keys(fields).length));
  });

  it("gives ended customerships when they are asked for", async () => {
    const { entities } = await ask(
      "a: asiakkuudet { tila } p: asiakkuudet(tila: PAATTYNYT) { tila alue paattynyt } k: asiakkuudet(tila: null) { tila }",
      ["sofia"],
    );
    expect(entities[0]).toEqual({
      a: ["AVOIN", "AVOIN", "AVOIN"].map((tila) => ({ tila })),
      p: [{ tila: "PAATTYNYT", alue: "08", paattynyt: "2025-12-31" }],
      k: ["PAATTYNYT", "AVOIN", "AVOIN", "AVOIN"].map((tila) => ({ tila })),
    });
  });

  it("leads to a close person as a customer only where the register has the identity code", async () => {
    const { entities } = await ask("laheiset { nimi roolit yhteyshenkilo suunnitelma asiakas { id } }", [
      "aino",
      "eino",
    ]);
    expect(entities[0]).toMatchObject({ laheiset: [{ asiakas: null, roolit: ["TUKIHENKILO", "YHTEYSHENKILO"] }] });
    expect(entities[1]).toMatchObject({
      laheiset: [
        {
          roolit: ["HUOLTAJA", "YHTEYSHENKILO"],
          asiakas: { id: ids.seal({ laji: "HETU", arvo: personaHetu("aino") }) },
          yhteyshenkilo: true,
          suunnitelma: true,
        },
        { roolit: ["HUOLTAJA"], yhteyshenkilo: false },
      ],
    });
  });

  it("marks a minor's rows as shown to the guardians or kept from them, and names their controller", async () => {
    const marks = "rivimerkit rekisterinpitaja";
    const { entities } = await ask(
      `asiakkuudet { palvelu ${marks} } palveluhistoria { edges { node { palvelu ${marks} } } } omasuunnitelma { ${marks} }`,
      ["eino"],
    );
    const shown = { rivimerkit: ["HUOLTAJALLE_AVOIN"], rekisterinpitaja: "08" };
    const kept = { rivimerkit: ["HUOLTAJALTA_SALATTU"], rekisterinpitaja: "08" };
    expect(entities[0]).toMatchObject({
      asiakkuudet: [
        { palvelu: "Terveysasema", ...shown },
        { palvelu: "Lapsiperheiden sosiaalipalvelut", ...kept },
      ],
      omasuunnitelma: shown,
    });
    const history = entities[0]?.["palveluhistoria"] as { edges: { node: { palvelu: string } }[] };
    expect(history.edges.map(({ node }) => node)).toContainEqual({ palvelu: "Nuorisoneuvola", ...kept });
    expect(history.edges.map(({ node }) => node)).toContainEqual({ palvelu: "Terveysasema", ...shown });
  });

  it("marks special content in the history", async () => {
    const { entities } = await ask("palveluhistoria { edges { node { palvelu rivimerkit } } }", ["sofia"]);
    const history = entities[0]?.["palveluhistoria"] as {
      edges: { node: { palvelu: string; rivimerkit: string[] } }[];
    };
    const marked = history.edges.filter(({ node }) => node.rivimerkit.includes("ERITYINEN_SISALTO"));
    expect(marked.map(({ node }) => node.palvelu)).toEqual(["Mielenterveyspalvelut"]);
  });

  it.each(faults)("shows one error among the rows of the other regions when one shows %j", async (fault, code) => {
    fail("15", fault);
    const answer = await ask(Object.values(fields).join(" "), ["aino", "eino"]);
    const [aino] = answer.entities;
    expect(aino?.["asiakkuudet"]).toEqual([{ palvelu: "Terveysasema", alue: "08" }, expect.anything(), null]);
    expect(aino?.["laheiset"]).toEqual([{ nimi: "Tuuli Testi-Ystävä" }, null]);
    const history = aino?.["palveluhistoria"] as { edges: readonly unknown[] };
    expect(history.edges.at(-1)).toBeNull();
    expect(history.edges.length).toBeGreaterThan(1);
    expect(new Set(codes(answer).map((each) => JSON.stringify(each)))).toEqual(
      new Set([JSON.stringify([code, { lahde: "yhteinen" }])]),
    );
    expect(answer.errors).toHaveLength(2 * Object.keys(fields).length);
  });

  it.each(Object.keys(fields))("gives null with the worst code for %s when every region fails", async (field) => {
    fail("08", { laji: "http500" });
    fail("15", { laji: "roska" });
    fail("90", { laji: "jumissa" });
    const answer = await ask(fields[field] ?? "", ["aino"]);
    expect(answer.entities).toEqual([{ [field]: null }]);
    expect(codes(answer)).toEqual([["SOURCE_INVALID_RESPONSE", { lahde: "yhteinen" }]]);
  });

  it("has no plan only when every region says so", async () => {
    fail("15", { laji: "http500" });
    const answer = await ask("omasuunnitelma { alue terveysJaHoitosuunnitelma { tavoitteet } }", ["aino", "venla"]);
    expect(answer.entities).toEqual([
      { omasuunnitelma: { alue: "08", terveysJaHoitosuunnitelma: { tavoitteet: expect.any(Array) } } },
      { omasuunnitelma: null },
    ]);
    expect(codes(answer)).toEqual([["SOURCE_UNAVAILABLE", { lahde: "yhteinen" }]]);
    expect((await ask("omasuunnitelma { alue }", ["venla"])).errors).toHaveLength(1);
  });
});

describe("what the gate asks of the regions' shared implementation", () => {
  it.each([
    ["aino", "08", true],
    ["aino", "15", false],
    ["mihai", "08", true],
    ["sofia", "90", true],
    ["sofia", "15", true],
    ["sofia", "08", false],
    ["sofia", "99", true],
    ["venla", "08", false],
    ["kaisa", "08", false],
  ])("of %s an open customership with the organisation of %s is %s", async (persona, alue, avoin) => {
    const { entities, errors } = await ask(relation(organisationOf(alue)), [persona]);
    expect(errors).toEqual([]);
    expect(entities).toEqual([{ hoitosuhde: { avoin } }]);
  });

  it("asks each region by one statement for all persons, of organisation and days only", async () => {
    const { entities } = await ask(relation(organisationOf("08")), ["aino", "venla", "eino", "sofia"]);
    expect(entities).toEqual([true, false, true, false].map((avoin) => ({ hoitosuhde: { avoin } })));
    expect(askedRegions().toSorted()).toEqual(["/yhteinen_08", "/yhteinen_15", "/yhteinen_90"]);
    expect(
      mock.requests
        .latest()
        .map(({ runko }) => runko)
        .join(" "),
    ).not.toMatch(/ammattilainen|maksaja|palvelu,/);
  });

  it("does not count a customership before the day it begins", async () => {
    today = new Date("2022-12-31T10:00:00Z");
    expect((await ask(relation(organisationOf("08")), ["aino"])).entities).toEqual([{ hoitosuhde: { avoin: false } }]);
    today = new Date("2023-01-01T10:00:00Z");
    expect((await ask(relation(organisationOf("08")), ["aino"])).entities).toEqual([{ hoitosuhde: { avoin: true } }]);
  });

  it.each(faults)("is an error, never no, when a region shows %j and no other says yes", async (fault, code) => {
    fail("15", fault);
    const answer = await ask(relation(organisationOf("90")), ["aino", "eino"]);
    expect(answer.entities).toEqual([{ hoitosuhde: null }, { hoitosuhde: null }]);
    expect(new Set(answer.errors.map((error) => error.code))).toEqual(new Set([code]));
  });

  it.each(faults)("is yes when another region says so, though one shows %j", async (fault) => {
    fail("15", fault);
    const { entities, errors } = await ask(relation(organisationOf("08")), ["aino", "eino"]);
    expect(errors).toEqual([]);
    expect(entities).toEqual([{ hoitosuhde: { avoin: true } }, { hoitosuhde: { avoin: true } }]);
  });

  it.each([
    ["aino", "08", true],
    ["aino", "15", false],
    ["sofia", "15", true],
    ["sofia", "08", false],
    ["venla", "08", false],
  ])(
    "knows that of %s an open customership in region %s is %s, and asks that region only",
    async (persona, alue, known) => {
      const { entities, errors } = await ask(openIn(alue), [persona]);
      expect(errors).toEqual([]);
      expect(entities).toEqual([{ avoinAsiakkuusAlueella: known }]);
      expect(askedRegions()).toEqual([`/yhteinen_${alue}`]);
    },
  );

  it("knows nothing of a region without a node, and says so by null", async () => {
    const { entities, errors } = await ask(openIn("05"), ["venla"]);
    expect([entities, errors]).toEqual([[{ avoinAsiakkuusAlueella: null }], []]);
    expect(mock.requests.count()).toBe(0);
  });

  it.each(faults)("is an error when the region itself shows %j, and unmoved when another does", async (fault, code) => {
    fail("08", fault);
    const own = await ask(openIn("08"), ["aino", "eino"]);
    expect(own.entities[0]).toEqual({ avoinAsiakkuusAlueella: null });
    expect(new Set(own.errors.map((error) => error.code))).toEqual(new Set([code]));
    expect((await ask(openIn("15"), ["sofia"])).entities).toEqual([{ avoinAsiakkuusAlueella: true }]);
  });
});
