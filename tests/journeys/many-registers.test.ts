import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLocalKeyStore } from "../../gateway/config/index.ts";
import { createAsiakasIds } from "../../gateway/subgraph/index.ts";
import type { RecordedRequest } from "../../mocks/http/index.ts";
import type { Henkilo } from "../../mocks/population/index.ts";
import { keyFolder, startSystem } from "../start.ts";
import type { GraphAnswer, TestSystem } from "../start.ts";
import { knownIn } from "./random-operations.ts";

const count = 50;
const alueet = ["08", "15"];
const ids = createAsiakasIds(createLocalKeyStore(keyFolder).obtain("ASIAKAS_ID_AVAIN", 64));
const seal = (henkilo: Henkilo | undefined): string => ids.seal({ laji: "HETU", arvo: henkilo?.hetu ?? "" });

let system: TestSystem;
let asked: readonly Henkilo[] = [];
beforeAll(async () => {
  system = await startSystem({
    size: 1000,
    alueet,
    configure: (file) => ({
      ...file,
      // By default one operation opens ten; a deployment that wants lists of fifty says so.
      limits: {
        ...file.limits,
        maxEntries: { asiakas: count, asiakasHetulla: 1 },
        maxAliases: count,
        personsPerMinute: 10 * count,
        maxCost: 200_000,
        maxSelections: 5000,
        costPerMinute: 10_000_000,
      },
    }),
  });
  const isKnown = knownIn(system.population, "08");
  asked = [...system.population.kaikki()]
    .filter((one) => one.hetu !== undefined && one.kuolinpaiva === undefined && isKnown(one))
    .slice(0, count);
}, 240_000);
afterAll(() => system.close());

/** Asks a selection of all fifty in one operation, after the journals are emptied. */
async function askFifty(rooli: string, selection: string, tarkoitus = "HOITO"): Promise<GraphAnswer> {
  const declared = asked.map((_, at) => `$i${at}: ID!`).join(", ");
  const roots = asked.map((_, at) => `p${at}: asiakas(id: $i${at}) { ...f }`).join(" ");
  for (const { requests } of Object.values(system.mocks.registers)) requests.clear();
  const asioija = selection.includes("$asioija") ? ", $asioija: ID!" : "";
  return system.ask(
    `query Lista(${declared}${asioija}) { ${roots} } fragment f on Asiakas { id ${selection} }`,
    await system.token({ persona: "liisa", rooli, alue: "08", tarkoitus }),
    {
      ...Object.fromEntries(asked.map((one, at) => [`i${at}`, seal(one)])),
      ...(asioija === "" ? {} : { asioija: seal(asked[0]) }),
    },
  );
}

const requestsOf = (name: string): readonly RecordedRequest[] => system.mocks.registers[name]?.requests.latest() ?? [];

/** How many calls were under way at once, at most. */
function mostAtOnce(requests: readonly RecordedRequest[]): number {
  return Math.max(
    0,
    ...requests.map(
      (one) =>
        requests.filter(({ alkoiMs, loppuiMs }) => alkoiMs <= one.alkoiMs && (loppuiMs ?? Infinity) > one.alkoiMs)
          .length,
    ),
  );
}

/** The same, while the register takes its time: calls that may be under way together then are. */
async function askSlowly(name: string, rooli: string, fields: string): Promise<GraphAnswer> {
  const faults = system.mocks.registers[name]?.faults;
  faults?.set([{ laji: "hidas", viiveMs: 60 }]);
  try {
    return await askFifty(rooli, fields);
  } finally {
    faults?.set([]);
  }
}

const codesOf = ({ errors }: GraphAnswer): ReadonlySet<string> =>
  new Set(errors.map(({ extensions }) => String(extensions["code"])));

describe("a list of fifty customers", () => {
  it.each([
    // register, role, fields, calls of the register alone, and what they are
    ["vtj", "terveydenhuolto", "nimi { sukunimi }", 1, "one for all names"],
    ["kela", "terveydenhuolto", "laakekatto { vuosi }", 1, "one for all ceilings"],
    ["koski", "sosiaalihuolto", "koulutus { tutkinnot { nimi } }", 1, "one list of all"],
    ["crm", "terveydenhuolto", "palveluidenKaytto { luokka }", 1, "one statement for the region with triggers"],
    ["crm", "sosiaalihuolto", "asiakassetelit { numero }", 2, "one statement for each region"],
    ["yhteinen", "terveydenhuolto", "asiakkuudet { palvelu }", 4, "relations and rows, one of each for each region"],
    ["viestit", "palveluohjaus", "viestinta { suomifiViestitKaytossa }", 1, "one for all mailboxes"],
  ] as const)("costs %s, asked by %s of %s, %i calls: %s", async (register, rooli, fields, calls, _what) => {
    const answer = await askFifty(rooli, fields, register === "viestit" ? "VIESTIN_LAHETYS" : "HOITO");
    expect(answer.status).toBe(200);
    // A token of the register's own is no question of persons.
    const questions = requestsOf(register).filter(({ polku }) => !polku.endsWith("/token"));
    expect([codesOf(answer).has("SOURCE_UNAVAILABLE"), questions.length]).toEqual([false, calls]);
  });

  it.each([
    // register, role, fields, calls at once that its settings allow
    ["migri", "sosiaalihuolto", "oleskelu { oleskelulupa { laji } }", 16],
    ["tyollisyys", "sosiaalihuolto", "tyollisyys { tila }", 16],
    ["valtuudet", "terveydenhuolto", "valtuus(asioija: $asioija, teema: TERVEYDENHUOLTO) { sallittu }", 4],
    ["kanta", "terveydenhuolto", "palveluohjaussuostumus { tila }", 16],
  ] as const)("costs %s, which has no call for many, one call each, side by side and bounded", async (...register) => {
    const [name, rooli, fields, atOnce] = register;
    const answer = await askSlowly(name, rooli, fields);
    const questions = requestsOf(name);
    expect([answer.status, codesOf(answer).has("SOURCE_TIMEOUT"), questions.length]).toEqual([200, false, count]);
    expect(mostAtOnce(questions)).toBeGreaterThan(1);
    expect(mostAtOnce(questions)).toBeLessThanOrEqual(atOnce);
  });

  it("costs a client and patient system that takes batches one for each twenty, and another a search of each record", async () => {
    const answer = await askSlowly("ptj", "terveydenhuolto", 'toteutussuunnitelmat(alueet: ["KAIKKI"]) { nimi }');
    const questions = requestsOf("ptj");
    const callsTo = (path: string): number => questions.filter(({ polku }) => polku.startsWith(path)).length;
    expect([answer.status, codesOf(answer).has("SOURCE_TIMEOUT")]).toEqual([200, false]);
    // Of vendor A, in region 08, whose customers all fifty are; of vendor B, in region 15, who it knows.
    for (const type of ["Patient", "CarePlan", "Goal", "EpisodeOfCare"])
      expect([type, callsTo(`/fhir/${type}/_search`)]).toEqual([type, count]);
    const batches = questions.filter(({ metodi, polku }) => metodi === "POST" && polku === "/fhir").length;
    expect(batches).toBeLessThanOrEqual(2 * Math.ceil(count / 20));
    expect(batches).toBeGreaterThan(0);
    expect(mostAtOnce(questions)).toBeLessThanOrEqual(16 * alueet.length);
  });

  it("costs public registers one call for all the code names there are, and none the next time", async () => {
    const fields = "toimintakyky { koodi { nimi } }";
    await askFifty("terveydenhuolto", fields);
    const first = requestsOf("koodistot").length;
    await askFifty("terveydenhuolto", fields);
    expect([first <= 2, requestsOf("koodistot")]).toEqual([true, []]);
  });
});
