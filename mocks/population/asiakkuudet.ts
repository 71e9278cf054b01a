import { findAlue } from "./alueet.ts";
import { ankkuripaiva } from "./paiva.ts";
import type { Asiakkuus } from "./palvelusuhde.ts";
import type { Henkilo } from "./person.ts";
import type { Seteli } from "./myonnetyt.ts";
import { tunnetutAlueet } from "./tunnetut-alueet.ts";

/** Identifier of a region's organisation: an invented OID, in the form of organisations' real ones. */
export function toOrganisaatio(alue: string): string {
  return `1.2.246.10.999000${alue}`;
}

/** Services of social care; all others here are of health care. */
const sosiaalipalvelut: ReadonlySet<string> = new Set(["Lapsiperheiden sosiaalipalvelut"]);

/** In which register a service is written: that of health care or of social care. */
export function toToimiala(palvelu: string): "TERVEYDENHUOLTO" | "SOSIAALIHUOLTO" {
  return sosiaalipalvelut.has(palvelu) ? "SOSIAALIHUOLTO" : "TERVEYDENHUOLTO";
}

/** HUS, the joint authority of specialised care in Uusimaa: no region, so its number is invented like the OID. */
const hus = { organisaatio: toOrganisaatio("99"), organisaationNimi: "HUS-yhtymä", palvelu: "Erikoissairaanhoito" };

/** The organisation that employs a region's professionals, or `HUS`; undefined for an unknown one. */
export function findTyonantaja(alue: string): { readonly organisaatio: string; readonly nimi: string } | undefined {
  if (alue === "HUS") return { organisaatio: hus.organisaatio, nimi: hus.organisaationNimi };
  const nimi = findAlue(alue)?.nimi.fi;
  return nimi === undefined ? undefined : { organisaatio: toOrganisaatio(alue), nimi };
}

const uusimaa: ReadonlySet<string> = new Set(["01", "02", "03", "04", "90"]);
/** Families with children of whom the personas' cases speak. */
const lapsiperheet: ReadonlySet<string> = new Set(["aino", "eino", "helmi"]);

/**
 * Customerships with the organisations of the regions that know the person, the present one first: open
 * where the person lives now and where a voucher is in force, ended in former regions and of those who
 * have died or left the country. One of four in Uusimaa is a customer of HUS as well, known by the region's CRM;
 * the personas of one family are of social care too.
 */
export function toAsiakkuudet(seed: number, henkilo: Henkilo, setelit: readonly Seteli[]): readonly Asiakkuus[] {
  const alueet = [...new Set([...tunnetutAlueet(seed, henkilo), ...setelit.map(({ alue }) => alue)])];
  const isGone = henkilo.kuolinpaiva !== undefined || henkilo.oleskelu === "MAASTAMUUTTANUT";
  const last = henkilo.kuolinpaiva ?? ankkuripaiva;
  const terveysasemat = alueet.map((alue, at): Asiakkuus => {
    const isOpen = !isGone && (at === 0 || setelit.some((each) => each.alue === alue && each.tila === "VOIMASSA"));
    const alkanut = earlierOf(laterOf(at === 0 ? "2023-01-01" : "2019-01-01", henkilo.syntymapaiva), last);
    return {
      tunnus: `A${alue}-${String(henkilo.index).padStart(6, "0")}`,
      alue,
      organisaatio: toOrganisaatio(alue),
      organisaationNimi: findAlue(alue)?.nimi.fi ?? alue,
      palvelu: "Terveysasema",
      alkanut,
      paattynyt: isOpen ? undefined : at === 0 ? last : earlierOf(laterOf(alkanut, "2025-12-31"), last),
    };
  });
  return [...terveysasemat, ...toMuut(henkilo, terveysasemat[0])];
}

/** What else a person is a customer of, beside the present region's health station. */
function toMuut(henkilo: Henkilo, nykyinen: Asiakkuus | undefined): readonly Asiakkuus[] {
  if (nykyinen === undefined || nykyinen.paattynyt !== undefined) return [];
  const isInHus = uusimaa.has(nykyinen.alue) && (henkilo.persona !== undefined || henkilo.index % 4 === 0);
  const isFamily = lapsiperheet.has(henkilo.persona ?? "");
  return [
    ...(isInHus ? [{ ...nykyinen, ...hus, tunnus: `${nykyinen.tunnus}-2` }] : []),
    ...(isFamily ? [{ ...nykyinen, palvelu: "Lapsiperheiden sosiaalipalvelut", tunnus: `${nykyinen.tunnus}-3` }] : []),
  ];
}

function earlierOf(one: string, other: string): string {
  return one < other ? one : other;
}

function laterOf(one: string, other: string): string {
  return one > other ? one : other;
}
