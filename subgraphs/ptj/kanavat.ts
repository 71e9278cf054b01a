import type { CodingWire, ConceptWire } from "./elements.ts";

/** Value of the enum `Ohjauskanava`. */
export type Kanava =
  | "VASTAANOTTO"
  | "ETAYHTEYS"
  | "KOTIKAYNTI"
  | "LAITOS"
  | "PAIVYSTYS"
  | "PUHELIN"
  | "SAHKOINEN"
  | "TEKSTIVIESTI"
  | "KIRJE"
  | "MUU";

const actSystem = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

/** Classes of an Encounter: ActEncounterCode of v3-ActCode. */
export const classes: Readonly<Record<string, Kanava>> = {
  AMB: "VASTAANOTTO",
  VR: "ETAYHTEYS",
  HH: "KOTIKAYNTI",
  IMP: "LAITOS",
  ACUTE: "LAITOS",
  NONAC: "LAITOS",
  OBSENC: "LAITOS",
  PRENC: "LAITOS",
  SS: "LAITOS",
  EMER: "PAIVYSTYS",
  FLD: "PAIVYSTYS",
};

const modeSystem = "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode";

/** Media of a Communication: v3-ParticipationMode. */
export const media: Readonly<Record<string, Kanava>> = {
  PHYSICAL: "VASTAANOTTO",
  FACE: "VASTAANOTTO",
  REMOTE: "ETAYHTEYS",
  VIDEOCONF: "ETAYHTEYS",
  PHONE: "PUHELIN",
  VERBAL: "MUU",
  DICTATE: "MUU",
  ELECTRONIC: "SAHKOINEN",
  EMAILWRIT: "SAHKOINEN",
  ONLINEWRIT: "SAHKOINEN",
  SMSWRIT: "TEKSTIVIESTI",
  WRITTEN: "KIRJE",
  MAILWRIT: "KIRJE",
  FAXWRIT: "KIRJE",
  HANDWRIT: "KIRJE",
  TYPEWRIT: "KIRJE",
};

/** Channel of a visit; null for a class of another system, undefined for one that v3-ActCode does not have. */
export function toClassKanava({ system, code = "" }: CodingWire): Kanava | null | undefined {
  if (system !== actSystem) return null;
  return Object.hasOwn(classes, code) ? classes[code] : undefined;
}

/** Channel of a message; null without a known medium, undefined for one that v3-ParticipationMode does not have. */
export function toMediumKanava(medium: readonly ConceptWire[]): Kanava | null | undefined {
  const found = medium.flatMap((each) => each.coding).find(({ system }) => system === modeSystem);
  if (found === undefined) return null;
  const { code = "" } = found;
  return Object.hasOwn(media, code) ? media[code] : undefined;
}
