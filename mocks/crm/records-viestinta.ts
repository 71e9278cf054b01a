import type { Henkilo, Population } from "../population/index.ts";
import type { Row } from "../postgres/index.ts";
import type { CrmRows } from "./tables.ts";

/** One region's rows of a person about communication; nothing later than `tanaan`. */
export function toViestintaRows(
  population: Population,
  henkilo: Henkilo,
  tanaan: string,
): (alue: string) => Pick<CrmRows, "viestintavalinta" | "viesti"> {
  const asiakas_id = henkilo.index;
  const choices = population.viestintavalinnat(henkilo);
  const messages = population.viestit(henkilo, tanaan);
  return (alue) => ({
    viestintavalinta: choices
      .filter((row) => row.alue === alue)
      .map(({ kanava, valittu }) => ({ asiakas_id, kanava: kanava.toLowerCase(), valittu })),
    viesti: messages.filter((row) => row.alue === alue).map((row) => toViesti(asiakas_id, row)),
  });
}

function toViesti(asiakas_id: number, row: ReturnType<Population["viestit"]>[number]): Row {
  const { tunniste, lahettaja, otsikko, teksti, aika } = row;
  return {
    tunniste,
    asiakas_id,
    suunta: row.suunta.toLowerCase(),
    kanava: row.kanava.toLowerCase(),
    lahettaja,
    otsikko,
    teksti,
    aika,
    huoltajalta_salattu: row.huoltajalta === undefined ? null : row.huoltajalta === "SALATTU",
  };
}
