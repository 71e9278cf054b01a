import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../gateway/actor/index.ts";
import { createInProcessTransport } from "../../gateway/subgraph/index.ts";
import type { SubgraphAnswer, SubgraphTransport } from "../../gateway/subgraph/index.ts";
import { start } from "../../mocks/crm/index.ts";
import type { CrmMock } from "../../mocks/crm/index.ts";
import type { Fault } from "../../mocks/http/index.ts";
import { createPopulation } from "../../mocks/population/index.ts";
import { subgraph } from "../../subgraphs/crm/index.ts";
import { askRoot } from "./ask-root.ts";
import { ids } from "./ask-subgraph.ts";
import { databases } from "./databases.ts";
import { everyRegionFault, toFaultName } from "./region-faults.ts";

const now = (): Date => new Date("2026-11-25T10:15:02Z");
const population = createPopulation({ seed: 1, size: 1000 });
const people = [...population.kaikki()];
const [own, others] = ["15", ["08", "90"]];
const official: Actor = {
  kind: "ammattilainen",
  sub: "jarjestaja-1",
  kirjain: "J",
  organisaatio: "1.2.246.10.1",
  organisaationNimi: "Alue",
  alue: own,
  kayttotarkoitus: "JARJESTAMINEN",
};

/** What a region has granted, and in which regions it was used. */
interface Granted {
  readonly numero: string;
  readonly alue: string;
  readonly kaytot: readonly { readonly alue: string; readonly sentit: number }[];
}

interface Kind {
  readonly laji: string;
  readonly granted: readonly Granted[];
  /** The region that answers while the other fails: it has granted what was used in the own. */
  readonly well: string;
}

const kinds: readonly Kind[] = [
  { laji: "ASIAKASSETELI", well: "08", granted: people.flatMap((one) => population.setelit(one)) },
  {
    laji: "HENKILOKOHTAINEN_BUDJETTI",
    well: "90",
    granted: people.flatMap((one) => population.budjetit(one).map((row) => ({ ...row, kaytot: row.suoritteet }))),
  },
  { laji: "MAKSUSITOUMUS", well: "08", granted: people.flatMap((one) => population.sitoumukset(one)) },
];

/** The uses in the own region of what a region has granted. */
function usesOf(granted: readonly Granted[], alue: string) {
  const rows = granted.filter((row) => row.alue === alue);
  return rows.flatMap(({ numero, kaytot }) =>
    kaytot.filter((use) => use.alue === own).map(({ sentit }) => ({ numero, myontanytAlue: alue, summa: { sentit } })),
  );
}

type Kaytot = Readonly<Record<string, unknown>> & { readonly edges: readonly unknown[] };

const kaytotOf = ({ data }: Pick<SubgraphAnswer, "data">): Kaytot => data?.["kaytotOmallaAlueella"] as Kaytot;

describe.each(databases)("use in the own region of what others have granted, over $name", ({ options }) => {
  let mock: CrmMock;
  let patient: SubgraphTransport;
  /** Of little patience with one region, by its code, and with all. */
  let hurried: Readonly<Record<string, SubgraphTransport>>;

  beforeAll(async () => {
    mock = await start({ population, alueet: [own, ...others], now, ...options });
    const open = (hurry: readonly string[]): SubgraphTransport => {
      const solmut = mock.nodes.map(({ alue, url }) => ({
        alue,
        url,
        timeoutMs: hurry.includes(alue) ? 300 : 20_000,
      }));
      // One failure after another is asked of it here: its breaker is left out of it.
      return createInProcessTransport(subgraph, { settings: { solmut, suojaus: { leastCalls: 100_000 } }, ids, now });
    };
    patient = open([]);
    hurried = { "08": open(["08"]), "90": open(["90"]), all: open(others) };
  }, 60_000);
  afterEach(() => {
    for (const faults of [mock.faults, ...mock.nodes.map((node) => node.faults)]) faults.set([]);
    mock.requests.clear();
  });
  afterAll(async () => {
    await Promise.all([patient, ...Object.values(hurried)].map((transport) => transport.close()));
    await mock.close();
  });

  const fail = (alue: string, ...faults: readonly Fault[]): void =>
    mock.nodes.find((node) => node.alue === alue)?.faults.set(faults);
  const ask = (laji: string, transport = patient): Promise<SubgraphAnswer> =>
    askRoot(
      transport,
      `{ kaytotOmallaAlueella(laji: ${laji}, first: 100) {
        edges { node { numero myontanytAlue summa { sentit } } }
        pageInfo { hasNextPage } taydellinen alueet { alue mukana } yhteensa { lukumaara }
      } }`,
      official,
    );

  async function expectWhole({ laji, granted }: Kind): Promise<void> {
    const answer = await ask(laji);
    expect(answer.errors).toEqual([]);
    const uses = others.flatMap((alue) => usesOf(granted, alue));
    expect(kaytotOf(answer)).toEqual({
      edges: expect.any(Array),
      pageInfo: { hasNextPage: false },
      taydellinen: true,
      alueet: others.map((alue) => ({ alue, mukana: true })),
      yhteensa: { lukumaara: uses.length },
    });
    expect(kaytotOf(answer).edges.toSorted(byText)).toEqual(uses.map((node) => ({ node })).toSorted(byText));
  }

  const cases = kinds.flatMap((kind) =>
    everyRegionFault.map(([fault, code]) => ({ ...kind, fault, code, shows: toFaultName(fault) })),
  );

  it.each(cases)(
    "of $laji gives the rest, says what is missing and sums up nothing, while one region shows $shows",
    async ({ fault, code, ...kind }) => {
      const [failing = ""] = others.filter((alue) => alue !== kind.well);
      fail(failing, fault);
      const { data, errors } = await ask(kind.laji, code === "SOURCE_TIMEOUT" ? hurried[failing] : patient);
      const rest = usesOf(kind.granted, kind.well);
      expect(rest.length).toBeGreaterThan(0);
      const { edges, ...told } = kaytotOf({ data });
      expect(told).toEqual({
        pageInfo: { hasNextPage: false },
        taydellinen: false,
        alueet: others.map((alue) => ({ alue, mukana: alue === kind.well })),
        yhteensa: null,
      });
      expect(edges.slice(0, -1).toSorted(byText)).toEqual(rest.map((node) => ({ node })).toSorted(byText));
      expect(edges.at(-1)).toBeNull();
      // The source alone, never its words; which region it was is told by alueet.
      const error = { code, parameters: { lahde: "crm" } };
      expect(errors.toSorted(byText)).toEqual([
        { ...error, path: ["kaytotOmallaAlueella", "edges", rest.length] },
        { ...error, path: ["kaytotOmallaAlueella", "yhteensa"] },
      ]);
      fail(failing);
      await expectWhole(kind);
    },
  );

  it.each(everyRegionFault.map(([fault, code]) => ({ fault, code, shows: toFaultName(fault) })))(
    "is nothing but $code while every other region shows $shows",
    async ({ fault, code }) => {
      for (const alue of others) fail(alue, fault);
      const answer = await ask("ASIAKASSETELI", code === "SOURCE_TIMEOUT" ? hurried["all"] : patient);
      expect(answer.data).toEqual({ kaytotOmallaAlueella: null });
      const edges = { code, parameters: { lahde: "crm" }, path: ["kaytotOmallaAlueella", "edges"] };
      // The sum fails too; whether that is told beside depends on which of the two fails first.
      const sum = { ...edges, path: ["kaytotOmallaAlueella", "yhteensa"] };
      expect(answer.errors).toContainEqual(edges);
      expect([edges, sum]).toEqual(expect.arrayContaining([...answer.errors]));
    },
  );

  it("tells of several failures the one that asking again will not mend", async () => {
    fail("08", { laji: "http500" });
    fail("90", { laji: "virhekoodi", koodi: "42501" });
    const { errors } = await ask("ASIAKASSETELI");
    expect(errors.map(({ code }) => code)).toEqual(["SOURCE_DENIED"]);
  });

  it.each(kinds)("of $laji asks nothing of the own region, whose faults therefore change nothing", async (kind) => {
    fail(own, { laji: "jumissa" });
    await expectWhole(kind);
    expect(new Set(mock.requests.latest().map(({ polku }) => polku))).toEqual(new Set(["/crm_08", "/crm_90"]));
  });

  it.each(kinds)("of $laji asks by no person's code, so no other person's can come in its place", async (kind) => {
    mock.faults.set([{ laji: "vaaraHenkilo" }]);
    await expectWhole(kind);
    expect(JSON.stringify(mock.requests.latest())).not.toMatch(/\d{6}[-+A-Y]\d{3}[0-9A-Y]/);
  });
});

function byText(one: unknown, other: unknown): number {
  return JSON.stringify(one).localeCompare(JSON.stringify(other));
}
