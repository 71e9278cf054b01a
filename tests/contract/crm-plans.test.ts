import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillVouchers } from "../../bench/fill-vouchers.ts";
import type { Actor } from "../../gateway/actor/index.ts";
import { createInProcessTransport } from "../../gateway/subgraph/index.ts";
import type { RegionStatement } from "../../gateway/subgraph/index.ts";
import { start } from "../../mocks/crm/index.ts";
import type { CrmMock } from "../../mocks/crm/index.ts";
import { createPopulation } from "../../mocks/population/index.ts";
import { openBackend } from "../../mocks/postgres/index.ts";
import { subgraph } from "../../subgraphs/crm/index.ts";
import { toKaytotStatement } from "../../subgraphs/crm/statements-kaytot.ts";
import { budjettitaulu, setelitaulu, sitoumustaulu, toSivuStatement } from "../../subgraphs/crm/statements-seuranta.ts";
import type { SeurannanEhdot, SeurannanKohta, SeurattuTaulu } from "../../subgraphs/crm/statements-seuranta.ts";
import { askRoot } from "./ask-root.ts";
import { ids } from "./ask-subgraph.ts";

const databaseUrl = process.env["DATABASE_URL"] || undefined;
const databases = [
  { name: "PGlite", url: undefined },
  ...(databaseUrl === undefined ? [] : [{ name: "PostgreSQL", url: databaseUrl }]),
];
const vouchers = 20_000;
const today = "2026-11-25";
const limit = 21;
/** Four states by four lengths of terms, and a row looked at past the last of each. */
const groups = 20;

/** The other lists, as large as that of vouchers. */
const copySql = `
  set search_path to crm_08;
  insert into maksusitoumus select numero, asiakas_id, 'maksusitoumus', palvelu, 'Testisairaala', '15', arvo, alkaen,
    paattyy, tila, null from asiakasseteli where numero like 'K%';
  insert into henkilokohtainen_budjetti select numero, asiakas_id, arvo, alkaen, paattyy, null from asiakasseteli
    where numero like 'K%';
  insert into sitoumuksen_kaytto select * from setelin_kaytto where numero like 'K%';
  insert into budjetin_suorite select numero, monesko, 'Testi', tuottaja, alue, summa, paiva from setelin_kaytto
    where numero like 'K%';
  analyze sitoumuksen_kaytto; analyze budjetin_suorite; analyze maksusitoumus; analyze henkilokohtainen_budjetti; set search_path to default;`;

const palvelu = "Kaihileikkaus";
const narrowings: readonly SeurannanEhdot[] = [{}, { tila: "peruttu" }, { palvelu }, { tila: "kaytetty", palvelu }];
const byList: readonly (readonly [SeurattuTaulu, readonly SeurannanEhdot[]])[] = [
  [setelitaulu, narrowings],
  [sitoumustaulu, narrowings],
  [budjettitaulu, [{}]],
];
const cases = byList.flatMap(([taulu, all]) =>
  all
    .flatMap((ehdot) => [ehdot, { ...ehdot, voimassa: today }])
    .map((ehdot) => ({ nimi: taulu.taulu, by: Object.keys(ehdot).join(" and ") || "nothing", taulu, ehdot })),
);

interface Plan {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly Plan[];
}

const nodesOf = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** Rows of a table that a plan has read, those it threw away too; Infinity for a table read from end to end. */
function rowsRead(plan: Plan, table: string): number {
  return nodesOf(plan)
    .filter((node) => node["Relation Name"] === table)
    .reduce((sum, node) => {
      if (node["Node Type"] === "Seq Scan") return Infinity;
      return sum + (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"];
    }, 0);
}

interface Page {
  readonly edges: readonly { readonly node: Readonly<Record<string, unknown>> }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: unknown };
}

const noPage: Page = { edges: [], pageInfo: { hasNextPage: false, endCursor: undefined } };

describe.each(databases)("pages of a large region ($name)", ({ url }) => {
  let mock: CrmMock;
  let backend: Awaited<ReturnType<typeof openBackend>>;
  let client: Client;
  beforeAll(async () => {
    backend = await openBackend(url);
    const population = createPopulation({ seed: 3, size: 300 });
    mock = await start({ population, alueet: ["08", "15", "90"], backend, now: () => new Date(`${today}T10:00:00Z`) });
    await fillVouchers(backend, { schema: "crm_08", vouchers, today });
    await fillVouchers(backend, { schema: "crm_90", vouchers: 1500, today });
    await backend.execute(copySql);
    client = new Client({ connectionString: mock.nodes.find(({ alue }) => alue === "08")?.url });
    await client.connect();
  }, 120_000);
  afterAll(async () => {
    await client.end();
    await mock.close();
    await backend.close();
  });

  const run = async ({ text, values }: RegionStatement) => (await client.query(text, [...values])).rows;
  async function explain({ text, values }: RegionStatement): Promise<Plan> {
    const { rows } = await client.query(`explain (analyze, format json) ${text}`, [...values]);
    const told: unknown = rows[0]["QUERY PLAN"];
    const [plan] = (typeof told === "string" ? JSON.parse(told) : told) as [{ readonly Plan: Plan }];
    return plan.Plan;
  }

  /** The whole list as anyone would write it: the order and filter, and nothing about how. */
  async function plainly(taulu: SeurattuTaulu, { tila, palvelu: of, voimassa }: SeurannanEhdot, isUusinEnsin: boolean) {
    const { rows } = await client.query(
      `select numero, to_char(alkaen, 'YYYY-MM-DD') as alkaen from ${taulu.taulu}
       where ${tila === undefined ? "" : `tila = '${tila}' and`} ${of === undefined ? "" : `palvelu = '${of}' and`}
         ${voimassa === undefined ? "true" : `date '${voimassa}' between alkaen and paattyy`}
       order by ${isUusinEnsin ? "alkaen desc, numero desc" : "alkaen, numero"}`,
    );
    return rows as readonly { readonly numero: string; readonly alkaen: string }[];
  }

  it.each(cases)("of $nimi by $by are the right rows, and read by the index alone, wherever they are", async (each) => {
    const { taulu, ehdot } = each;
    for (const isUusinEnsin of [true, false]) {
      const all = await plainly(taulu, ehdot, isUusinEnsin);
      expect(all.length).toBeGreaterThan(3 * limit);
      for (const at of [0, Math.floor(all.length / 2), all.length - 5]) {
        const kohta: SeurannanKohta = { isUusinEnsin, jalkeen: all[at - 1], limit };
        const statement = toSivuStatement(taulu, ehdot, kohta);
        const page = all.slice(at, at + limit).map(({ numero }) => numero);
        expect((await run(statement)).map(({ numero }) => numero)).toEqual(page);
        const plan = await explain(statement);
        const most = ehdot.voimassa === undefined ? limit : groups * (limit + 2);
        expect([at, rowsRead(plan, taulu.taulu)]).toEqual([at, expect.toSatisfy((read: number) => read <= most)]);
        expect(rowsRead(plan, taulu.kaytot)).toBeLessThanOrEqual(limit * 4);
      }
    }
  });

  it.each([true, false])(
    "of uses in another region are read by the index alone (newest first: %s)",
    async (isUusinEnsin) => {
      const kohta = { myontanyt: "08", alue: "15", isUusinEnsin, limit };
      for (const paiva of [undefined, "2024-01-15", isUusinEnsin ? "2021-01-15" : "2026-11-01"]) {
        const jalkeen = paiva === undefined ? undefined : { paiva, alue: "08", numero: "K00001000", monesko: 2 };
        for (const place of [jalkeen, jalkeen && { ...jalkeen, alue: "90" }, jalkeen && { ...jalkeen, alue: "02" }]) {
          const plan = await explain(toKaytotStatement(setelitaulu, { ...kohta, jalkeen: place }));
          expect(rowsRead(plan, "setelin_kaytto")).toBeLessThanOrEqual(limit);
          expect(rowsRead(plan, "asiakasseteli")).toBeLessThanOrEqual(limit);
        }
      }
    },
  );

  it.each(["UUSIN_ENSIN", "VANHIN_ENSIN"])(
    "of uses of one day in many regions lose and repeat none (%s)",
    async (jarjestys) => {
      const solmut = mock.nodes.map(({ alue, url: to }) => ({ alue, url: to }));
      const transport = createInProcessTransport(subgraph, {
        settings: { solmut },
        ids,
        now: () => new Date(`${today}T10:00:00Z`),
      });
      const official: Actor = {
        kind: "ammattilainen",
        sub: "jarjestaja-1",
        kirjain: "J",
        organisaatio: "1.2.246.10.1",
        organisaationNimi: "Alue",
        alue: "15",
        kayttotarkoitus: "JARJESTAMINEN",
      };
      const query = `query($after: String) { kaytotOmallaAlueella(laji: ASIAKASSETELI, jarjestys: ${jarjestys}, first: 100, after: $after) { edges { node { numero monesko myontanytAlue paiva } } pageInfo { hasNextPage endCursor } } }`;
      const seen: string[] = [];
      for (let after: unknown; ;) {
        const { data, errors } = await askRoot(transport, query, official, { after });
        expect(errors).toEqual([]);
        const { edges, pageInfo } = (data?.["kaytotOmallaAlueella"] ?? noPage) as Page;
        seen.push(
          ...edges.map(({ node }) => [node["paiva"], node["myontanytAlue"], node["numero"], node["monesko"]].join(" ")),
        );
        if (!pageInfo.hasNextPage) break;
        after = pageInfo.endCursor;
      }
      await transport.close();
      const used = await backend.execute(
        `select to_char(paiva, 'YYYY-MM-DD ') || myontanyt || ' ' || numero || ' ' || monesko as kaytto
       from (select *, '08' as myontanyt from crm_08.setelin_kaytto union all select *, '90' from crm_90.setelin_kaytto) k
       where alue = $1`,
        ["15"],
      );
      expect(used.length).toBeGreaterThan(1000);
      expect(seen.toSorted()).toEqual(used.map(({ kaytto }) => String(kaytto)).toSorted());
      const inOrder = seen.map((one) => one.slice(0, 13));
      const expected = inOrder.toSorted();
      expect(inOrder).toEqual(jarjestys === "UUSIN_ENSIN" ? expected.toReversed() : expected);
    },
  );
});
