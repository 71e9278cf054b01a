import type { Henkilo, Opinto, Population } from "../population/index.ts";

/** What a record's opiskeluoikeus holds, in the words of the population; the wire adds Koski's own. */
export interface OpiskeluoikeusRecord {
  readonly opinto: Opinto;
  /** Position among the person's studies, for oids. */
  readonly numero: number;
  /** Support decisions and the like, which Koski holds and nobody here may see. */
  readonly tukipaatos: boolean;
}

/** One learner. */
export interface OppijaRecord {
  readonly henkilo: Henkilo;
  readonly opiskeluoikeudet: readonly OpiskeluoikeusRecord[];
}

/** Types of opiskeluoikeus that an answer may hold. */
export type Tyypit = ReadonlySet<Opinto["tyyppi"]>;

/**
 * From when each register holds what has ended: Koski 2018, the matriculation register 1990, Virta 1995
 * (recalled). What is going on is always held.
 */
const heldFrom = {
  perusopetus: "2018-01-01",
  lukiokoulutus: "2018-01-01",
  ammatillinenkoulutus: "2018-01-01",
  ylioppilastutkinto: "1990-01-01",
  korkeakoulutus: "1995-01-01",
} as const satisfies Record<Opinto["tyyppi"], string>;

/** Everything that Koski, the matriculation register and Virta hold of a person. */
export function toOppija(population: Population, henkilo: Henkilo): OppijaRecord {
  const held = population.opinnot(henkilo).filter(({ tyyppi, paattynyt }) => (paattynyt ?? "9999") >= heldFrom[tyyppi]);
  const opiskeluoikeudet = held.map((opinto, numero) => ({
    opinto,
    numero,
    // Invented: every third pupil in basic education has a support decision.
    tukipaatos: opinto.tyyppi === "perusopetus" && henkilo.index % 3 === 0,
  }));
  return { henkilo, opiskeluoikeudet };
}

/** The part of a learner's record that an authority's own path gives. */
export function selectTyypit(oppija: OppijaRecord, tyypit: Tyypit): OppijaRecord {
  return { ...oppija, opiskeluoikeudet: oppija.opiskeluoikeudet.filter(({ opinto }) => tyypit.has(opinto.tyyppi)) };
}
