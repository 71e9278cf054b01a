/**
 * One statement for each declared table: counts that the region has made itself, of the first of a month. Nothing of
 * any person is asked, and no value comes from the client. The day stands in every row, and alone when a table is empty.
 */
export const statements = {
  ASIAKKAAT: toStatement("tilasto_asiakkaat", "k.ikaryhma as ryhma, null as tila"),
  SETELIT: toStatement("tilasto_setelit", "k.palvelu as ryhma, k.tila"),
  MAKSUT: toStatement("tilasto_maksut", "k.palvelu as ryhma, null as tila"),
} as const;

/** A declared table. */
export type Taulu = keyof typeof statements;

function toStatement(view: string, luokka: string): string {
  return `select to_char(p.paiva, 'YYYY-MM-DD') as tilanne, ${luokka}, k.maara::text, k.henkiloita::text
    from tilastopaiva p left join ${view} k on true`;
}
