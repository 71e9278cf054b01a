import { getDirectiveValues, GraphQLIncludeDirective, GraphQLSkipDirective, Kind } from "graphql";
import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from "graphql";

/** A part of a person's record that a caller can ask for. */
export type Tarve =
  | "NIMI"
  | "KUTSUMANIMI"
  | "ENTINEN_NIMI"
  | "SYNTYMA"
  | "SUKUPUOLI"
  | "KUOLEMA"
  | "AIDINKIELI"
  | "ASIOINTIKIELI"
  | "KANSALAISUUS"
  | "OSOITE"
  | "KOTIKUNTA"
  | "ASUINPAIKKA"
  | "TURVAKIELTO"
  | "AMMATTI"
  | "SIVIILISAATY"
  | "PUOLISO"
  | "HUOLTAJAT"
  | "HUOLLETTAVAT"
  | "HUOLTOMUOTO"
  | "HUOLTOJAKSO"
  | "VANHEMMAT"
  | "LAPSET";

/** What a selected field needs, by its path below `Asiakas`. A field that is not here needs nothing of its own. */
const tarpeet: Readonly<Record<string, Tarve>> = {
  "nimi.etunimet": "NIMI",
  "nimi.sukunimi": "NIMI",
  "nimi.kutsumanimi": "KUTSUMANIMI",
  "nimi.entinenSukunimi": "ENTINEN_NIMI",
  syntymaaika: "SYNTYMA",
  sukupuoli: "SUKUPUOLI",
  kuolinpaiva: "KUOLEMA",
  aidinkieli: "AIDINKIELI",
  asiointikieli: "ASIOINTIKIELI",
  kansalaisuudet: "KANSALAISUUS",
  osoitteet: "OSOITE",
  kotikunta: "KOTIKUNTA",
  alue: "KOTIKUNTA",
  asuinpaikka: "ASUINPAIKKA",
  turvakielto: "TURVAKIELTO",
  ammatti: "AMMATTI",
  "perhesuhteet.siviilisaaty": "SIVIILISAATY",
  "perhesuhteet.puoliso": "PUOLISO",
  "perhesuhteet.huoltajat": "HUOLTAJAT",
  "perhesuhteet.huoltajat.huoltomuoto": "HUOLTOMUOTO",
  "perhesuhteet.huoltajat.oikeudet": "HUOLTOMUOTO",
  "perhesuhteet.huoltajat.saaSoteTiedot": "HUOLTOMUOTO",
  "perhesuhteet.huoltajat.rooli": "HUOLTOJAKSO",
  "perhesuhteet.huoltajat.alkaen": "HUOLTOJAKSO",
  "perhesuhteet.huoltajat.paattyy": "HUOLTOJAKSO",
  "perhesuhteet.huollettavat": "HUOLLETTAVAT",
  "perhesuhteet.huollettavat.huoltomuoto": "HUOLTOMUOTO",
  "perhesuhteet.huollettavat.oikeudet": "HUOLTOMUOTO",
  "perhesuhteet.huollettavat.saaSoteTiedot": "HUOLTOMUOTO",
  "perhesuhteet.huollettavat.rooli": "HUOLTOJAKSO",
  "perhesuhteet.huollettavat.alkaen": "HUOLTOJAKSO",
  "perhesuhteet.huollettavat.paattyy": "HUOLTOJAKSO",
  "perhesuhteet.vanhemmat": "VANHEMMAT",
  "perhesuhteet.lapset": "LAPSET",
};

/**
 * The needs of one field of `Asiakas` as it was selected, fragments and conditions worked out. What a relative's own
 * record is asked for is that person's matter and is left out. A selection that needs nothing (`__typename` only)
 * still asks whether the person is there.
 */
export function toTarpeet(info: GraphQLResolveInfo): readonly Tarve[] {
  const found = new Set<Tarve>();
  info.fieldNodes.forEach((node) => collect(node, info.fieldName, { info, found }));
  return found.size === 0 ? ["SYNTYMA"] : [...found];
}

interface Collecting {
  readonly info: GraphQLResolveInfo;
  readonly found: Set<Tarve>;
}

function collect(node: FieldNode, path: string, collecting: Collecting): void {
  const tarve = Object.hasOwn(tarpeet, path) ? tarpeet[path] : undefined;
  if (tarve !== undefined) collecting.found.add(tarve);
  if (node.selectionSet !== undefined) collectSelections(node.selectionSet, path, collecting);
}

function collectSelections({ selections }: SelectionSetNode, path: string, collecting: Collecting): void {
  const { info } = collecting;
  for (const node of selections) {
    if (getDirectiveValues(GraphQLSkipDirective, node, info.variableValues)?.["if"] === true) continue;
    if (getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues)?.["if"] === false) continue;
    if (node.kind === Kind.FIELD) {
      // `henkilo` is the door to another person: paths below it match nothing above.
      collect(node, `${path}.${node.name.value}`, collecting);
      continue;
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : info.fragments[node.name.value];
    if (fragment !== undefined) collectSelections(fragment.selectionSet, path, collecting);
  }
}
