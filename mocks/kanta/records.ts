import type { Henkilo, Population } from "../population/index.ts";
import { hetuSystem, toConsent } from "./wire.ts";
import type { Resource } from "./wire.ts";

/** Consents as the register holds them: the population's, and what has come and changed since the start. */
export interface ConsentBook {
  /** Consents of a person, whatever their state. Empty for one whom the register does not know. */
  of(hetu: string): readonly Resource[];
  find(id: string): Resource | undefined;
  /** The consent that carries an identifier, `system|value`. */
  findByIdentifier(token: string): Resource | undefined;
  /** Keeps a new consent, with id, version and time of its own. */
  create(resource: Resource): Resource;
  /** Replaces a consent by its next version. */
  replace(current: Resource, resource: Resource): Resource;
}

/** A book over the population; changes are kept in memory, and gone with the mock. */
export function createConsentBook(population: Population, now: () => Date): ConsentBook {
  const created = new Map<string, Resource>();
  const changed = new Map<string, Resource>();
  const givenOf = (henkilo: Henkilo): readonly Resource[] => {
    const { hetu } = henkilo;
    if (hetu === undefined) return [];
    return population.tahdonilmaisut(henkilo).map((tahto) => changed.get(tahto.tunnus) ?? toConsent(tahto, hetu));
  };
  const stamp = (resource: Resource, id: string, version: number): Resource => ({
    ...resource,
    id,
    meta: { ...metaOf(resource), versionId: String(version), lastUpdated: now().toISOString() },
  });
  const find = (id: string): Resource | undefined => {
    const own = created.get(id);
    if (own !== undefined) return own;
    const index = Number(/^KT-(\d{6,7})-\d+$/.exec(id)?.[1] ?? Number.NaN);
    if (!(index < population.size)) return undefined;
    return givenOf(population.henkilo(index)).find((consent) => consent["id"] === id);
  };
  return {
    of(hetu) {
      const henkilo = population.etsi(hetu);
      if (henkilo?.hetu !== hetu) return [];
      return [...givenOf(henkilo), ...[...created.values()].filter((consent) => hetuOf(consent) === hetu)];
    },
    find,
    findByIdentifier: (token) =>
      [...created.values()].find((consent) => identifiersOf(consent).some((each) => each === token)),
    create(resource) {
      const id = `KT-uusi-${created.size + 1}`;
      const made = stamp(resource, id, 1);
      created.set(id, made);
      return made;
    },
    replace(current, resource) {
      const id = String(current["id"]);
      const next = stamp(resource, id, Number(versionOf(current)) + 1);
      (created.has(id) ? created : changed).set(id, next);
      return next;
    },
  };
}

/** The version of a resource, as its `ETag` has it between quotes. */
export function versionOf(resource: Resource): string {
  return String(metaOf(resource)["versionId"]);
}

/** The identity code of a consent's person; undefined for another kind of identifier. */
export function hetuOf(resource: Resource): string | undefined {
  const identifier = toObject(toObject(resource["patient"])["identifier"]);
  return identifier["system"] === hetuSystem ? String(identifier["value"]) : undefined;
}

/** `system|code` of a consent's categories. */
export function categoriesOf(resource: Resource): readonly string[] {
  return toList(resource["category"])
    .flatMap((category) => toList(toObject(category)["coding"]))
    .map(toToken("code"));
}

function identifiersOf(resource: Resource): readonly string[] {
  return toList(resource["identifier"]).map(toToken("value"));
}

const toToken =
  (name: "code" | "value") =>
  (part: unknown): string =>
    `${String(toObject(part)["system"])}|${String(toObject(part)[name])}`;

function metaOf(resource: Resource): Readonly<Record<string, unknown>> {
  return toObject(resource["meta"]);
}

function toObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
