import { kunnat } from "../population/index.ts";

/** A code of a code system, with its names by language. */
export interface KoodiRecord {
  readonly arvo: string;
  /** `FROZEN` is none of the code server's: a fault shows it. */
  readonly tila: "ACTIVE" | "PROPOSAL" | "DELETED" | "FROZEN";
  readonly nimi: { readonly fi?: string; readonly sv?: string; readonly en?: string };
}

/** Some of the ICF's codes by their real names, as far as recalled; d330 lacks its Swedish one here. */
const nimetyt: readonly (readonly [string, string, string | undefined, string])[] = [
  ["b134", "Unitoiminnot", "Sömnfunktioner", "Sleep functions"],
  ["b152", "Tunne-elämän toiminnot", "Emotionella funktioner", "Emotional functions"],
  ["b280", "Kipuaistimus", "Smärtförnimmelse", "Sensation of pain"],
  ["b710", "Nivelten liikkuvuus", "Funktioner för ledrörlighet", "Mobility of joint functions"],
  ["d110", "Katseleminen", "Att se", "Watching"],
  ["d160", "Tarkkaavuuden kohdentaminen", "Att fokusera uppmärksamhet", "Focusing attention"],
  ["d175", "Ongelmien ratkaiseminen", "Att lösa problem", "Solving problems"],
  ["d240", "Stressin sietäminen", "Att hantera stress", "Handling stress and other psychological demands"],
  ["d330", "Puhuminen", undefined, "Speaking"],
  ["d410", "Asennon vaihtaminen", "Att ändra kroppsställning", "Changing basic body position"],
  ["d450", "Käveleminen", "Att gå", "Walking"],
  ["d510", "Peseytyminen", "Att tvätta sig", "Washing oneself"],
  ["d540", "Pukeutuminen", "Att klä sig", "Dressing"],
  ["d550", "Ruokaileminen", "Att äta", "Eating"],
  ["d630", "Aterioiden valmistaminen", "Att bereda måltider", "Preparing meals"],
  [
    "d720",
    "Monimuotoinen vuorovaikutus",
    "Sammansatta mellanmänskliga interaktioner",
    "Complex interpersonal interactions",
  ],
  ["d820", "Kouluopetus", "Skolutbildning", "School education"],
];

/** The rest of each chapter, without names of their own: so many that the list has two pages. */
const luvut: readonly (readonly [string, number, number])[] = [
  ["b", 110, 330],
  ["d", 110, 410],
  ["e", 110, 210],
];

function toIcf(): readonly KoodiRecord[] {
  const named = new Map(
    nimetyt.map(([arvo, fi, sv, en]): [string, KoodiRecord] => [
      arvo,
      { arvo, tila: "ACTIVE", nimi: { fi, en, ...(sv === undefined ? {} : { sv }) } },
    ]),
  );
  for (const [luku, alku, loppu] of luvut) {
    for (let numero = alku; numero < loppu; numero += 1) {
      const arvo = `${luku}${numero}`;
      if (!named.has(arvo)) named.set(arvo, { arvo, tila: "ACTIVE", nimi: { fi: `Esimerkki ${arvo}` } });
    }
  }
  // A code that has been taken out of use keeps its name; one that is only proposed has none yet.
  named.set("d999", { arvo: "d999", tila: "DELETED", nimi: { fi: "Poistettu esimerkki", sv: "Borttaget exempel" } });
  named.set("d998", { arvo: "d998", tila: "PROPOSAL", nimi: {} });
  return [...named.values()].toSorted((one, other) => (one.arvo < other.arvo ? -1 : 1));
}

/** The code systems that the mock holds, by OID: the ICF and the municipalities of the population. */
export const koodistot: ReadonlyMap<string, readonly KoodiRecord[]> = new Map([
  ["1.2.246.537.6.48", toIcf()],
  ["1.2.246.537.6.21", kunnat.map(({ koodi, nimi }): KoodiRecord => ({ arvo: koodi, tila: "ACTIVE", nimi }))],
]);
