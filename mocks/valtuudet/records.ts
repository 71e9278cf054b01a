import { isVoimassa } from "../population/index.ts";
import type { Henkilo, Population, Valtuusasia } from "../population/index.ts";

/** URIs of themes: the first is the real one, the second our own guess at its sister. */
export const teemat: Readonly<Record<Valtuusasia, string>> = {
  TERVEYDENHUOLTO: "http://valtuusrekisteri.suomi.fi/terveydenhuollon_asioiden_hoito",
  SOSIAALIHUOLTO: "http://valtuusrekisteri.suomi.fi/sosiaalihuollon_asioiden_hoito",
};

/** Who may act for whom, as the service's rules read it from its back registers on a day. */
export interface Saannosto {
  /** Roles of one for the other: `ALL` of a minor's guardian, URIs of an adult's themes; none: no right. */
  toRoolit(delegate: string, principal: string): readonly string[];
  /** Those for whom a person may act: what the selection page offers. */
  toValittavat(delegate: string): readonly Henkilo[];
  find(hetu: string): Henkilo | undefined;
}

/** Rules over the population. `paiva`: today, `YYYY-MM-DD`. */
export function createSaannosto(population: Population, paiva: () => string): Saannosto {
  const find = (hetu: string): Henkilo | undefined => {
    const found = population.etsi(hetu);
    return found?.hetu === hetu ? found : undefined;
  };
  const toRoolit = (delegate: string, principal: string): readonly string[] => {
    const [asioija, paamies] = [find(delegate), find(principal)];
    if (asioija === undefined || paamies === undefined || isDead(asioija) || isDead(paamies)) return [];
    if (isMinor(paamies, paiva())) return isAllowedGuardian(asioija, paamies) ? ["ALL"] : [];
    const asiat = population
      .valtuutukset(paamies, paiva())
      .filter((each) => each.valtuutettu === asioija.index && isVoimassa(each, paiva()))
      .flatMap((each) => each.asiat);
    return [...new Set(asiat)].map((asia) => teemat[asia]);
  };
  return {
    find,
    toRoolit,
    toValittavat(delegate) {
      const asioija = find(delegate);
      if (asioija === undefined) return [];
      const children = asioija.huollettavat.map(({ index }) => index);
      return [...new Set([...children, ...population.valtuuttajat(asioija, paiva())])]
        .map((index) => population.henkilo(index))
        .filter(({ hetu }) => hetu !== undefined && toRoolit(delegate, hetu).length > 0);
    },
  };
}

/** The rule engine refuses a child under turvakielto, and a guardian whose rights a court has limited. */
function isAllowedGuardian(asioija: Henkilo, lapsi: Henkilo): boolean {
  if (lapsi.turvakielto !== undefined) return false;
  const huolto = lapsi.huoltajat.find(({ index }) => index === asioija.index);
  if (huolto === undefined) return false;
  return huolto.oikeudet?.every(({ koodi, tieto }) => koodi !== "P300" || tieto === 1) ?? huolto.jaettu !== true;
}

function isDead({ kuolinpaiva }: Henkilo): boolean {
  return kuolinpaiva !== undefined;
}

function isMinor({ syntymapaiva }: Henkilo, paiva: string): boolean {
  return paiva < `${Number(syntymapaiva.slice(0, 4)) + 18}${syntymapaiva.slice(4)}`;
}
