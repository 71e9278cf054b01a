import { askedPersons as asked, personColumns as person } from "../../gateway/subgraph/index.ts";

/** Does a region know each person, and which region does it say is the home on the day `$3`. */
export const tuntemisetSql = `${asked}
  select ${person}, case when h.asiakas_id is not null then 'true' end as tuntee,
    (select m.maksava_alue from hoidon_maksaja m where m.asiakas_id = h.asiakas_id and m.laji = 'kotialue'
       and m.alkaen <= $3::date and (m.paattyy is null or m.paattyy >= $3::date)
     order by m.alkaen desc limit 1) as kotialue
  from henkilo h`;

const toCall = (name: string, values: readonly string[]): string => `
  select $1::text as kysytty_hetu, $2::text as kysytty_tilapainen, m.hetu, m.tilapainen_tunnus, m.tulos
  from ${name}($1, $2, ${values.map((type, at) => `$${at + 3}::${type}`).join(", ")}) m`;

/** Sets an account: key, IBAN, holder, service, direct debit. */
export const asetaMaksuyhteysSql = toCall("aseta_maksuyhteys", ["uuid", "text", "text", "text", "boolean"]);

/** Reports a contact: key, kind, value, purpose, day. */
export const ilmoitaYhteystietoSql = toCall("ilmoita_yhteystieto", ["uuid", "text", "text", "text", "date"]);
