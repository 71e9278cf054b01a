import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import { textOf, toAika, toAjankohta, toPaiva } from "./elements.ts";
import type { CodingWire, ConceptWire } from "./elements.ts";
import { toClassKanava, toMediumKanava } from "./kanavat.ts";
import type { Kanava } from "./kanavat.ts";
import type { Rekisterilaji, Rivimerkki } from "./marks.ts";
import type { Luettu } from "./read-resources.ts";
import { keysOf, targetKeys } from "./references.ts";
import type { ViiteWire } from "./references.ts";
import type { CommunicationWire, EncounterWire } from "./wire-ohjaus.ts";

/** Value of the type `Ohjaustapahtuma`, but for the region and controller of its row. */
export interface Ohjaustapahtuma {
  readonly laji: "KAYNTI" | "VIESTI";
  readonly aihe: string | null;
  readonly kanava: Kanava | null;
  readonly aika: string | null;
  readonly paiva: string | null;
  readonly ajankohta: string | null;
  readonly antaja: string | null;
  readonly yksikko: string | null;
  readonly kesken: boolean;
  readonly rivimerkit: readonly Rivimerkki[];
  readonly rekisterilaji: Rekisterilaji | null;
}

/** What reading guidance needs of the node. */
export interface OhjausTapa {
  readonly base: string;
  /** Codes that mean guidance at this node, as `system|code`. */
  readonly ohjauskoodit: readonly string[];
}

/** Going on, or done; what is only planned, cancelled, made in error or not known is no guidance given. */
const shown: ReadonlySet<string> = new Set(["in-progress", "finished", "completed"]);
const lay: ReadonlySet<string> = new Set(["Patient", "RelatedPerson"]);
const guidanceCategories: readonly string[] = ["instruction", "notification"].map(
  (code) => `http://terminology.hl7.org/CodeSystem/communication-category|${code}`,
);

/**
 * Guidance of one record, newest first: visits and messages together. Of visits one within another the innermost is
 * told, and a message that belongs to a visit told here is left out. A class or medium that its code list does not
 * have makes the answer invalid.
 */
export function toOhjaukset(
  encounters: readonly Luettu<EncounterWire>[],
  communications: readonly Luettu<CommunicationWire>[],
  tapa: OhjausTapa,
): SourceResult<readonly Ohjaustapahtuma[]> {
  const visits = toVisits(encounters, tapa);
  const known = new Set(visits.flatMap(({ resource }) => keysOf("Encounter", resource)));
  const messages = communications.filter(
    ({ resource }) =>
      isMessage(resource, tapa) && !targetKeys(resource.encounter, tapa.base).some((key) => known.has(key)),
  );
  const kaynnit = visits.map(toKaynti);
  const viestit = messages.map(toViesti);
  const all = [...kaynnit, ...viestit];
  const good = all.flatMap((each) => each ?? []);
  if (good.length < all.length) return failed("invalid", "a channel that its code list does not have");
  return ok(good.sort((one, other) => compare(timeOf(other), timeOf(one))));
}

function toVisits(
  encounters: readonly Luettu<EncounterWire>[],
  { base, ohjauskoodit }: OhjausTapa,
): readonly Luettu<EncounterWire>[] {
  const guidance = encounters.filter(
    ({ resource }) => shown.has(resource.status) && hasCode(resource.type, ohjauskoodit),
  );
  const umbrellas = new Set(guidance.flatMap(({ resource }) => targetKeys(resource.partOf, base)));
  return guidance.filter(({ resource }) => !keysOf("Encounter", resource).some((key) => umbrellas.has(key)));
}

function isMessage({ status, category, sender }: CommunicationWire, { base, ohjauskoodit }: OhjausTapa): boolean {
  if (!shown.has(status) || isLay(sender, base)) return false;
  return hasCode(category, [...guidanceCategories, ...ohjauskoodit]);
}

function hasCode(values: readonly ConceptWire[], wanted: readonly string[]): boolean {
  const toText = ({ system = "", code = "" }: CodingWire): string => `${system}|${code}`;
  return values.some((value) => value.coding.some((each) => wanted.includes(toText(each))));
}

function isLay(viite: ViiteWire | undefined, base: string): boolean {
  const [type] = /^[A-Za-z]+(?=\/)/.exec((viite?.reference ?? "").replace(`${base}/`, "")) ?? [];
  return lay.has(type ?? viite?.type ?? "");
}

/** Undefined for a class that v3-ActCode does not have. */
function toKaynti({ resource, ...merkit }: Luettu<EncounterWire>): Ohjaustapahtuma | undefined {
  const kanava = toClassKanava(resource.class);
  if (kanava === undefined) return undefined;
  const individuals = resource.participant.flatMap(({ individual }) => individual ?? []);
  return {
    laji: "KAYNTI",
    aihe: firstText([...resource.reasonCode, resource.serviceType, ...resource.type]),
    kanava,
    ...toTimes(resource.period?.start),
    antaja: individuals.find((each) => !isLay(each, ""))?.display ?? null,
    yksikko: resource.serviceProvider?.display ?? null,
    kesken: resource.status === "in-progress",
    ...merkit,
  };
}

/** Undefined for a medium that v3-ParticipationMode does not have. */
function toViesti({ resource, ...merkit }: Luettu<CommunicationWire>): Ohjaustapahtuma | undefined {
  const kanava = toMediumKanava(resource.medium);
  if (kanava === undefined) return undefined;
  return {
    laji: "VIESTI",
    aihe: firstText([resource.topic, ...resource.reasonCode, ...resource.category]),
    kanava,
    ...toTimes(resource.sent ?? resource.received),
    antaja: resource.sender?.display ?? null,
    yksikko: null,
    kesken: resource.status === "in-progress",
    ...merkit,
  };
}

function toTimes(time: string | undefined): Pick<Ohjaustapahtuma, "aika" | "paiva" | "ajankohta"> {
  return { aika: toAika(time), paiva: toPaiva(time), ajankohta: toAjankohta(time) };
}

function firstText(values: readonly (ConceptWire | undefined)[]): string | null {
  return values.map(textOf).find((text) => text !== null) ?? null;
}

/** Moments are compared as such; what is less exact stands at its beginning. */
function timeOf({ aika, ajankohta }: Ohjaustapahtuma): string {
  return aika === null ? (ajankohta ?? "") : new Date(aika).toISOString();
}

/** By code unit: the same order on every machine. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
