import type { RegionValue } from "../../gateway/subgraph/index.ts";
import { luokat } from "./herateet.ts";
import type { AlueenHerateet, KaytonLuokka } from "./herateet.ts";

/** A class of use that is searched for, by the own region's triggers on a day. */
export interface Luokkaehto {
  readonly luokka: KaytonLuokka;
  readonly herateet: AlueenHerateet;
  /** `YYYY-MM-DD`. */
  readonly tanaan: string;
}

type Ehto = AlueenHerateet["herateet"][number]["ehdot"][number];

/** What each counter counts of the customer `a`, and the day of each that it counts; the same as the counts of item 14. */
const laskurit: Readonly<Record<Ehto["laskuri"], readonly [counted: string, day: string]>> = {
  KAYNNIT: ["count(*) from kaynti k where k.asiakas_id = a.asiakas_id", "k.paiva"],
  PAIVYSTYSKAYNNIT: ["count(*) from kaynti k where k.asiakas_id = a.asiakas_id and k.laji = 'paivystys'", "k.paiva"],
  PALVELUT: ["count(distinct k.palvelu) from kaynti k where k.asiakas_id = a.asiakas_id", "k.paiva"],
  SETELIN_KAYTOT: [
    "count(*) from setelin_kaytto u join asiakasseteli s using (numero) where s.asiakas_id = a.asiakas_id",
    "u.paiva",
  ],
  MAKSUT: ["count(*) from asiakasmaksu m where m.asiakas_id = a.asiakas_id", "m.paiva"],
  MAKSUT_EUROA: ["coalesce(floor(sum(m.summa)), 0) from asiakasmaksu m where m.asiakas_id = a.asiakas_id", "m.paiva"],
};

/**
 * The condition that the customer `a` is of a class: a trigger of it hits, and none of a wider one; of the narrowest,
 * that none hits at all. `add` takes a value and gives its place in the text.
 */
export function toLuokkaEhto(
  { luokka, herateet: { herateet }, tanaan }: Luokkaehto,
  add: (value: RegionValue) => string,
): string {
  const paiva = `${add(tanaan)}::date`;
  const toHit = (ehdot: readonly Ehto[]): string => {
    const met = ehdot.map(({ laskuri, ikkunaPaivia, vahintaan }) => {
      const [counted, day] = laskurit[laskuri];
      const window = `${day} > ${paiva} - ${add(ikkunaPaivia)}::int and ${day} <= ${paiva}`;
      return `(select ${counted} and ${window}) >= ${add(vahintaan)}::int`;
    });
    return `(${met.join(" and ")})`;
  };
  const own = herateet.filter((each) => each.luokka === luokka).map(({ ehdot }) => toHit(ehdot));
  const wider = herateet
    .filter((each) => luokat.indexOf(each.luokka) > luokat.indexOf(luokka))
    .map(({ ehdot }) => `not ${toHit(ehdot)}`);
  const isOwn = luokka === "VAHAINEN" ? "true" : `(${own.join(" or ") || "false"})`;
  return [isOwn, ...wider].join(" and ");
}
