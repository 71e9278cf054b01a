import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { loadCatalogue } from "../../gateway/catalogue/index.ts";
import type { Kentta } from "../../gateway/catalogue/index.ts";
import type { ConfigFile } from "../../gateway/config/index.ts";
import { alueet } from "../../gateway/subgraph/index.ts";
import { startSystem } from "../start.ts";
import type { GraphAnswer, SignIn, TestSystem } from "../start.ts";

/** The organisers that have nodes: all but Åland. HUS is no region; its patient system is one node more. */
const kaikki = alueet.kaikki.filter(({ laji }) => laji === "HYVINVOINTIALUE" || laji === "KAUPUNKI");
const koodit = kaikki.map(({ koodi }) => koodi).toSorted();

/** A 23rd, which has nodes that the configuration does not name at first. */
const uusi = "91";

function withoutNode(file: ConfigFile, without: string): unknown {
  const subgraphs = Object.entries(file.subgraphs).map(([name, place]) => {
    const settings: Readonly<Record<string, unknown>> = Object("settings" in place ? place.settings : {});
    const { solmut, muutokset } = settings;
    const left = Array.isArray(solmut)
      ? { solmut: solmut.filter(({ alue }: { readonly alue?: string }) => alue !== without) }
      : {};
    const own = Object.entries(Object(muutokset)).filter(([alue]) => alue !== without);
    const changes = muutokset === undefined ? {} : { muutokset: Object.fromEntries(own) };
    return [name, { ...place, settings: { ...settings, ...left, ...changes } }] as const;
  });
  return { ...file, subgraphs: Object.fromEntries(subgraphs) };
}

const root = new URL("../../", import.meta.url);
const catalogue = loadCatalogue({
  tiedotSdl: readFileSync(new URL("schema/tiedot.graphql", root), "utf8"),
  supergraphSdl: readFileSync(new URL("schema/supergraph.graphql", root), "utf8"),
});

let system: TestSystem;
beforeAll(async () => {
  // Time enough for a busy machine: the home region is waited for a quarter of it.
  const configure = (file: ConfigFile): unknown => ({ ...Object(withoutNode(file, uusi)), requestMs: 60_000 });
  system = await startSystem({
    size: 20,
    alueet: [...koodit, uusi],
    configure,
    now: () => new Date("2026-11-25T10:00:00Z"),
  });
}, 120_000);
afterAll(() => system.close());
afterEach(() => {
  for (const node of Object.values(system.mocks.nodes)) node.faults.set([]);
});

const mine = async (persona: string, fields: string): Promise<GraphAnswer> =>
  system.ask(`{ mina { ${fields} } }`, await system.token({ persona }));

async function of(persona: string, signIn: SignIn, fields: string): Promise<GraphAnswer> {
  const peruste = { peruste: { laji: "LAHETE", selite: "Lähete terveysasemalta" } };
  const token = await system.token({ tarkoitus: "HOITO", ...signIn });
  const variables = { id: system.idOf(persona) };
  return system.ask(`query($id: ID!) { asiakas(id: $id) { ${fields} } }`, token, variables, peruste);
}

const nodesOf = ({ lahteet }: GraphAnswer, lahde: string): readonly (string | null)[] =>
  lahteet.filter((row) => row.lahde === lahde).map(({ solmu }) => solmu);
const rowsOf = ({ data }: GraphAnswer, field: string): unknown[] => {
  const rows: unknown = Object(data?.["mina"] ?? data?.["asiakas"])[field];
  return Array.isArray(rows) ? rows : [];
};
const alueOf = (row: unknown): unknown => (row === null ? null : Object(row)["alue"]);

it("has the 21 wellbeing services counties and Helsinki", () => {
  expect(koodit).toHaveLength(22);
});

describe("a field of all regions", () => {
  it("asks 22 regions once each, side by side, and each row says its region", async () => {
    const { crm } = system.mocks.registers;
    crm?.faults.set([{ laji: "hidas", viiveMs: 300 }]);
    const before = crm?.requests.count() ?? 0;
    const answer = await mine("sofia", "asiakassetelit { numero alue }");
    crm?.faults.set([]);
    expect(answer.errors).toEqual([]);
    expect((crm?.requests.count() ?? 0) - before).toBe(22);
    const rows = answer.lahteet.filter(({ lahde }) => lahde === "crm");
    expect(rows.map(({ solmu }) => solmu)).toEqual(koodit);
    expect(rows.map(({ tila, kutsut }) => [tila, kutsut])).toEqual(koodit.map(() => ["OK", 1]));
    const ends = rows.map((row) => Object(row)["alkoiMs"] + Object(row)["kestoMs"]);
    // The last one began before the first one answered.
    expect(Math.max(...rows.map((row) => Object(row)["alkoiMs"]))).toBeLessThan(Math.min(...ends));
    expect([...new Set(rowsOf(answer, "asiakassetelit").map(alueOf))]).toEqual(["08", "15", "90"]);
  });

  it("says one region that is down as missing, and gives what the other 21 have", async () => {
    const whole = rowsOf(await mine("sofia", "asiakassetelit { numero alue }"), "asiakassetelit");
    for (const alas of ["15", "20"]) {
      system.mocks.nodes[`crm/${alas}`]?.faults.set([{ laji: "katkaisu" }]);
      const answer = await mine("sofia", "asiakassetelit { numero alue }");
      system.mocks.nodes[`crm/${alas}`]?.faults.set([]);
      const rows = rowsOf(answer, "asiakassetelit");
      expect(rows.filter((row) => row !== null)).toEqual(whole.filter((row) => alueOf(row) !== alas));
      expect(answer.errors.map(({ path, extensions }) => [path, extensions["code"]])).toEqual([
        [["mina", "asiakassetelit", rows.indexOf(null)], "SOURCE_UNAVAILABLE"],
      ]);
      const states = answer.lahteet.filter(({ lahde }) => lahde === "crm").map(({ solmu, tila }) => [solmu, tila]);
      expect(states.filter(([, tila]) => tila !== "OK")).toEqual([[alas, "SOURCE_UNAVAILABLE"]]);
      expect(states).toHaveLength(22);
    }
  });

  it("asks the regions named, and says one that has no node as missing", async () => {
    const answer = await mine("sofia", 'asiakassetelit(alueet: ["15", "90"]) { alue }');
    expect(nodesOf(answer, "crm")).toEqual(["15", "90"]);
    expect(rowsOf(answer, "asiakassetelit").map(alueOf)).toContain("15");
    const outside = await mine("sofia", 'asiakassetelit(alueet: ["91", "90"]) { alue }');
    expect(nodesOf(outside, "crm")).toEqual(["90"]);
    expect(rowsOf(outside, "asiakassetelit")).toContain(null);
    expect(outside.errors.map(({ extensions }) => extensions["code"])).toEqual(["SOURCE_UNAVAILABLE"]);
  });
});

describe("a field of the home region", () => {
  it("asks one region of 22, whichever others are down", async () => {
    for (const solmu of ["crm/08", "crm/20"]) system.mocks.nodes[solmu]?.faults.set([{ laji: "katkaisu" }]);
    const before = system.mocks.registers["crm"]?.requests.count() ?? 0;
    const answer = await mine("sofia", "yhteystiedot { alue }");
    expect(answer.errors).toEqual([]);
    expect(nodesOf(answer, "crm")).toEqual(["90"]);
    expect((system.mocks.registers["crm"]?.requests.count() ?? 0) - before).toBe(1);
    expect([...new Set(rowsOf(answer, "yhteystiedot").map(alueOf))]).toEqual(["90"]);
  });

  it("asks the nurse's own region too, and no more", async () => {
    const nurse = { persona: "onni", rooli: "terveydenhuolto" };
    expect(nodesOf(await of("aino", { ...nurse, alue: "15" }, "yhteystiedot { alue }"), "crm")).toEqual(["08", "15"]);
    expect(nodesOf(await of("aino", { ...nurse, alue: "08" }, "yhteystiedot { alue }"), "crm")).toEqual(["08"]);
  });

  it("asks all regions of a person whom the population register does not place, or tell of", async () => {
    expect(nodesOf(await mine("kaisa", "yhteystiedot { alue }"), "crm")).toEqual(koodit);
    system.mocks.registers["vtj"]?.faults.set([{ laji: "http500" }]);
    const answer = await mine("sofia", "yhteystiedot { alue }");
    system.mocks.registers["vtj"]?.faults.set([]);
    expect(answer.errors).toEqual([]);
    expect(nodesOf(answer, "crm")).toEqual(koodit);
    expect([...new Set(rowsOf(answer, "yhteystiedot").map(alueOf))]).toEqual(["08", "15", "90"]);
  });

  it("of a protected person asks all for whoever may not know the place, and says nothing of which is missing", async () => {
    const nurse = { persona: "onni", rooli: "terveydenhuolto", alue: "15" };
    const ask = (): Promise<GraphAnswer> => of("venla", nurse, "valiaikaisetTiedot { syy } laakekatto { vuosi }");
    const whole = await ask();
    expect(whole.errors).toEqual([]);
    expect(whole.lahteet.filter(({ lahde }) => lahde === "crm")).toMatchObject([{ solmu: null, kutsut: 22 }]);
    const told = new Set<string>();
    for (const alas of ["05", "20"]) {
      system.mocks.nodes[`crm/${alas}`]?.faults.set([{ laji: "katkaisu" }]);
      const { data, errors, lahteet } = await ask();
      system.mocks.nodes[`crm/${alas}`]?.faults.set([]);
      told.add(
        JSON.stringify([
          data,
          errors.map(({ path, extensions }) => [path, extensions["code"], extensions["lahde"]]),
          lahteet.map(({ lahde, solmu, tila, kutsut }) => [lahde, solmu, tila, kutsut]),
        ]),
      );
      expect(errors).toMatchObject([{ extensions: { code: "SOURCE_UNAVAILABLE", lahde: "crm" } }]);
    }
    expect(told.size).toBe(1);
  });
});

describe("every regional field asks the regions that its item declares", () => {
  const fields = catalogue.tiedot
    .flatMap(({ id }) => catalogue.fieldsOf(id))
    .filter(({ alueet: rajaus }) => rajaus !== undefined);

  it("is 21 fields of 18 items, and every item of which regions are declared has one but 25 and 27, which sum", () => {
    const items = new Set(fields.map(({ tieto }) => tieto));
    expect(fields).toHaveLength(21);
    const declared = catalogue.tiedot.filter((tieto) => tieto.alueet !== undefined).map(({ id }) => id);
    expect(declared.filter((id) => !items.has(id))).toEqual([25, 27]);
  });

  it.each(fields.map((kentta) => [kentta.coordinate, kentta] as const))("%s", async (_, kentta) => {
    const selection = toSelection(kentta);
    const nurse = { persona: "onni", rooli: "terveydenhuolto", alue: "08" };
    const answer = kentta.tieto === 7 ? await of("aino", nurse, selection) : await mine("aino", selection);
    expect(answer.errors.filter(({ extensions }) => String(extensions["code"]).startsWith("SOURCE"))).toEqual([]);
    const [lahde = ""] = kentta.lahde;
    // Regions that have stated no triggers are not asked of the use that they don't count.
    const all = kentta.tieto === 14 ? ["08", "90"] : lahde === "ptj" ? [...koodit, null] : koodit;
    // Where the place is not asked about, a professional is not told which nodes answered: one did.
    const home = kentta.tieto === 7 ? [null] : ["08"];
    expect(nodesOf(answer, lahde)).toEqual(kentta.alueet === "KOTIALUE" ? home : all);
    const calls = answer.lahteet.filter((row) => row.lahde === lahde).reduce((sum, { kutsut }) => sum + kutsut, 0);
    expect(lahde === "ptj" || calls === (kentta.alueet === "KOTIALUE" ? 1 : all.length)).toBe(true);
  });
});

function toSelection({ coordinate, tyyppi }: Kentta): string {
  const [type = "", name = ""] = coordinate.split(".");
  const field = isObjectType(tyyppi) ? `${name} { __typename }` : name;
  return type === "Asiakasviestinta" ? `viestinta { ${field} }` : field;
}

it("asks a 23rd region, once a reload has named its nodes", async () => {
  expect(nodesOf(await mine("sofia", "asiakassetelit { alue }"), "crm")).toEqual(koodit);
  await system.reload((file) => ({ ...file, requestMs: 60_000 }));
  const answer = await mine("sofia", "asiakassetelit { alue }");
  expect(answer.errors).toEqual([]);
  expect(nodesOf(answer, "crm")).toEqual([...koodit, uusi]);
});

const apiSdl = readFileSync(new URL("schema/api.graphql", root), "utf8");

function isObjectType(type: string): boolean {
  return apiSdl.includes(`\ntype ${type} `);
}
