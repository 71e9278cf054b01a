import type { Actor } from "../actor/index.ts";
import type { GraphError } from "../errors.ts";
import type { Rivi } from "../policy/index.ts";
import { isObject, placesOf } from "./at-pattern.ts";
import { toFacts, toVerdict } from "./judge.ts";
import type { Rules, Stance, Suostumusviite, Verdict } from "./judge.ts";
import { gateKeys } from "./narrow.ts";
import type { RowList } from "./narrow.ts";
import { toDenialError } from "./place-answer.ts";
import type { Entity } from "./place-answer.ts";
import { branchOf, noRelease, toRowRelease } from "./releases.ts";
import type { Luovutus, RowPlace, RowRelease } from "./releases.ts";

/** What judging rows needs to know of the one who asks. */
export interface RowJudge {
  readonly rules: Rules;
  readonly stance: Stance;
  readonly actor: Actor;
}

/** What the register of release permissions has told of the rows' person. */
export interface ReleaseKnowledge {
  /** Undefined: it was not asked, or did not tell. */
  readonly luovutus: Luovutus | undefined;
  /** Its name, for a failure's error; undefined where none has joined. */
  readonly lahde: string | undefined;
  /** Takes the permissions on which a row is given. */
  readonly onGiven: (viitteet: readonly Suostumusviite[]) => void;
}

/** Regions of Uusimaa, and HUS, which is none: one circle for public health care (703/2023 54 § as amended). */
const uusimaa: ReadonlySet<string> = new Set(["01", "02", "03", "04", "90", "HUS"]);

/** Does the verdict on some row of an answer turn on release permissions and denials: only then are they asked. */
export function turnsOnRelease(root: Entity, rows: readonly RowList[], kit: RowJudge): boolean {
  return rows.some((list) =>
    placesOf(root, list.at).some(({ holder, key }) => {
      const value = holder[key];
      const items: readonly unknown[] = Array.isArray(value) ? value : [value];
      return items.some((item) => {
        const row = readRow(item, list, kit);
        return row !== undefined && row !== "unmarked" && isTurning(row);
      });
    }),
  );
}

/**
 * Judges each row of an answer by the marks it carries: a row that may not leave is null, with an error
 * at its index. The gate's own keys are taken away. A row whose marks did not come is kept back.
 */
export function judgeRows(
  root: Entity,
  rows: readonly RowList[],
  kit: RowJudge & ReleaseKnowledge,
): readonly GraphError[] {
  return rows.flatMap((list) =>
    placesOf(root, list.at).flatMap(({ holder, key, path }) => {
      const value = holder[key];
      if (!Array.isArray(value)) {
        const verdict = judgeRow(value, list, kit);
        if (verdict !== undefined) holder[key] = null;
        return verdict === undefined ? [] : [toDenialError(verdict, list.field.tieto, path)];
      }
      const items: unknown[] = value;
      return items.flatMap((row, at) => {
        const verdict = judgeRow(row, list, kit);
        if (verdict !== undefined) items[at] = null;
        return verdict === undefined ? [] : [toDenialError(verdict, list.field.tieto, [...path, at])];
      });
    }),
  );
}

/** A row as it is judged. */
interface ReadRow {
  readonly place: RowPlace;
  readonly judge: (release: RowRelease) => Verdict | undefined;
}

function judgeRow(value: unknown, list: RowList, kit: RowJudge & ReleaseKnowledge): Verdict | undefined {
  const row = readRow(value, list, kit);
  if (row === undefined) return undefined;
  if (isObject(value)) for (const key of rowKeys) delete value[key];
  if (row === "unmarked") return { code: "FORBIDDEN" };
  const { luovutus, lahde, actor, onGiven } = kit;
  const isKnown = luovutus !== undefined && actor.kind === "ammattilainen";
  const release = isKnown ? toRowRelease(luovutus, row.place, actor) : noRelease;
  const verdict = row.judge(release);
  if (verdict === undefined) {
    if (release.viitteet.length > 0 && isTurning(row)) onGiven(release.viitteet);
    return undefined;
  }
  const isSilent = !isKnown && lahde !== undefined && isTurning(row);
  return isSilent
    ? { code: "SOURCE_UNAVAILABLE", ...(verdict.saanto === undefined ? {} : { saanto: verdict.saanto }), lahde }
    : verdict;
}

const rowKeys = [gateKeys.marks, gateKeys.controller, gateKeys.branch] as const;
const open: RowRelease = { luovutuslupa: true, luovutuskielto: false, informoitu: true, viitteet: [] };
const shut: RowRelease = { luovutuslupa: false, luovutuskielto: true, informoitu: false, viitteet: [] };

function isTurning({ judge }: ReadRow): boolean {
  return judge(open) === undefined && judge(shut) !== undefined;
}

/** Undefined for what is no row; "unmarked" for one that can't be judged. */
function readRow(
  row: unknown,
  { field }: RowList,
  { rules, stance, actor }: RowJudge,
): ReadRow | "unmarked" | undefined {
  if (!isObject(row)) return undefined;
  const marks = row[gateKeys.marks];
  const facts = toFacts(field, stance, rules);
  if (facts === undefined || !Array.isArray(marks)) return "unmarked";
  const rivimerkit = marks.filter((mark: unknown) => typeof mark === "string");
  const place = { rekisterinpitaja: textOf(row[gateKeys.controller]), rekisterilaji: textOf(row[gateKeys.branch]) };
  const rekisterinpitaja = toController(place, actor, Object.hasOwn(row, gateKeys.branch));
  return {
    place,
    judge({ luovutuslupa, luovutuskielto, informoitu }) {
      const asked: Rivi = { rivimerkit, rekisterinpitaja, luovutuslupa, luovutuskielto, informoitu };
      return toVerdict(rules.policy.judgeRow(facts, asked), stance);
    },
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/**
 * Whose register a row is in, seen from the asker. `tellsBranch`: rows of this kind tell the branch of their register;
 * one that should and does not is taken for the other branch's, and no row is of the circle unless it is health care's.
 */
function toController(row: RowPlace, actor: Actor, tellsBranch: boolean): Rivi["rekisterinpitaja"] {
  if (actor.kind !== "ammattilainen") return "OMA";
  const { rekisterinpitaja, rekisterilaji } = row;
  if (rekisterinpitaja === actor.alue) {
    const own = branchOf(actor);
    const isOwnBranch = !tellsBranch || own === undefined || rekisterilaji === own;
    return isOwnBranch ? "OMA" : "OMAN_TOINEN_REKISTERI";
  }
  const isCircle = rekisterinpitaja !== undefined && uusimaa.has(rekisterinpitaja) && uusimaa.has(actor.alue);
  return isCircle && rekisterilaji === "TERVEYDENHUOLTO" ? "UUSIMAAN_PIIRI" : "MUU";
}
