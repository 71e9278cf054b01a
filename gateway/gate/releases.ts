import type { Ammattilainen } from "../actor/index.ts";
import type { Rivi } from "../policy/index.ts";
import { createAskPersons } from "./ask-persons.ts";
import type { AskPersons } from "./ask-persons.ts";
import { isObject } from "../is-object.ts";
import { toPersonsQuery } from "./holders.ts";
import type { HolderOf } from "./holders.ts";
import type { Suostumusviite } from "./judge.ts";

/** A permission in force to release from registers of one branch to another, or within one. */
interface Lupa extends Suostumusviite {
  readonly mista: string;
  readonly mihin: string;
  /** Organisations that may receive; undefined for every one of the branch. */
  readonly saajat: readonly string[] | undefined;
}

/** A denial in force. */
interface Kielto {
  /** Controller whose data is kept back; undefined for every one. */
  readonly rekisterinpitaja: string | undefined;
  /** Organisations from which it is kept back; undefined for all. */
  readonly saajat: readonly string[] | undefined;
}

/** What a person has said of releasing data over the borders of controllers and branches. */
export interface Luovutus {
  readonly informoitu: boolean;
  readonly luvat: readonly Lupa[];
  readonly kiellot: readonly Kielto[];
}

/** Release permissions and denials of persons. */
export type AskReleases = AskPersons<Luovutus>;

/** Asked at the time of the query, kept for one request only: one taken back counts at the next. */
export function createAskReleases(holderOf: HolderOf): AskReleases {
  return createAskPersons<Luovutus>({
    holder: holderOf("luovutus"),
    tiedot: [12],
    document: toPersonsQuery(
      "luovutus { informoitu luvat { suostumusId versio mista mihin saajat } kiellot { rekisterinpitaja saajat } }",
    ),
    read: ({ luovutus }) => readLuovutus(luovutus),
  });
}

/** Undefined unless the whole of it reads: a denial that is passed over would let out what it keeps back. */
function readLuovutus(value: unknown): Luovutus | undefined {
  if (!isObject(value)) return undefined;
  const { informoitu, luvat, kiellot } = value;
  if (typeof informoitu !== "boolean" || !Array.isArray(luvat) || !Array.isArray(kiellot)) return undefined;
  const read = kiellot.map(readKielto).filter((each) => each !== undefined);
  return read.length === kiellot.length ? { informoitu, luvat: luvat.flatMap(readLupa), kiellot: read } : undefined;
}

function readLupa(value: unknown): readonly Lupa[] {
  if (!isObject(value)) return [];
  const { suostumusId, versio, mista, mihin } = value;
  const saajat = readOids(value["saajat"]);
  if (typeof suostumusId !== "string" || typeof versio !== "number" || saajat === "invalid") return [];
  return typeof mista === "string" && typeof mihin === "string" ? [{ suostumusId, versio, mista, mihin, saajat }] : [];
}

function readKielto(value: unknown): Kielto | undefined {
  if (!isObject(value)) return undefined;
  const { rekisterinpitaja } = value;
  const saajat = readOids(value["saajat"]);
  if (saajat === "invalid") return undefined;
  if (rekisterinpitaja === null || rekisterinpitaja === undefined) return { rekisterinpitaja: undefined, saajat };
  return typeof rekisterinpitaja === "string" ? { rekisterinpitaja, saajat } : undefined;
}

function readOids(value: unknown): readonly string[] | undefined | "invalid" {
  if (value === null || value === undefined) return undefined;
  if (!Array.isArray(value)) return "invalid";
  const oids = value.filter((each: unknown) => typeof each === "string");
  return oids.length === value.length ? oids : "invalid";
}

/** A row's place among controllers and branches, as the row tells it. */
export interface RowPlace {
  /** Undefined where it is not told. */
  readonly rekisterinpitaja: string | undefined;
  /** Undefined where it is not told. */
  readonly rekisterilaji: string | undefined;
}

const branches = ["TERVEYDENHUOLTO", "SOSIAALIHUOLTO"] as const;

/** The branch of a professional; undefined for one whose task is of no single branch. */
export function branchOf({ kirjain }: Ammattilainen): string | undefined {
  if (kirjain === "H") return "TERVEYDENHUOLTO";
  return kirjain === "L" ? "SOSIAALIHUOLTO" : undefined;
}

/** What is known of release for one row: facts of the policy, and the permissions that cover it. */
export interface RowRelease extends Pick<Rivi, "luovutuslupa" | "luovutuskielto" | "informoitu"> {
  readonly viitteet: readonly Suostumusviite[];
}

/** Nothing known: no permission, and no denial either, since what is closed needs none. */
export const noRelease: RowRelease = { luovutuslupa: false, luovutuskielto: false, informoitu: false, viitteet: [] };

/**
 * A permission covers a row when it leads from the row's branch to the asker's and names the asker's organisation or
 * none. A branch that is not told, of row or asker, may be either: then both must be covered. A denial counts against a
 * row that does not tell its controller.
 */
export function toRowRelease(luovutus: Luovutus, row: RowPlace, actor: Ammattilainen): RowRelease {
  const isNamed = (saajat: readonly string[] | undefined): boolean =>
    saajat === undefined || saajat.includes(actor.organisaatio);
  const from = row.rekisterilaji === undefined ? branches : [row.rekisterilaji];
  const own = branchOf(actor);
  const to = own === undefined ? branches : [own];
  const needed = from.flatMap((mista) => to.map((mihin) => ({ mista, mihin })));
  const covering = needed.map(({ mista, mihin }) =>
    luovutus.luvat.find((lupa) => lupa.mista === mista && lupa.mihin === mihin && isNamed(lupa.saajat)),
  );
  const luovutuskielto = luovutus.kiellot.some(({ rekisterinpitaja, saajat }) => {
    const isOfRow =
      rekisterinpitaja === undefined || row.rekisterinpitaja === undefined || rekisterinpitaja === row.rekisterinpitaja;
    return isOfRow && isNamed(saajat);
  });
  const viitteet = covering.flatMap((lupa) =>
    lupa === undefined ? [] : [{ suostumusId: lupa.suostumusId, versio: lupa.versio }],
  );
  const luovutuslupa = viitteet.length === needed.length;
  return { luovutuslupa, luovutuskielto, informoitu: luovutus.informoitu, viitteet: luovutuslupa ? viitteet : [] };
}
