import type { Henkilo, Population } from "../population/index.ts";
import type { Row } from "../postgres/index.ts";
import { toSalattu, yearsUntil } from "./records-maksut.ts";
import type { CrmRows } from "./tables.ts";

type PalveluTable = "tyoterveyshuolto" | "kaynti" | "tuottajavalinta";

/** One region's rows of a person about visits, occupational health and chosen producers; nothing later than `tanaan`. */
export function toPalveluRows(
  population: Population,
  henkilo: Henkilo,
  tanaan: string,
): (alue: string) => Pick<CrmRows, PalveluTable> {
  const asiakas_id = henkilo.index;
  const visits = yearsUntil(tanaan)
    .flatMap((vuosi) => population.kaynnit(henkilo, vuosi))
    .filter(({ paiva }) => paiva <= tanaan);
  const care = population.tyoterveyshuollot(henkilo);
  const choices = population.alueenTuottajavalinnat(henkilo);
  return (alue) => ({
    tyoterveyshuolto: care.filter((row) => row.alue === alue).map((row) => toTyoterveyshuolto(asiakas_id, row)),
    kaynti: visits
      .filter((row) => row.alue === alue)
      .map(({ palvelu, laji, paiva }) => ({ asiakas_id, palvelu, laji: laji.toLowerCase(), paiva })),
    tuottajavalinta: choices.filter((row) => row.alue === alue).map((row) => toValinta(asiakas_id, row)),
  });
}

function toTyoterveyshuolto(asiakas_id: number, row: ReturnType<Population["tyoterveyshuollot"]>[number]): Row {
  const { tyonantaja, tuottaja, alkaen, paattyy } = row;
  return {
    asiakas_id,
    tyonantaja,
    tuottaja,
    alkaen,
    paattyy: paattyy ?? null,
    vaikuttaa_kapitaatioon: row.vaikuttaaKapitaatioon,
  };
}

function toValinta(asiakas_id: number, row: ReturnType<Population["alueenTuottajavalinnat"]>[number]): Row {
  const { palvelu, tuottaja, tuottajanAlue, valittu, paattynyt } = row;
  return {
    asiakas_id,
    laji: row.laji.toLowerCase(),
    palvelu,
    tuottaja,
    tuottajan_alue: tuottajanAlue,
    valittu,
    paattynyt: paattynyt ?? null,
    huoltajalta_salattu: toSalattu(row.huoltajalta),
  };
}
