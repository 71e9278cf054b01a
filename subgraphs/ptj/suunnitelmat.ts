import { textOf, toPaiva } from "./elements.ts";
import type { ConceptWire } from "./elements.ts";
import type { Rekisterilaji, Rivimerkki } from "./marks.ts";
import type { Luettu } from "./read-resources.ts";
import { keysOf, targetKeys } from "./references.ts";
import type { TunnisteWire, ViiteWire } from "./references.ts";
import type { CarePlanWire, EpisodeWire, GoalWire, ToimiWire } from "./wire-suunnitelmat.ts";

/** This graph's own names where no national ones are known (assumed). */
const omat = "https://asiakasgraph.example/fhir";

/** States of a plan; undefined for one that is not shown. */
export const planStates = {
  draft: "LUONNOS",
  active: "VOIMASSA",
  "on-hold": "TAUOLLA",
  revoked: "PERUTTU",
  completed: "PAATTYNYT",
  "entered-in-error": undefined,
  unknown: "TUNTEMATON",
} as const satisfies Record<CarePlanWire["status"], string | undefined>;

/** States of a goal; undefined for one that is not shown. */
export const goalStates = {
  proposed: "EHDOTETTU",
  planned: "SUUNNITELTU",
  accepted: "HYVAKSYTTY",
  active: "KAYNNISSA",
  "on-hold": "TAUOLLA",
  completed: "PAATTYNYT",
  cancelled: "PERUTTU",
  "entered-in-error": undefined,
  rejected: "HYLATTY",
} as const satisfies Record<GoalWire["lifecycleStatus"], string | undefined>;

/** States of what is to be done; undefined for one that is not shown. */
export const activityStates = {
  "not-started": "ALOITTAMATTA",
  scheduled: "SOVITTU",
  "in-progress": "KAYNNISSA",
  "on-hold": "TAUOLLA",
  completed: "TEHTY",
  cancelled: "PERUTTU",
  stopped: "KESKEYTETTY",
  unknown: "TUNTEMATON",
  "entered-in-error": undefined,
} as const satisfies Record<ToimiWire["status"], string | undefined>;

const achievementSystem = "http://terminology.hl7.org/CodeSystem/goal-achievement";

/** Value of the type `Toteutussuunnitelma`, but for the region and controller of its row. */
export interface Toteutussuunnitelma {
  readonly nimi: string | null;
  readonly laji: "TOTEUTUSSUUNNITELMA" | "HOITOSUUNNITELMA" | null;
  readonly tila: NonNullable<(typeof planStates)[CarePlanWire["status"]]>;
  readonly alkaa: string | null;
  readonly paattyy: string | null;
  readonly asiakkuus: { readonly tunnus: string | null; readonly nimi: string | null } | null;
  readonly tavoitteet: readonly Tavoite[] | null;
  readonly toimet: readonly Toimi[];
  readonly rivimerkit: readonly Rivimerkki[];
  readonly rekisterilaji: Rekisterilaji | null;
}

/** Value of the type `SuunnitelmanTavoite`. */
interface Tavoite {
  readonly teksti: string;
  readonly tila: NonNullable<(typeof goalStates)[GoalWire["lifecycleStatus"]]>;
  readonly saavutettu: boolean | null;
  readonly maaraaika: string | null;
}

/** Value of the type `SuunnitelmanToimi`. */
interface Toimi {
  readonly teksti: string;
  readonly tila: NonNullable<(typeof activityStates)[keyof typeof activityStates]>;
}

/** What plans point to: goals and episodes; undefined where they could not be read. */
export interface Viitatut {
  readonly base: string;
  readonly goals: readonly Luettu<GoalWire>[] | undefined;
  readonly episodes: readonly Luettu<EpisodeWire>[] | undefined;
}

/**
 * Plans of one service, those in force first, then the newest. Plans of the whole (customer's, services') are another
 * field's, and proposals nobody's yet. What a plan points to adds its marks to the plan's: all is shown together.
 */
export function toSuunnitelmat(
  plans: readonly Luettu<CarePlanWire>[],
  viitatut: Viitatut,
): readonly Toteutussuunnitelma[] {
  return plans
    .flatMap((plan) => toSuunnitelma(plan, viitatut) ?? [])
    .sort((one, other) => rank(one) - rank(other) || compare(other.alkaa ?? "", one.alkaa ?? ""));
}

function toSuunnitelma(
  { resource, rivimerkit, rekisterilaji }: Luettu<CarePlanWire>,
  { base, goals, episodes }: Viitatut,
): Toteutussuunnitelma | undefined {
  const tila = planStates[resource.status];
  const laji = toLaji(resource.category);
  if (tila === undefined || laji === undefined || !isPlan(resource)) return undefined;
  const viite = resource.extension.find(({ url }) => url === `${omat}/StructureDefinition/asiakkuus`)?.valueReference;
  const tavoitteet = resource.goal.flatMap((each) => find("Goal", each, { among: goals ?? [], base }));
  const jaksot = find("EpisodeOfCare", viite, { among: episodes ?? [], base });
  const osat = [...tavoitteet, ...jaksot];
  // A part of the other branch's register makes the whole of neither: the row then needs permission from both.
  const isOfOne = osat.every((each) => each.rekisterilaji === null || each.rekisterilaji === rekisterilaji);
  return {
    nimi: resource.title ?? null,
    laji,
    tila,
    alkaa: toPaiva(resource.period?.start),
    paattyy: toPaiva(resource.period?.end),
    asiakkuus: viite === undefined ? null : toAsiakkuus(viite, jaksot[0]?.resource),
    tavoitteet: goals === undefined ? null : tavoitteet.flatMap((each) => toTavoite(each.resource)),
    toimet: resource.activity.flatMap(toToimi),
    rivimerkit: joinMarks(
      rivimerkit,
      osat.flatMap((each) => each.rivimerkit),
    ),
    rekisterilaji: isOfOne ? rekisterilaji : null,
  };
}

/** What is proposed is nobody's plan yet. */
function isPlan({ intent }: CarePlanWire): boolean {
  return intent === "plan" || intent === "order";
}

/** Null for a plan of a kind that is told in no list of ours; undefined for one of the whole, not of one service. */
function toLaji(category: readonly ConceptWire[]): Toteutussuunnitelma["laji"] | undefined {
  const system = `${omat}/CodeSystem/suunnitelman-laji`;
  const code = category.flatMap((each) => each.coding).find((each) => each.system === system)?.code;
  if (code === undefined) return null;
  return code === "TOTEUTUSSUUNNITELMA" || code === "HOITOSUUNNITELMA" ? code : undefined;
}

/** A resource that was deleted, or is not shown to us, is not found: it is left out. */
function find<T extends { readonly id: string; readonly identifier: readonly TunnisteWire[] }>(
  type: string,
  viite: ViiteWire | undefined,
  { among, base }: { readonly among: readonly Luettu<T>[]; readonly base: string },
): readonly Luettu<T>[] {
  const wanted = targetKeys(viite, base);
  return among.filter(({ resource }) => keysOf(type, resource).some((key) => wanted.includes(key))).slice(0, 1);
}

function toAsiakkuus(viite: ViiteWire, jakso: EpisodeWire | undefined): Toteutussuunnitelma["asiakkuus"] {
  return {
    tunnus: jakso?.identifier[0]?.value ?? viite.identifier?.value ?? null,
    nimi: jakso?.type.map(textOf).find((text) => text !== null) ?? viite.display ?? null,
  };
}

function toTavoite({ lifecycleStatus, achievementStatus, description, target }: GoalWire): readonly Tavoite[] {
  const tila = goalStates[lifecycleStatus];
  const teksti = textOf(description);
  if (tila === undefined || teksti === null) return [];
  const achievement = achievementStatus?.coding.find(({ system }) => system === achievementSystem)?.code;
  return [
    {
      teksti,
      tila,
      saavutettu: achievement === undefined ? null : achievement === "achieved" || achievement === "sustaining",
      maaraaika: toPaiva(target[0]?.dueDate),
    },
  ];
}

/** An activity that is only a reference to another resource has no text of its own but the reference's. */
function toToimi({ detail: own, reference: other }: CarePlanWire["activity"][number]): readonly Toimi[] {
  const tila = own === undefined ? ("TUNTEMATON" as const) : activityStates[own.status];
  const teksti = own === undefined ? (other?.display ?? null) : (own.description ?? textOf(own.code));
  return tila === undefined || teksti === null ? [] : [{ teksti, tila }];
}

/** What closes a part closes the whole; what opens a part opens no more. */
function joinMarks(own: readonly Rivimerkki[], others: readonly Rivimerkki[]): readonly Rivimerkki[] {
  const marks = new Set([...own, ...others.filter((mark) => mark !== "HUOLTAJALLE_AVOIN")]);
  if (marks.has("HUOLTAJALTA_SALATTU")) marks.delete("HUOLTAJALLE_AVOIN");
  return [...marks].sort();
}

function rank({ tila }: Toteutussuunnitelma): number {
  return tila === "VOIMASSA" ? 0 : 1;
}

/** By code unit: the same order on every machine. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
