import { findOsapuoli } from "../population/index.ts";
import type { Henkilo, Population, Suostumus, Vakuutus } from "../population/index.ts";

/** A consent as the operator holds it now; a new version with each change of its state. */
export interface ConsentRecord extends Suostumus {
  readonly versio: number;
  /** Whose it is; undefined identity codes have no consents. */
  readonly hetu: string;
}

/** Changes that the customer can make to a consent at the operator. */
export type NewState = "ACTIVE" | "PAUSED" | "WITHDRAWN";

/** What the operator remembers: consents given by the population, and changes since the start. */
export interface ConsentBook {
  /** Consents of a person, whatever their state. Empty for one whom the operator does not know. */
  of(hetu: string): readonly ConsentRecord[];
  find(tunnus: string): ConsentRecord | undefined;
  /** The subject under which a person was last asked about for a receiver: what receipts and data are told by. */
  nameSubject(hetu: string, vastaanottaja: string, subject: string): void;
  subjectOf(record: ConsentRecord): string | undefined;
  /** Changes a state; undefined for an unknown consent, false for one that has been withdrawn for good. */
  change(tunnus: string, tila: NewState): ConsentRecord | false | undefined;
}

/** A book over the population; changes are kept in memory, and gone with the mock. */
export function createConsentBook(population: Population, now: () => Date): ConsentBook {
  const changes = new Map<string, Pick<ConsentRecord, "tila" | "peruttu" | "versio">>();
  const subjects = new Map<string, string>();
  const toRecord = (henkilo: Henkilo, suostumus: Suostumus): readonly ConsentRecord[] => {
    if (henkilo.hetu === undefined) return [];
    return [{ ...suostumus, versio: 1, hetu: henkilo.hetu, ...changes.get(suostumus.tunnus) }];
  };
  const recordsOf = (henkilo: Henkilo): readonly ConsentRecord[] =>
    population.suostumukset(henkilo).flatMap((suostumus) => toRecord(henkilo, suostumus));
  const find = (tunnus: string): ConsentRecord | undefined => {
    const index = Number(/^MD-(\d{6,7})-\d+$/.exec(tunnus)?.[1] ?? Number.NaN);
    if (!(index < population.size)) return undefined;
    return recordsOf(population.henkilo(index)).find((record) => record.tunnus === tunnus);
  };
  return {
    of(hetu) {
      const henkilo = population.etsi(hetu);
      return henkilo?.hetu === hetu ? recordsOf(henkilo) : [];
    },
    find,
    nameSubject: (hetu, vastaanottaja, subject) => void subjects.set(`${hetu} ${vastaanottaja}`, subject),
    subjectOf: ({ hetu, vastaanottaja }) => subjects.get(`${hetu} ${vastaanottaja.id}`),
    change(tunnus, tila) {
      const record = find(tunnus);
      if (record === undefined) return undefined;
      if (record.tila === "WITHDRAWN" || record.tila === "EXPIRED") return false;
      const peruttu = tila === "WITHDRAWN" ? now().toISOString() : undefined;
      changes.set(tunnus, { tila, peruttu, versio: record.versio + 1 });
      return find(tunnus);
    },
  };
}

/** An insurance with its insurer spelled out. */
export interface VakuutusRecord extends Vakuutus {
  readonly yhtionNimi: string;
  readonly ytunnus: string;
}

/** What the source of a consent holds of its person. */
export function toVakuutukset(population: Population, { hetu, lahde }: ConsentRecord): readonly VakuutusRecord[] {
  const henkilo = population.etsi(hetu);
  if (henkilo === undefined) return [];
  return population.vakuutukset(henkilo).flatMap((vakuutus) => {
    const yhtio = findOsapuoli(vakuutus.yhtio);
    if (vakuutus.yhtio !== lahde.id || yhtio?.ytunnus === undefined) return [];
    return [{ ...vakuutus, yhtionNimi: yhtio.nimi, ytunnus: yhtio.ytunnus }];
  });
}
