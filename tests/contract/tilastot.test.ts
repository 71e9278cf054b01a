import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { SubgraphAnswer, SubgraphTransport } from "../../gateway/subgraph/index.ts";
import { createInProcessTransport } from "../../gateway/subgraph/index.ts";
import { start } from "../../mocks/crm/index.ts";
import type { CrmMock } from "../../mocks/crm/index.ts";
import { toCrmRows } from "../../mocks/crm/records.ts";
import type { CrmRows } from "../../mocks/crm/tables.ts";
import type { Fault } from "../../mocks/http/index.ts";
import { createPopulation } from "../../mocks/population/index.ts";
import { subgraph } from "../../subgraphs/tilastot/index.ts";
import { askRoot } from "./ask-root.ts";
import { ids } from "./ask-subgraph.ts";

const population = createPopulation({ seed: 1, size: 3000 });
const regions = ["08", "15", "90"];
const now = new Date("2026-11-25T10:15:02Z");
const paiva = "2026-11-01";
const analyst = { kind: "analyytikko", sub: "s" } as const;
const tables = ["asiakkaat", "setelit", "maksut"] as const;
type Table = (typeof tables)[number];

const selection = `{ yksikko ulottuvuudet kysyttyja vastanneita puuttuvat { alue syy } summa
  summat { maara } rivit { alue tilanne summa solut { maara peitto luokka { ikaryhma palvelu tila } } } }`;

interface Solu {
  readonly maara: number | null;
  readonly peitto: string | null;
  readonly luokka: Readonly<Record<"ikaryhma" | "palvelu" | "tila", string | null>>;
}
interface Taulu {
  readonly kysyttyja: number;
  readonly vastanneita: number;
  readonly puuttuvat: readonly { readonly alue: string; readonly syy: string }[];
  readonly rivit: readonly { alue: string; tilanne: string; summa: number | null; solut: readonly Solu[] }[];
  readonly summat: readonly { readonly maara: number | null }[];
  readonly summa: number | null;
}

/** A region's rows of everyone, as the mock has them. */
const rowsOf = (alue: string): CrmRows[] =>
  [...population.kaikki()].flatMap(
    (one) => toCrmRows(population, one, { tanaan: "2026-11-25", alueet: [alue] }).get(alue) ?? [],
  );
const world = new Map(regions.map((alue) => [alue, rowsOf(alue)]));

const own = new Set(["Terveysasema", "Poliklinikka", "Päiväkirurgia", "Päivystys", "Perhetyö"]);

/** Persons of a cell counted from the population, without the register: the smallest number that the cell may stand for. */
function personsOf(table: Table, alue: string, { ikaryhma, palvelu, tila }: Solu["luokka"]): number {
  const everyone = world.get(alue) ?? [];
  if (table === "asiakkaat") return everyone.filter((one) => ikaryhmaOf(one) === ikaryhma).length;
  if (table === "setelit") {
    const isOf = (row: CrmRows["asiakasseteli"][number]): boolean =>
      row["palvelu"] === palvelu && row["tila"] === tila?.toLowerCase() && String(row["alkaen"]) < paiva;
    return everyone.filter(({ asiakasseteli }) => asiakasseteli.some(isOf)).length;
  }
  const isOf = (row: CrmRows["asiakasmaksu"][number]): boolean =>
    (palvelu === "Muut palvelut" ? !own.has(String(row["palvelu"])) : row["palvelu"] === palvelu) &&
    String(row["paiva"]) < paiva &&
    String(row["paiva"]) >= "2025-11-01";
  return everyone.filter(({ asiakasmaksu }) => asiakasmaksu.some(isOf)).length;
}

function ikaryhmaOf({ asiakas: [row] }: CrmRows): string {
  const hetu = row?.["hetu"];
  if (typeof hetu !== "string") return "TUNTEMATON";
  const century = hetu[6] === "+" ? 1800 : /[A-F]/.test(hetu[6] ?? "") ? 2000 : 1900;
  const syntynyt = `${century + Number(hetu.slice(4, 6))}-${hetu.slice(2, 4)}-${hetu.slice(0, 2)}`;
  if (syntynyt >= paiva) return "SYNTYMATTA";
  const ika = Number(paiva.slice(0, 4)) - Number(syntynyt.slice(0, 4)) - (syntynyt.slice(5) > paiva.slice(5) ? 1 : 0);
  const groups = [
    [7, "IKA_0_6"],
    [18, "IKA_7_17"],
    [30, "IKA_18_29"],
    [65, "IKA_30_64"],
    [75, "IKA_65_74"],
  ] as const;
  return groups.find(([limit]) => ika < limit)?.[1] ?? "IKA_75_";
}

describe("statistics over the regions' counts", () => {
  let mock: CrmMock;
  let transport: SubgraphTransport;
  beforeAll(async () => {
    mock = await start({ population, alueet: regions, now: () => now });
    const solmut = mock.nodes.map(({ alue, url }) => ({ alue, url }));
    const settings = { solmut, jarjestajat: [...regions, "05"], timeoutMs: 1500, suojaus: { leastCalls: 100_000 } };
    transport = createInProcessTransport(subgraph, { settings, ids, now: () => now });
  }, 120_000);
  afterEach(() => {
    for (const faults of [mock.faults, ...mock.nodes.map((node) => node.faults)]) faults.set([]);
    mock.requests.clear();
  });
  afterAll(async () => {
    await transport.close();
    await mock.close();
  });

  const ask = (text: string): Promise<SubgraphAnswer> => askRoot(transport, text, analyst);
  const askTable = async (table: Table, rajaus = ""): Promise<Taulu> => {
    const answer = await ask(`{ tilastot { ${table}${rajaus} ${selection} } }`);
    expect(answer.errors).toEqual([]);
    return (answer.data as { tilastot: Record<Table, Taulu> }).tilastot[table];
  };
  const breakNode = (alue: string, fault: Fault): void =>
    mock.nodes.find((node) => node.alue === alue)?.faults.set([fault]);

  it.each(tables)("give %s as the population says, rounded, and no count of fewer than five persons", async (table) => {
    const taulu = await askTable(table);
    expect(taulu.rivit.map(({ alue, tilanne }) => [alue, tilanne])).toEqual(regions.map((alue) => [alue, paiva]));
    const cells = taulu.rivit.flatMap(({ alue, solut }) => solut.map((solu) => ({ alue, ...solu })));
    for (const { alue, maara, peitto, luokka } of cells) {
      const persons = personsOf(table, alue, luokka);
      expect(peitto).toBe(maara === null ? "PIENI_LUKU" : null);
      expect(maara === null || (persons >= 5 && maara % 5 === 0 && maara >= persons - 2)).toBe(true);
      // Of customers there are as many as persons; of what they have, there may be more.
      expect(table !== "asiakkaat" || maara === null || maara <= persons + 2).toBe(true);
    }
    expect(cells.some(({ maara }) => maara !== null)).toBe(true);
    expect(cells.some(({ maara }) => maara === null)).toBe(true);
    for (const { solut } of taulu.rivit) expect(solut.filter(({ maara }) => maara === null)).not.toHaveLength(1);
  });

  it("ask each region once for a table, by one statement that names no one", async () => {
    await ask(`{ tilastot { one: maksut { summa } other: maksut(alueet: ["08", "15"]) { summa } } }`);
    expect(
      mock.requests
        .latest()
        .map(({ polku }) => polku)
        .sort(),
    ).toEqual(regions.map((alue) => `/crm_${alue}`));
  });

  const faults: readonly (readonly [string, Fault])[] = [
    ["SOURCE_TIMEOUT", { laji: "jumissa" }],
    ["SOURCE_UNAVAILABLE", { laji: "http500" }],
    ["SOURCE_UNAVAILABLE", { laji: "katkaistu" }],
    ["SOURCE_INVALID_RESPONSE", { laji: "roska" }],
    ["SOURCE_DENIED", { laji: "virhekoodi", koodi: "42501" }],
  ];

  it.each(faults)(
    "name a region as missing where it alone answers %s, and give the others unchanged",
    async (_, fault) => {
      const whole = await askTable("asiakkaat");
      breakNode("15", fault);
      const part = await askTable("asiakkaat");
      expect(part).toMatchObject({
        kysyttyja: 4,
        vastanneita: 2,
        puuttuvat: [
          { alue: "05", syy: "EI_LIITETTY" },
          { alue: "15", syy: "EI_VASTANNUT" },
        ],
      });
      // Nothing moves in the other rows, so two answers together tell no more of region 15 than its own row did.
      expect(part.rivit).toEqual(whole.rivit.filter(({ alue }) => alue !== "15"));
      const own15 = whole.rivit.find(({ alue }) => alue === "15")?.solut ?? [];
      expect(whole.summat.map(({ maara }, at) => (maara ?? 0) - (part.summat[at]?.maara ?? 0))).toEqual(
        own15.map(({ maara }) => maara ?? 0),
      );
    },
  );

  it.each(faults)("are %s when no region answers", async (code, fault) => {
    mock.faults.set([fault]);
    const answer = await ask("{ tilastot { asiakkaat { summa } } }");
    expect(answer.data).toEqual({ tilastot: { asiakkaat: null } });
    expect(answer.errors).toEqual([{ code, parameters: { lahde: "tilastot" }, path: ["tilastot", "asiakkaat"] }]);
  });

  it.each(['["99"]', "[]", '["08", "Helsinki"]'])("refuse regions that there are none of: %s", async (alueet) => {
    const answer = await ask(`{ tilastot { asiakkaat(alueet: ${alueet}) { summa } } }`);
    expect(answer.errors).toMatchObject([{ code: "BAD_USER_INPUT" }]);
    expect(mock.requests.latest()).toEqual([]);
  });

  it("give an empty table of regions that are not connected", async () => {
    const { summa, summat, rivit } = await askTable("maksut", '(alueet: ["05"])');
    expect([summa, rivit, summat.every(({ maara }) => maara === null)]).toEqual([null, [], true]);
  });

  it("tell nothing of a small count in a thousand overlapping questions, whoever answers", async () => {
    const told = new Map<string, number | null>();
    const subsets = [1, 2, 3, 4, 5, 6, 7].map((bits) => regions.filter((_, at) => (bits >> at) % 2 === 1));
    let asked = 0;
    for (let round = 0; asked < 1000; round += 1) {
      mock.nodes.forEach(({ faults: own_ }, at) => own_.set(round % 5 === at ? [{ laji: "http500" }] : []));
      const questions = tables.flatMap((table) =>
        subsets.map((subset) => ({ table, key: `${table}${subset.join("")}`, subset })),
      );
      const parts = questions.map(
        ({ table, key, subset }) => `${key}: ${table}(alueet: ${JSON.stringify(subset)}) ${selection}`,
      );
      const { data } = await ask(`{ tilastot { ${parts.join(" ")} } }`);
      const given = (data as { tilastot: Record<string, Taulu | null> }).tilastot;
      for (const { table, key } of questions) {
        asked += 1;
        const taulu = given[key];
        if (taulu === null || taulu === undefined) continue;
        checkOneTable(taulu, table, told);
      }
    }
    const small = [...told].filter(([key]) => {
      const { table, alue, luokka } = JSON.parse(key) as { table: Table; alue: string; luokka: Solu["luokka"] };
      return personsOf(table, alue, luokka) < 5;
    });
    expect(small.length).toBeGreaterThan(10);
    expect(small.filter(([, maara]) => maara !== null)).toEqual([]);
  }, 60_000);
});

/**
 * A cell says the same in every answer, and every total is the sum of what the same answer tells: so all that was ever
 * told is worked out of one table in which no small count stands.
 */
function checkOneTable(taulu: Taulu, table: Table, told: Map<string, number | null>): void {
  for (const { alue, solut, summa } of taulu.rivit) {
    for (const { luokka, maara } of solut) {
      const key = JSON.stringify({ table, alue, luokka });
      expect([key, maara]).toEqual([key, told.has(key) ? told.get(key) : maara]);
      told.set(key, maara);
    }
    expect(summa).toBe(sum(solut.map(({ maara }) => maara)));
  }
  const columns = taulu.summat.map((_, at) => sum(taulu.rivit.map(({ solut }) => solut[at]?.maara ?? null)));
  expect(taulu.summat.map(({ maara }) => maara)).toEqual(columns);
  expect(taulu.summa).toBe(sum(taulu.rivit.map(({ summa }) => summa)));
}

function sum(luvut: readonly (number | null)[]): number | null {
  const known = luvut.filter((luku) => luku !== null);
  return known.length === 0 ? null : known.reduce((total, luku) => total + luku, 0);
}
