import type { Tunnus } from "../../gateway/subgraph/index.ts";
import type { Kohta } from "./historia-sivu.ts";
import type { Jakso } from "./palvelujaksot.ts";
import type {
  AmmattilainenWire,
  AsiakkuusWire,
  LaheinenWire,
  OmasuunnitelmaWire,
  TapahtumaWire,
  ToiveWire,
} from "./wire.ts";

/** A mark of a row, by which the gate judges it. */
export type Rivimerkki = "HUOLTAJALTA_SALATTU" | "HUOLTAJALLE_AVOIN" | "ERITYINEN_SISALTO";

/** What each row tells the gate. */
interface Merkitty {
  readonly rivimerkit: readonly Rivimerkki[];
  readonly rekisterinpitaja: string;
}

/** A row of a register of one branch. */
interface Toimialan extends Merkitty {
  readonly rekisterilaji: (typeof toimialat)[keyof typeof toimialat];
}

const toimialat = {
  terveydenhuolto: "TERVEYDENHUOLTO",
  sosiaalihuolto: "SOSIAALIHUOLTO",
} as const satisfies Record<AsiakkuusWire["toimiala"], string>;

/** State of a customership or an episode. */
export type Tila = "AVOIN" | "PAATTYNYT";

/** Value of the type `AsiakkuudenTarjoaja`. */
interface Tarjoaja {
  readonly tunniste: string;
  readonly nimi: string;
}

/** Value of the type `PalvelunMaksaja`. */
export interface PalvelunMaksaja {
  readonly laji: (typeof maksajat)[keyof typeof maksajat];
  readonly nimi: string | null;
}

const maksajat = {
  alue: "ALUE",
  tuottaja: "TUOTTAJA",
  asiakas: "ASIAKAS",
  vakuutusyhtio: "VAKUUTUSYHTIO",
  tyoterveys: "TYOTERVEYS",
  muu_alue: "MUU_ALUE",
  ulkomaa: "ULKOMAA",
} as const satisfies Record<AsiakkuusWire["maksaja_laji"], string>;

/** Value of the type `Ammattilainen`. */
type Ammattilainen = AsiakkuusWire["yhteyshenkilot"][number];

/** Value of the type `Asiakkuus`. */
export interface Asiakkuus extends Toimialan {
  readonly palvelu: string;
  readonly palveluntarjoaja: Tarjoaja;
  readonly yhteyshenkilot: readonly Ammattilainen[];
  readonly alkanut: string;
  readonly paattynyt: string | null;
  readonly tila: Tila;
  readonly alue: string;
  readonly maksaja: PalvelunMaksaja;
}

/** True for a customership that is open on a day, both ends included. */
export function isAvoin(row: { readonly alkanut: string; readonly paattynyt: string | null }, paiva: string): boolean {
  return row.alkanut <= paiva && (row.paattynyt === null || paiva <= row.paattynyt);
}

/** Customerships of one region in one state, or all of them when `tila` is null; newest first. */
export function toAsiakkuudet(
  rows: readonly AsiakkuusWire[],
  alue: string,
  { tila, tanaan }: { readonly tila: Tila | null; readonly tanaan: string },
): readonly Asiakkuus[] {
  return rows
    .toSorted((one, other) => compare(other.alkanut, one.alkanut) || compare(one.tunnus, other.tunnus))
    .map((row) => ({
      palvelu: row.palvelu,
      palveluntarjoaja: { tunniste: row.palveluntarjoaja, nimi: row.tarjoajan_nimi },
      yhteyshenkilot: row.yhteyshenkilot,
      alkanut: row.alkanut,
      paattynyt: row.paattynyt,
      tila: toTila(row, tanaan),
      alue,
      maksaja: toMaksaja(row),
      ...toMerkit(row, alue),
    }))
    .filter((each) => tila === null || each.tila === tila);
}

/** A customership that has yet to begin is not open, and so counts as ended. */
function toTila(row: { readonly alkanut: string; readonly paattynyt: string | null }, tanaan: string): Tila {
  return isAvoin(row, tanaan) ? "AVOIN" : "PAATTYNYT";
}

/** Who pays, as a row tells it. */
export function toMaksaja(row: Pick<AsiakkuusWire, "maksaja_laji" | "maksaja_nimi">): PalvelunMaksaja {
  return { laji: maksajat[row.maksaja_laji], nimi: row.maksaja_nimi };
}

/** Value of the type `AsiakkaanAmmattilainen`. */
export interface AsiakkaanAmmattilainen extends Toimialan {
  readonly ammattilainen: Ammattilainen;
  readonly rooli: (typeof roolit)[keyof typeof roolit];
  readonly organisaatio: Tarjoaja;
  readonly alkaen: string;
  readonly alue: string;
}

const roolit = {
  vastuuhenkilo: "VASTUUHENKILO",
  omatyontekija: "OMATYONTEKIJA",
  omalaakari: "OMALAAKARI",
  hoitaja: "HOITAJA",
} as const satisfies Record<AmmattilainenWire["rooli"], string>;

/** Professionals of one region's customerships that are open today, by customership, the responsible one first. */
export function toAmmattilaiset(
  rows: readonly AmmattilainenWire[],
  alue: string,
  tanaan: string,
): readonly AsiakkaanAmmattilainen[] {
  return rows
    .filter((row) => isAvoin(row, tanaan))
    .toSorted(
      (one, other) =>
        compare(one.asiakkuus, other.asiakkuus) ||
        compare(other.vastuussa, one.vastuussa) ||
        compare(one.rekisterointinumero, other.rekisterointinumero),
    )
    .map((row) => ({
      ammattilainen: {
        nimi: row.nimi,
        rekisterointinumero: row.rekisterointinumero,
        nimike: row.nimike,
        puhelin: row.puhelin,
      },
      rooli: roolit[row.rooli],
      organisaatio: { tunniste: row.palveluntarjoaja, nimi: row.tarjoajan_nimi },
      alkaen: row.alkaen,
      alue,
      ...toMerkit(row, alue),
    }));
}

/** Value of the type `AmmattilaisToive`. */
export interface AmmattilaisToive extends Toimialan {
  readonly laji: (typeof toiveet)[keyof typeof toiveet];
  readonly teksti: string;
  readonly palvelu: string;
  readonly ilmoitettu: string;
}

const toiveet = {
  sama_ammattilainen: "SAMA_AMMATTILAINEN",
  kieli: "KIELI",
  sukupuoli: "SUKUPUOLI",
  muu: "MUU",
} as const satisfies Record<ToiveWire["laji"], string>;

/** Wishes told in one region, newest first. */
export function toToiveet(rows: readonly ToiveWire[], alue: string): readonly AmmattilaisToive[] {
  return rows
    .toSorted((one, other) => compare(other.ilmoitettu, one.ilmoitettu) || compare(one.teksti, other.teksti))
    .map((row) => ({
      laji: toiveet[row.laji],
      teksti: row.teksti,
      palvelu: row.palvelu,
      ilmoitettu: row.ilmoitettu,
      ...toMerkit(row, alue),
    }));
}

/** Value of the type `Laheinen`; `henkilo` is a person, not yet an id. */
export interface Laheinen {
  readonly nimi: string;
  readonly roolit: readonly (typeof laheisenRoolit)[keyof typeof laheisenRoolit][];
  readonly puhelin: string | null;
  readonly yhteyshenkilo: boolean;
  readonly henkilo: Tunnus | null;
  readonly suunnitelma: boolean;
}

const laheisenRoolit = {
  yhteyshenkilo: "YHTEYSHENKILO",
  tukihenkilo: "TUKIHENKILO",
  omaishoitaja: "OMAISHOITAJA",
  huoltaja: "HUOLTAJA",
  edunvalvoja: "EDUNVALVOJA",
  muu: "MUU",
} as const satisfies Record<LaheinenWire["roolit"][number], string>;

/** Close persons in the customer's own order. */
export function toLaheiset(rows: readonly LaheinenWire[]): readonly Laheinen[] {
  return rows
    .toSorted((one, other) => Number(one.jarjestys) - Number(other.jarjestys))
    .map((row) => ({
      nimi: row.nimi,
      roolit: row.roolit.map((rooli) => laheisenRoolit[rooli]),
      puhelin: row.puhelin,
      yhteyshenkilo: row.roolit.includes("yhteyshenkilo"),
      henkilo: row.laheisen_hetu === null ? null : { laji: "HETU", arvo: row.laheisen_hetu },
      suunnitelma: row.suunnitelmassa === "true",
    }));
}

/** Value of the type `Palvelujakso`. */
export interface Palvelujakso extends Toimialan {
  readonly palvelu: string;
  readonly palveluntarjoaja: Tarjoaja;
  readonly alkanut: string;
  readonly paattynyt: string | null;
  readonly tila: Tila;
  readonly tapahtumia: number;
  readonly alue: string;
  readonly maksaja: PalvelunMaksaja;
}

/** An episode of one region as the graph tells it, and its place in the history: that of its newest event. */
export function toPalvelujakso(
  { tapahtumat, asiakkuudet, alkanut, paattynyt }: Jakso<TapahtumaWire>,
  alue: string,
  tanaan: string,
): { readonly kohta: Kohta; readonly node: Palvelujakso } {
  const [newest] = tapahtumat;
  const node: Palvelujakso = {
    palvelu: newest.palvelu,
    palveluntarjoaja: { tunniste: newest.palveluntarjoaja, nimi: newest.tarjoajan_nimi },
    alkanut,
    paattynyt,
    tila: asiakkuudet.some((each) => isAvoin(each, tanaan)) ? "AVOIN" : "PAATTYNYT",
    tapahtumia: tapahtumat.length,
    alue,
    maksaja: toMaksaja(newest),
    rivimerkit: toJaksonMerkit(tapahtumat),
    // Of one service and provider, and so in one register.
    ...toRekisteri(newest, alue),
  };
  return { kohta: { paattyi: newest.paattyi, alue, tunnus: newest.tunnus }, node };
}

/** One event that is kept back keeps its episode back; it is open to guardians when every event is. */
function toJaksonMerkit(tapahtumat: readonly TapahtumaWire[]): readonly Rivimerkki[] {
  const erityinen: readonly Rivimerkki[] = tapahtumat.some(({ erityinen_sisalto }) => erityinen_sisalto)
    ? ["ERITYINEN_SISALTO"]
    : [];
  if (tapahtumat.some((each) => each.huoltajalta_salattu === true)) return [...erityinen, "HUOLTAJALTA_SALATTU"];
  const isShown = tapahtumat.every((each) => each.huoltajalta_salattu === false);
  return isShown ? [...erityinen, "HUOLTAJALLE_AVOIN"] : erityinen;
}

/** Value of the type `SuunnitelmanOsa`: each part is of its own branch. */
type SuunnitelmanOsa = Toimialan & NonNullable<OmasuunnitelmaWire["palvelut"]>;

/** Value of the type `Omasuunnitelma`. */
export interface Omasuunnitelma extends Merkitty {
  readonly laadittu: string;
  readonly tarkistetaan: string | null;
  readonly terveysJaHoitosuunnitelma: SuunnitelmanOsa | null;
  readonly palvelusuunnitelma: SuunnitelmanOsa | null;
  readonly alue: string;
}

/** One region's plan as the graph tells it. */
export function toOmasuunnitelma(row: OmasuunnitelmaWire, alue: string): Omasuunnitelma {
  const merkit = { rivimerkit: toHuoltajamerkit(row), rekisterinpitaja: alue };
  const toOsa = (
    osa: OmasuunnitelmaWire["palvelut"],
    rekisterilaji: Toimialan["rekisterilaji"],
  ): SuunnitelmanOsa | null => (osa === null ? null : { ...osa, ...merkit, rekisterilaji });
  return {
    laadittu: row.laadittu,
    tarkistetaan: row.tarkistetaan,
    terveysJaHoitosuunnitelma: toOsa(row.terveys_ja_hoito, "TERVEYDENHUOLTO"),
    palvelusuunnitelma: toOsa(row.palvelut, "SOSIAALIHUOLTO"),
    alue,
    ...merkit,
  };
}

/** The newest plan; of the same day, the region that comes first. Undefined without any. */
export function toNewest(plans: readonly Omasuunnitelma[]): Omasuunnitelma | undefined {
  return plans.toSorted((one, other) => compare(other.laadittu, one.laadittu) || compare(one.alue, other.alue))[0];
}

type Rekisteririvi = Pick<AsiakkuusWire, "toimiala" | "rekisterinpitaja">;

/** What a row of one branch's register tells the gate. */
function toMerkit(row: Rekisteririvi & Salattavissa, alue: string): Toimialan {
  return { rivimerkit: toHuoltajamerkit(row), ...toRekisteri(row, alue) };
}

/** Whose register it is: the provider's own where it is a controller, else the region's; and of which branch. */
function toRekisteri(
  { toimiala, rekisterinpitaja }: Rekisteririvi,
  alue: string,
): Pick<Toimialan, "rekisterinpitaja" | "rekisterilaji"> {
  return { rekisterinpitaja: rekisterinpitaja ?? alue, rekisterilaji: toimialat[toimiala] };
}

type Salattavissa = Pick<AsiakkuusWire, "huoltajalta_salattu">;

/** Whether a minor has kept the row from guardians; no mark where the register does not tell. */
function toHuoltajamerkit({ huoltajalta_salattu }: Salattavissa): readonly Rivimerkki[] {
  if (huoltajalta_salattu === null) return [];
  return [huoltajalta_salattu === "true" ? "HUOLTAJALTA_SALATTU" : "HUOLTAJALLE_AVOIN"];
}

/** By code unit: the same order on every machine. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
