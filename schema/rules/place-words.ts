const regions = ["alue", "maakunta"];
const organisations = [
  "organisaatio",
  "yksik",
  "tuottaj",
  "palveluntarjoaj",
  "oppilaito",
  "toimipist",
  "rekisterinpitaj",
  "lahettaj",
  "jarjestaj",
  "tyonantaj",
  "antaja",
  "perija",
  "sairaala",
  "terveysasema",
  "apteek",
  "paivakoti",
  "vastaanottokesk",
];
const places = [
  "osoit",
  "kunta",
  "kunna",
  "postinumero",
  "postitoimip",
  "paik",
  "sijain",
  "katu",
  "kaupunki",
  "koordinaat",
];
const freeTexts = [
  "teksti",
  "kuvaus",
  "selite",
  "selost",
  "lisatie",
  "huomautu",
  "perustelu",
  "otsikko",
  "aihe",
  "sisalto",
  "viesti",
];

/**
 * Parts of field and type names, in lower case, that make the rule `place-answered` ask whether the
 * field tells where the person is, and the reason it gives. Parts, not words: Finnish compounds and
 * inflections hold them (`kotikunta`, `tuottajan`). A wrong suspicion is answered by
 * `paljastaaPaikan: EI`; a missing one lets a place out, so this table is generous.
 */
const placeParts: readonly { readonly reason: string; readonly parts: readonly string[] }[] = [
  { reason: "a region", parts: regions },
  { reason: "an organisation or unit", parts: organisations },
  { reason: "a place", parts: places },
  { reason: "free text", parts: freeTexts },
];

/** What the name of a field or type seems to hold, in words; undefined when nothing that tells a place. */
export function placeReasonOf(name: string): string | undefined {
  const lower = name.toLowerCase();
  return placeParts.find(({ parts }) => parts.some((part) => lower.includes(part)))?.reason;
}
