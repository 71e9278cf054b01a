import type { Actor } from "../actor/index.ts";
import type { GraphError } from "../errors.ts";
import type { Rivi, Tosiasiat } from "../policy/index.ts";
import { alueet } from "../subgraph/index.ts";
import { isObject } from "../is-object.ts";
import { placesOf } from "./at-pattern.ts";
import { createJudgeBy } from "./judge.ts";
import type { Judging, Suostumusviite, Verdict } from "./judge.ts";
import { gateKeys } from "./narrow.ts";
import type { RowList } from "./narrow.ts";
import { applyDenials, toDenialError } from "./place-answer.ts";
import type { Entity } from "./place-answer.ts";
import { branchOf, noRelease, toRowRelease } from "./releases.ts";
import type { Luovutus, RowPlace, RowRelease } from "./releases.ts";

/** What judging rows needs to know of the one who asks. */
export interface RowJudge extends Judging {
  readonly actor: Actor;
}

/** What the register of release permissions has told of the rows' person. */
export interface ReleaseKnowledge {
  /** Undefined: it was not asked, or did not tell. */
  readonly luovutus: Luovutus | undefined;
  /** Its name, for a failure's error; undefined where none has joined. */
  readonly lahde: string | undefined;
  /** Takes a permission on which a row is given. */
  readonly onGiven: (viite: Suostumusviite) => void;
  /** Hears that a row says of its person what keeps the place from the asker. */
  readonly onPlaceMark: () => void;
}

interface RowKit extends RowJudge, ReleaseKnowledge {
  readonly list: RowList;
}

type Path = readonly (string | number)[];

/** Does the verdict on some row of an answer turn on release permissions and denials: only then are they asked. */
export function turnsOnRelease(root: Entity, rows: readonly RowList[], kit: RowJudge): boolean {
  return rows.some((list) => rowsOf(root, list).some(({ value }) => isRowTurning(readRow(value, list, kit))));
}

/**
 * Judges each row of an answer by the marks it carries: a row that may not leave is null, with an error
 * at its index, and so is what tells a place in a row that is marked to protect it. The gate's own keys are taken
 * away. A row whose marks did not come is kept back.
 */
export function judgeRows(
  root: Entity,
  rows: readonly RowList[],
  kit: RowJudge & ReleaseKnowledge,
): readonly GraphError[] {
  // The outer rows first: what stands in a row that is kept back is not judged, nor told of.
  const outerFirst = rows.toSorted((one, other) => one.at.length - other.at.length);
  return outerFirst.flatMap((list) => rowsOf(root, list).flatMap((row) => judgeRow(row, { ...kit, list })));
}

/** A row in its place in an answer. */
interface PlacedRow {
  readonly value: Entity;
  readonly path: Path;
  /** Writes null in the row's place. */
  readonly keepBack: () => void;
}

/** The rows of a list, or the one of a field that is one object. */
function rowsOf(root: Entity, { at }: RowList): readonly PlacedRow[] {
  return placesOf(root, at).flatMap(({ holder, key, path }) => {
    const value = holder[key];
    if (isObject(value)) return [{ value, path, keepBack: () => void (holder[key] = null) }];
    if (!Array.isArray(value)) return [];
    const items: unknown[] = value;
    return items.flatMap((item, index) =>
      isObject(item) ? [{ value: item, path: [...path, index], keepBack: () => void (items[index] = null) }] : [],
    );
  });
}

/** The first reason to keep a row back, and the item it is of. */
interface Kept {
  readonly verdict: Verdict;
  readonly tieto: number | undefined;
}

type Paikka = Tosiasiat["paikka"];

/** A row judged by one of its fields, on what is known of release, as one that tells its place or not. */
interface FieldOfRow {
  readonly tieto: number | undefined;
  readonly judge: (release: RowRelease, paikka: Paikka) => Verdict | undefined;
}

/** A row as it is judged: by every field that stands for it. */
interface ReadRow {
  readonly place: RowPlace;
  readonly paikka: Paikka;
  readonly fields: readonly FieldOfRow[];
  /** Does it say itself that its person's place is protected. */
  readonly isPlaceMarked: boolean;
}

function judgeRow({ value, path, keepBack }: PlacedRow, kit: RowKit): readonly GraphError[] {
  const { list, luovutus, stance, onGiven, onPlaceMark } = kit;
  const row = readRow(value, list, kit);
  for (const key of rowKeys) delete value[key];
  const { kysyja, turvakieltoOikeus } = stance.asema;
  if (row.isPlaceMarked && kysyja !== "S" && !turvakieltoOikeus) onPlaceMark();
  const release = toReleaseOf(row, kit);
  const kept = reasonToKeep(row, release, luovutus === undefined ? kit.lahde : undefined);
  if (kept !== undefined) {
    keepBack();
    return [toDenialError(kept.verdict, kept.tieto, path)];
  }
  // A row that is given whatever is permitted rests on no permission, though one may cover it.
  for (const viite of release.viitteet) if (isRowTurning(row)) onGiven(viite);
  return hidePlaces({ value, path }, { row, list, release });
}

/** Release concerns professionals only. */
function toReleaseOf({ place }: ReadRow, { luovutus, actor }: RowKit): RowRelease {
  if (actor.kind !== "ammattilainen") return noRelease;
  return luovutus === undefined ? noRelease : toRowRelease(luovutus, place, actor);
}

/** `silent` is the source that should have told of release, and did not. */
function reasonToKeep({ fields, paikka }: ReadRow, release: RowRelease, silent: string | undefined): Kept | undefined {
  if (fields.length === 0) return { verdict: { code: "FORBIDDEN" }, tieto: undefined };
  const [kept] = fields.flatMap((field): readonly Kept[] => {
    const { tieto } = field;
    const verdict = field.judge(release, paikka);
    if (verdict === undefined) return [];
    return [{ verdict: silent !== undefined && isTurning(field, paikka) ? toSilent(verdict, silent) : verdict, tieto }];
  });
  return kept;
}

/** Takes out of a given row what tells a place, where the row would not be given if it told one itself. */
function hidePlaces(
  { value, path }: Omit<PlacedRow, "keepBack">,
  { row, list, release }: { readonly row: ReadRow; readonly list: RowList; readonly release: RowRelease },
): readonly GraphError[] {
  if (list.places.length === 0) return [];
  const kept = reasonToKeep({ ...row, paikka: "SUORAAN" }, release, undefined);
  if (kept === undefined) return [];
  const { verdict } = kept;
  return applyDenials(
    value,
    list.places.map((place) => ({ ...place, verdict })),
    path,
  );
}

/** What could not be asked is the source's failure, not a denial. */
function toSilent({ saanto }: Verdict, lahde: string): Verdict {
  return { code: "SOURCE_UNAVAILABLE", ...(saanto === undefined ? {} : { saanto }), lahde };
}

const rowKeys = [gateKeys.marks, gateKeys.controller, gateKeys.branch] as const;
const open: RowRelease = { ...noRelease, luovutuslupa: true };
const shut: RowRelease = { ...noRelease, luovutuskielto: true };

function isRowTurning({ fields, paikka }: ReadRow): boolean {
  return fields.some((field) => isTurning(field, paikka));
}

function isTurning({ judge }: FieldOfRow, paikka: Paikka): boolean {
  return judge(open, paikka) === undefined && judge(shut, paikka) !== undefined;
}

/** A register's own mark of turvakielto (`Rivimerkki`): beside what the rules make of it, the answer tells no place. */
const placeMark = "TURVAKIELTO";

/** A row whose marks did not come is kept back, whatever is known of it. */
function readRow(row: Entity, list: RowList, { rules, stance, actor }: RowJudge): ReadRow {
  const marks = row[gateKeys.marks];
  const place = { rekisterinpitaja: textOf(row[gateKeys.controller]), rekisterilaji: textOf(row[gateKeys.branch]) };
  const rekisterinpitaja = toController(place, actor, Object.hasOwn(row, gateKeys.branch));
  const rivimerkit = isTexts(marks) ? marks : undefined;
  const judged = list.fields.map((field): FieldOfRow => {
    const { tieto } = field;
    if (rivimerkit === undefined) return { tieto, judge: () => ({ code: "FORBIDDEN" }) };
    const judgeBy = createJudgeBy(field, { stance, rules });
    return {
      tieto,
      judge({ luovutuslupa, luovutuskielto, informoitu }, paikka) {
        const asked: Rivi = { rivimerkit, rekisterinpitaja, luovutuslupa, luovutuskielto, informoitu };
        return judgeBy((facts) => rules.policy.judgeRow({ ...facts, paikka }, asked));
      },
    };
  });
  const isPlaceMarked = rivimerkit?.includes(placeMark) === true;
  return { place, paikka: list.paikka ?? "EI", fields: judged, isPlaceMarked };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each: unknown) => typeof each === "string");
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/**
 * Whose register a row is in, seen from the asker. `tellsBranch`: rows of this kind tell the branch of their register:
 * one that should and does not is taken for the other branch's, and only health care's are of the circle.
 */
function toController(row: RowPlace, actor: Actor, tellsBranch: boolean): Rivi["rekisterinpitaja"] {
  if (actor.kind !== "ammattilainen") return "OMA";
  const { rekisterinpitaja, rekisterilaji } = row;
  if (rekisterinpitaja === actor.alue) {
    const own = branchOf(actor);
    const isOwnBranch = !tellsBranch || own === undefined || rekisterilaji === own;
    return isOwnBranch ? "OMA" : "OMAN_TOINEN_REKISTERI";
  }
  const isHealth = !tellsBranch || rekisterilaji === "TERVEYDENHUOLTO";
  return isHealth && uudenmaanPiiri.has(rekisterinpitaja) && uudenmaanPiiri.has(actor.alue) ? "UUSIMAAN_PIIRI" : "MUU";
}

/** Uusimaa is one circle for public health care (703/2023 54 § as amended). */
const uudenmaanPiiri: ReadonlySet<string | undefined> = new Set(
  alueet.kaikki.filter((alue) => alue.uudenmaanPiiri).map(({ koodi }) => koodi),
);
