import { toKoodi } from "../../gateway/subgraph/index.ts";
import type { Koodi, Nimet } from "../../gateway/subgraph/index.ts";

/**
 * Names of the languages and countries that are common in Finland, so that a code has the same name whichever of
 * VTJ's interfaces was asked: SOAP gives names, JSON codes only. Code, Finnish, Swedish, English. A code that is not
 * here keeps the name that the register gave, if any.
 */
const kielet = toNames(`
  fi suomi,finska,Finnish · sv ruotsi,svenska,Swedish · en englanti,engelska,English · se pohjoissaame,nordsamiska,Northern Sami
  ru venäjä,ryska,Russian · et viro,estniska,Estonian · ar arabia,arabiska,Arabic · so somali,somaliska,Somali
  uk ukraina,ukrainska,Ukrainian · fa persia,persiska,Persian · ku kurdi,kurdiska,Kurdish · zh kiina,kinesiska,Chinese
  sq albania,albanska,Albanian · vi vietnam,vietnamesiska,Vietnamese · th thai,thailändska,Thai · tr turkki,turkiska,Turkish
  es espanja,spanska,Spanish · de saksa,tyska,German · pl puola,polska,Polish · fr ranska,franska,French
  ro romania,rumänska,Romanian · hu unkari,ungerska,Hungarian · bn bengali,bengali,Bengali · ne nepali,nepali,Nepali
  hi hindi,hindi,Hindi · ur urdu,urdu,Urdu · it italia,italienska,Italian · pt portugali,portugisiska,Portuguese
  tl tagalog,tagalog,Tagalog · am amhara,amhariska,Amharic · sw swahili,swahili,Swahili · he heprea,hebreiska,Hebrew
  lv latvia,lettiska,Latvian · lt liettua,litauiska,Lithuanian · bg bulgaria,bulgariska,Bulgarian · ja japani,japanska,Japanese
`);

const valtiot = toNames(`
  246 Suomi,Finland,Finland · 752 Ruotsi,Sverige,Sweden · 578 Norja,Norge,Norway · 208 Tanska,Danmark,Denmark
  352 Islanti,Island,Iceland · 233 Viro,Estland,Estonia · 428 Latvia,Lettland,Latvia · 440 Liettua,Litauen,Lithuania
  643 Venäjä,Ryssland,Russia · 804 Ukraina,Ukraina,Ukraine · 276 Saksa,Tyskland,Germany · 826 Britannia,Storbritannien,United Kingdom
  250 Ranska,Frankrike,France · 724 Espanja,Spanien,Spain · 620 Portugali,Portugal,Portugal · 380 Italia,Italien,Italy
  528 Alankomaat,Nederländerna,Netherlands · 616 Puola,Polen,Poland · 642 Romania,Rumänien,Romania · 792 Turkki,Turkiet,Türkiye
  706 Somalia,Somalia,Somalia · 368 Irak,Irak,Iraq · 364 Iran,Iran,Iran · 760 Syyria,Syrien,Syria · 004 Afganistan,Afghanistan,Afghanistan
  356 Intia,Indien,India · 156 Kiina,Kina,China · 704 Vietnam,Vietnam,Viet Nam · 764 Thaimaa,Thailand,Thailand
  608 Filippiinit,Filippinerna,Philippines · 050 Bangladesh,Bangladesh,Bangladesh · 524 Nepal,Nepal,Nepal
  144 Sri Lanka,Sri Lanka,Sri Lanka · 566 Nigeria,Nigeria,Nigeria · 729 Sudan,Sudan,Sudan · 231 Etiopia,Etiopien,Ethiopia
  840 Yhdysvallat,Förenta staterna,United States · 124 Kanada,Kanada,Canada · 036 Australia,Australien,Australia
`);

/** Codes that VTJ uses in an older form than the standard has. Source: clients seen (registry sheet A4). */
const vanhat: Readonly<Record<string, string>> = { "736": "729", "230": "231", iw: "he" };

/** Finland in ISO 3166-1. */
export const suomi = "246";

/** A language as `Koodi`: ISO 639-1, or 98 with the register's own name; 99 (unknown) is null. */
export function toKielikoodi(koodi: string, nimet?: Nimet): Koodi | null {
  const arvo = vanhat[koodi] ?? koodi;
  return arvo === "99" ? null : toKoodi("ISO 639-1", arvo, kielet.get(arvo) ?? nimet);
}

/** A country as `Koodi`: ISO 3166-1 numeric, three digits. */
export function toValtiokoodi(koodi: string, nimet?: Nimet): Koodi {
  const arvo = vanhat[koodi] ?? koodi;
  return toKoodi("ISO 3166-1", arvo, valtiot.get(arvo) ?? nimet);
}

function toNames(table: string): ReadonlyMap<string, Nimet> {
  const rows = table.trim().split(/\s*(?:·|\n)\s*/);
  return new Map(
    rows.map((row): [string, Nimet] => {
      const blank = row.indexOf(" ");
      const [fi, sv, en] = row.slice(blank + 1).split(",");
      return [row.slice(0, blank), { fi, sv, en }];
    }),
  );
}
