import type { Raha, Tunnus } from "../../gateway/subgraph/index.ts";
import type { SeteliWire, ValiaikainenWire, YhteystietoWire } from "./wire.ts";

/** Value of the type `Yhteystieto`. */
export interface Yhteystieto {
  readonly laji: "PUHELIN" | "SAHKOPOSTI" | "POSTIOSOITE";
  readonly arvo: string;
  readonly kayttotarkoitus: string;
  readonly pitkaaikainen: boolean;
  readonly ilmoitettu: string;
  readonly alue: string;
}

const lajit = {
  puhelin: "PUHELIN",
  sahkoposti: "SAHKOPOSTI",
  postiosoite: "POSTIOSOITE",
} as const satisfies Record<YhteystietoWire["laji"], string>;

/** Contacts of one region, newest first. */
export function toYhteystiedot(rows: readonly YhteystietoWire[], alue: string): readonly Yhteystieto[] {
  return rows
    .map((row) => ({
      laji: lajit[row.laji],
      arvo: row.arvo,
      kayttotarkoitus: row.kayttotarkoitus,
      pitkaaikainen: row.pitkaaikainen === "true",
      ilmoitettu: row.ilmoitettu,
      alue,
    }))
    .sort((one, other) => compare(other.ilmoitettu, one.ilmoitettu) || compare(one.arvo, other.arvo));
}

/** Value of the type `ValiaikainenHenkilo`; `yhdistetty` is a person, not yet an id. */
export interface ValiaikainenHenkilo {
  readonly tunniste: string;
  readonly nimi: string;
  readonly syy: "TURVAPAIKANHAKIJA" | "ULKOMAALAINEN" | "TUNNISTAMATON" | "VASTASYNTYNYT";
  readonly annettu: string;
  readonly alue: string;
  readonly yhdistetty: Tunnus | null;
}

const syyt = {
  turvapaikanhakija: "TURVAPAIKANHAKIJA",
  ulkomaalainen: "ULKOMAALAINEN",
  tunnistamaton: "TUNNISTAMATON",
  vastasyntynyt: "VASTASYNTYNYT",
} as const satisfies Record<ValiaikainenWire["syy"], string>;

/** One temporary identity as its region tells it. */
export function toValiaikainen(row: ValiaikainenWire, alue: string): ValiaikainenHenkilo {
  const { tunniste, nimi, annettu, yhdistetty_hetu: hetu } = row;
  return {
    tunniste,
    nimi,
    syy: syyt[row.syy],
    annettu,
    alue,
    yhdistetty: hetu === null ? null : { laji: "HETU", arvo: hetu },
  };
}

/** The newest identity; of the same day, the region that comes first. Undefined without any. */
export function toNewest(identities: readonly ValiaikainenHenkilo[]): ValiaikainenHenkilo | undefined {
  return identities.toSorted((one, other) => compare(other.annettu, one.annettu) || compare(one.alue, other.alue))[0];
}

/** Value of the type `Asiakasseteli`. */
export interface Asiakasseteli {
  readonly numero: string;
  readonly palvelu: string;
  readonly arvo: Raha;
  readonly alkaen: string;
  readonly paattyy: string;
  readonly tila: "VOIMASSA" | "KAYTETTY" | "PAATTYNYT" | "PERUTTU";
  readonly kaytot: readonly SetelinKaytto[];
  readonly jaljella: Raha;
  readonly alue: string;
  readonly rivimerkit: Rivimerkit;
  readonly rekisterinpitaja: string;
}

/** Marks of a row that this register knows. */
export type Rivimerkit = readonly ("HUOLTAJALTA_SALATTU" | "HUOLTAJALLE_AVOIN")[];

/** Value of the type `SetelinKaytto`. */
interface SetelinKaytto {
  readonly tuottaja: string;
  readonly alue: string;
  readonly summa: Raha;
  readonly paiva: string;
}

const tilat = {
  voimassa: "VOIMASSA",
  kaytetty: "KAYTETTY",
  paattynyt: "PAATTYNYT",
  peruttu: "PERUTTU",
} as const satisfies Record<SeteliWire["tila"], string>;

/** Vouchers of one region, newest first, each with its uses newest first. */
export function toSetelit(rows: readonly SeteliWire[], alue: string): readonly Asiakasseteli[] {
  return rows
    .map((row) => toSeteli(row, alue))
    .sort((one, other) => compare(other.alkaen, one.alkaen) || compare(one.numero, other.numero));
}

function toSeteli(row: SeteliWire, alue: string): Asiakasseteli {
  const used = row.kaytot.reduce((sum, { summa }) => sum + summa, 0);
  return {
    numero: row.numero,
    palvelu: row.palvelu,
    arvo: { sentit: row.arvo },
    alkaen: row.alkaen,
    paattyy: row.paattyy,
    tila: tilat[row.tila],
    kaytot: row.kaytot
      .map((use) => ({ tuottaja: use.tuottaja, alue: use.alue, summa: { sentit: use.summa }, paiva: use.paiva }))
      .sort((one, other) => compare(other.paiva, one.paiva) || compare(one.tuottaja, other.tuottaja)),
    jaljella: { sentit: row.arvo - used },
    alue,
    rivimerkit: toRivimerkit(row.huoltajalta_salattu),
    rekisterinpitaja: alue,
  };
}

/** Whether a minor has kept the row from guardians; no mark where the register does not tell. */
export function toRivimerkit(salattu: SeteliWire["huoltajalta_salattu"]): Rivimerkit {
  if (salattu === null) return [];
  return [salattu === "true" ? "HUOLTAJALTA_SALATTU" : "HUOLTAJALLE_AVOIN"];
}

/** By code unit: the same order on every machine. */
export function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
