import type { Actor } from "../actor/index.ts";
import type { GraphError } from "../errors.ts";
import type { Rivi } from "../policy/index.ts";
import { alueet } from "../subgraph/index.ts";
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

/** Does the verdict on some row of an answer turn on release permissions and denials: only then are they asked. */
export function turnsOnRelease(root: Entity, rows: readonly RowList[], kit: RowJudge): boolean {
  return rows.some((list) =>
    placesOf(root, list.at).some(({ holder, key }) => {
      const value = holder[key];
      const items: readonly unknown[] = Array.isArray(value) ? value : [value];
      return items.some((item) => {
        const row = readRow(item, list, kit);
        return row !== undefined && row.fields.some(isTurning);
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
        const kept = judgeRow(value, list, kit);
        if (kept !== undefined) holder[key] = null;
        return kept === undefined ? [] : [toDenialError(kept.verdict, kept.tieto, path)];
      }
      const items: unknown[] = value;
      return items.flatMap((row, at) => {
        const kept = judgeRow(row, list, kit);
        if (kept !== undefined) items[at] = null;
        return kept === undefined ? [] : [toDenialError(kept.verdict, kept.tieto, [...path, at])];
      });
    }),
  );
}

/** The first reason to keep a row back, and the item it is of. */
interface Kept {
  readonly verdict: Verdict;
  readonly tieto: number | undefined;
}

/** A row judged by one of its fields, on what is known of release. */
interface FieldOfRow {
  readonly tieto: number | undefined;
  readonly judge: (release: RowRelease) => Verdict | undefined;
}

/** A row as it is judged: by every field that stands for it. */
interface ReadRow {
  readonly place: RowPlace;
  readonly fields: readonly FieldOfRow[];
}

function judgeRow(value: unknown, list: RowList, kit: RowJudge & ReleaseKnowledge): Kept | undefined {
  const row = readRow(value, list, kit);
  if (row === undefined) return undefined;
  if (isObject(value)) for (const key of rowKeys) delete value[key];
  const { luovutus, lahde, actor, onGiven } = kit;
  const isKnown = luovutus !== undefined && actor.kind === "ammattilainen";
  const release = isKnown ? toRowRelease(luovutus, row.place, actor) : noRelease;
  const kept = row.fields.flatMap((field): readonly Kept[] => {
    const verdict = field.judge(release);
    if (verdict === undefined) return [];
    const silent = isKnown || lahde === undefined || !isTurning(field) ? undefined : lahde;
    return [{ verdict: silent === undefined ? verdict : toSilent(verdict, silent), tieto: field.tieto }];
  });
  if (row.fields.length === 0) return { verdict: { code: "FORBIDDEN" }, tieto: undefined };
  if (kept.length === 0 && release.viitteet.length > 0 && row.fields.some(isTurning)) onGiven(release.viitteet);
  return kept[0];
}

/** What could not be asked is the source's failure, not a denial. */
function toSilent({ saanto }: Verdict, lahde: string): Verdict {
  return { code: "SOURCE_UNAVAILABLE", ...(saanto === undefined ? {} : { saanto }), lahde };
}

const rowKeys = [gateKeys.marks, gateKeys.controller, gateKeys.branch] as const;
const open: RowRelease = { luovutuslupa: true, luovutuskielto: false, informoitu: true, viitteet: [] };
const shut: RowRelease = { luovutuslupa: false, luovutuskielto: true, informoitu: false, viitteet: [] };

function isTurning({ judge }: FieldOfRow): boolean {
  return judge(open) === undefined && judge(shut) !== undefined;
}

/** Undefined for what is no row. A row whose marks did not come is kept back, whatever is known of it. */
function readRow(row: unknown, { fields }: RowList, { rules, stance, actor }: RowJudge): ReadRow | undefined {
  if (!isObject(row)) return undefined;
  const marks = row[gateKeys.marks];
  const place = { rekisterinpitaja: textOf(row[gateKeys.controller]), rekisterilaji: textOf(row[gateKeys.branch]) };
  const rekisterinpitaja = toController(place, actor, Object.hasOwn(row, gateKeys.branch));
  const rivimerkit = Array.isArray(marks) ? marks.filter((mark: unknown) => typeof mark === "string") : undefined;
  const judged = fields.map((field): FieldOfRow => {
    const facts = toFacts(field, stance, rules);
    const { tieto } = field;
    if (facts === undefined || rivimerkit === undefined) return { tieto, judge: () => ({ code: "FORBIDDEN" }) };
    return {
      tieto,
      judge({ luovutuslupa, luovutuskielto, informoitu }) {
        const asked: Rivi = { rivimerkit, rekisterinpitaja, luovutuslupa, luovutuskielto, informoitu };
        return toVerdict(rules.policy.judgeRow(facts, asked), stance);
      },
    };
  });
  return { place, fields: judged };
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
  return isHealth && isInCircle(rekisterinpitaja) && isInCircle(actor.alue) ? "UUSIMAAN_PIIRI" : "MUU";
}

/** Uusimaa is one circle for public health care (703/2023 54 § as amended). */
function isInCircle(controller: string | undefined): boolean {
  return controller !== undefined && alueet.alue(controller)?.uudenmaanPiiri === true;
}
