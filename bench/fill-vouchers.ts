import type { openBackend } from "../mocks/postgres/index.ts";

type Database = Awaited<ReturnType<typeof openBackend>>;

/** How a region's CRM is filled. */
export interface Filling {
  /** Schema of the region, as `crm_08`. */
  readonly schema: string;
  readonly vouchers: number;
  /** Today, `YYYY-MM-DD`: what has ended by then has ended. */
  readonly today: string;
}

const rowsPerStatement = 100_000;
const tables = ["asiakasseteli", "setelin_kaytto"] as const;

/**
 * Fills a region with synthetic vouchers of the customers whom it has: six years of starts, six services, terms of
 * four lengths, all states, and none to four uses of each, one in seven in another region. Made in the database; its
 * indexes are taken away for the time and made again as they were. @throws Error when the region has no customers.
 */
export async function fillVouchers(database: Database, { schema, vouchers, today }: Filling): Promise<void> {
  const at = `set search_path to ${schema};`;
  const indexes = await database.execute(
    `select i.indexname as nimi, i.indexdef as lause from pg_indexes i
     where i.schemaname = $1 and i.tablename in ('${tables.join("', '")}')
       and not exists (select from pg_constraint c where c.conname = i.indexname and c.contype = 'p')`,
    [schema],
  );
  await database.execute(indexes.map(({ nimi }) => `drop index ${schema}.${String(nimi)};`).join(" "));
  for (let from = 0; from < vouchers; from += rowsPerStatement) {
    const until = Math.min(vouchers, from + rowsPerStatement);
    await database.execute(`${at} ${toVoucherSql(from, until, today)} ${toUseSql(from, until, today)}`);
  }
  await database.execute(indexes.map(({ lause }) => `${String(lause)};`).join(" "));
  await database.execute(`${at} analyze asiakasseteli; analyze setelin_kaytto; set search_path to default;`);
}

const toNumero = (row: string): string => `'K' || lpad(${row}::text, 8, '0')`;

/** Numbers are ours and the day is one that we have formatted ourselves. */
function toVoucherSql(from: number, until: number, today: string): string {
  return `
    insert into asiakasseteli
    select ${toNumero("n")}, kaikki[1 + n % cardinality(kaikki)],
      (array['Fysioterapia', 'Kaihileikkaus', 'Kotihoidon tukipalvelu', 'Lapsiperheen kotipalvelu',
        'Omaishoidon vapaapäivät', 'Suun terveydenhuolto'])[1 + n / 60 % 6],
      120 + n % 7 * 60, alkaen, alkaen + kesto,
      case when n % 20 = 0 then 'peruttu' when n % 3 = 0 then 'kaytetty' when alkaen + kesto < date '${today}'
        then 'paattynyt' else 'voimassa' end, null
    from (
      select n, date '${today}' - (n::bigint * 7919 % 2190)::int as alkaen, (array[179, 364, 364, 729])[1 + n / 20 % 4] as kesto
      from generate_series(${from}, ${until - 1}) n
    ) rivi, (select array_agg(asiakas_id) as kaikki from asiakas) asiakkaat;`;
}

/** Of a used one four uses of a quarter each, of others fewer, of one withdrawn none; none before it is granted, nor to come. */
function toUseSql(from: number, until: number, today: string): string {
  return `
    insert into setelin_kaytto
    select s.numero, k, 'Esimerkkihoiva Oy', case when (n + k) % 7 = 0 then '15' else '08' end, s.arvo / 4,
      least(s.alkaen + 20 * k, s.paattyy, date '${today}')
    from generate_series(${from}, ${until - 1}) n join asiakasseteli s on s.numero = ${toNumero("n")},
      generate_series(1, 4) k
    where s.tila = 'kaytetty' or s.tila <> 'peruttu' and k <= n % 3;`;
}
