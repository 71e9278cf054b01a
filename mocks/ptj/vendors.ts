/** A kind of system: two vendors whose habits differ as far as R4 allows. */
export type Toimittaja = "A" | "B";

/** What a system does its own way. */
export interface Tavat {
  readonly nimi: string;
  /** Several searches in one `batch` Bundle at the base. */
  readonly batch: boolean;
  /** References carry an identifier and no logical id. */
  readonly viitteetTunnisteella: boolean;
  /** Qualifiers as `valueInteger`, not as a coded value. */
  readonly asteLukuna: boolean;
  /** Marks of a minor's record on a Provenance beside it (`_revinclude`), not in `meta.security`. */
  readonly merkitProvenancessa: boolean;
  /** An OperationOutcome of information among the entries of each searchset. */
  readonly ilmoitusVastauksissa: boolean;
  /** Narrative in each resource. */
  readonly kertomus: boolean;
  /** Entries of a page at most, whatever `_count` asks. */
  readonly sivunKoko: number;
  /** Scopes of SMART v2 (`.rs`), or of v1 (`.read`). */
  readonly luvat: "v1" | "v2";
}

/** The two. A follows Apotti's published statement; B is invented after what other statements say. */
export const tavat: Readonly<Record<Toimittaja, Tavat>> = {
  A: {
    nimi: "Toimittaja A",
    batch: false,
    viitteetTunnisteella: false,
    asteLukuna: false,
    merkitProvenancessa: false,
    ilmoitusVastauksissa: false,
    kertomus: false,
    sivunKoko: 100,
    luvat: "v2",
  },
  B: {
    nimi: "Toimittaja B",
    batch: true,
    viitteetTunnisteella: true,
    asteLukuna: true,
    merkitProvenancessa: true,
    ilmoitusVastauksissa: true,
    kertomus: true,
    sivunKoko: 2,
    luvat: "v1",
  },
};

/** Types a search may be made of, each with its parameters, as Apotti's statement has them but for `_count` and `_id`. */
export const hakuehdot: Readonly<Record<string, readonly string[]>> = {
  Patient: ["identifier"],
  Observation: ["code", "patient", "subject"],
  Encounter: ["date", "identifier", "patient", "subject"],
  Communication: ["category", "encounter", "patient"],
  CarePlan: ["category", "patient", "status", "subject"],
  Goal: ["lifecycle-status", "patient", "subject"],
  EpisodeOfCare: ["patient", "status", "type"],
};
