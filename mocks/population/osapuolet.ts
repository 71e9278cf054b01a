import type { Osapuoli } from "./tahto.ts";

/** Insurers; invented, as are their business ids. */
const yhtiot = [
  { id: "vakuutusyhtio-a", nimi: "Vakuutusyhtiö Esimerkki Oy", ytunnus: "9990011-1" },
  { id: "vakuutusyhtio-c", nimi: "Mallivakuutus Oyj", ytunnus: "9990013-3" },
] as const;

/** Identifiers of the insurers. */
export const vakuutusyhtiot: readonly string[] = yhtiot.map(({ id }) => id);

const muut: readonly Osapuoli[] = [
  { id: "asiakas-graph", nimi: "Asiakas graph" },
  { id: "oma-nakyma", nimi: "Omat tiedot" },
  { id: "liikuntapalvelu-b", nimi: "Liikuntapalvelu Testi Oy" },
];

/** A party that consents name, by its identifier; `ytunnus` for insurers only. Undefined for an unknown one. */
export function findOsapuoli(id: string): (Osapuoli & { readonly ytunnus?: string }) | undefined {
  return [...yhtiot, ...muut].find((one) => one.id === id);
}
