import type { Actor } from "../actor/index.ts";

/** Kinds of event that the gateway tells the log: `RivinLaji`. */
export const rivinLajit = [
  /** An answer that holds data of one person. */
  "KATSELU",
  /** A whole request refused, or a query of which nothing was given. */
  "EVATTY",
  /** A token that did not verify. */
  "KIRJAUTUMINEN_EVATTY",
  /** A search, or a list of a whole register; `osumia` tells how many persons or rows left. */
  "HAKU",
  /** A customer's own change in a register was begun; with `koodi`, that it failed or its outcome is not known. */
  "MUUTOS",
  /** Emergency access taken into use for one person. */
  "HATAKAYTTO",
  /** Statistics asked for. */
  "TILASTO",
  /** The schema downloaded. */
  "SKEEMA",
  /** An earlier row of the same `pyynto` was written, but its answer did not leave. */
  "EI_LUOVUTETTU",
] as const;

/** What a row tells of. */
type RivinLaji = (typeof rivinLajit)[number];

/** Grounds as they stand in stored rows: `Suhdeperuste`. The policy has its own list, which must fit into this one. */
export const suhdeperusteet = [
  "OMA",
  "HUOLTAJA",
  "VALTUUTUS",
  "AVOIN_ASIAKKUUS",
  "ILMOITETTU_PERUSTE",
  "HATAKAYTTO",
  "OMA_ALUE",
  "SUOSTUMUS",
  "EI",
] as const;

/** On what the asker's right to one person rests. */
type Suhdeperuste = (typeof suhdeperusteet)[number];

/** What was kept back of one person, and by which rule. */
export interface Evays {
  readonly tieto: number | undefined;
  readonly koodi: string;
  readonly saanto: string | undefined;
}

/** A source that was asked. */
export interface Lahdemerkinta {
  readonly lahde: string;
  readonly solmu: string | null;
  readonly tila: string;
  /** When it was fetched, RFC 3339; null when nothing came. */
  readonly haettu: string | null;
}

/**
 * One event as the gateway tells it to the log. Never a value of a field, an identity code, or a word
 * that was searched for. Pseudonyms, number, time of writing and hashes are added by the log.
 */
export interface Tapahtuma {
  readonly laji: RivinLaji;
  /** Correlation id of the request. */
  readonly pyynto: string;
  readonly toimija: Actor;
  readonly operaatio: { readonly nimi: string | undefined; readonly tiiviste: string } | undefined;
  /** The person, by the opaque id of the graph; undefined where the row is of nobody. */
  readonly asiakasId: string | undefined;
  readonly suhde: Suhdeperuste | undefined;
  /** Numbers of the items released, rising. */
  readonly tiedot: readonly number[];
  /** Schema coordinates released, `Type.field`, sorted. */
  readonly kentat: readonly string[];
  readonly evatyt: readonly Evays[];
  readonly lahteet: readonly Lahdemerkinta[];
  /** Name of the engine that ran the operation. */
  readonly moottori: string | undefined;
  /** Consents in force on which something was given, by the names of the register of consents. */
  readonly suostumukset?: readonly { readonly suostumusId: string; readonly versio: number }[];
  /** A place was shown in spite of turvakielto, by a right that the law gives. */
  readonly turvakieltoOhitettu?: boolean;
  /** Why emergency access was taken, in words, and when it ends. */
  readonly hatakaytto?: { readonly syy: string; readonly paattyy: string };
  /** How many persons or rows a search gave. */
  readonly osumia?: number;
  /** Code of a request that was refused whole. */
  readonly koodi?: string;
}
