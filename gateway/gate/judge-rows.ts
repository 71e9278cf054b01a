import type { Actor } from "../actor/index.ts";
import type { GraphError } from "../errors.ts";
import type { Rivi } from "../policy/index.ts";
import { alueet } from "../subgraph/index.ts";
import { isObject, placesOf } from "./at-pattern.ts";
import { toFacts, toVerdict } from "./judge.ts";
import type { Rules, Stance, Verdict } from "./judge.ts";
import { gateKeys } from "./narrow.ts";
import type { RowList } from "./narrow.ts";
import { toDenialError } from "./place-answer.ts";
import type { Entity } from "./place-answer.ts";

/** What judging rows needs to know of the one who asks. */
export interface RowJudge {
  readonly rules: Rules;
  readonly stance: Stance;
  readonly actor: Actor;
}

/**
 * Judges each row of an answer by the marks it carries: a row that may not leave is null, with an error
 * at its index. The gate's own keys are taken away. A row whose marks did not come is kept back.
 */
export function judgeRows(root: Entity, rows: readonly RowList[], kit: RowJudge): readonly GraphError[] {
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

function judgeRow(row: unknown, { fields }: RowList, { rules, stance, actor }: RowJudge): Kept | undefined {
  if (!isObject(row)) return undefined;
  const marks = row[gateKeys.marks];
  const controller = row[gateKeys.controller];
  delete row[gateKeys.marks];
  delete row[gateKeys.controller];
  const rivimerkit = Array.isArray(marks) ? marks.filter((mark: unknown) => typeof mark === "string") : undefined;
  const kept = fields.flatMap((field): readonly Kept[] => {
    const facts = toFacts(field, stance, rules);
    const { tieto } = field;
    if (facts === undefined || rivimerkit === undefined) return [{ verdict: { code: "FORBIDDEN" }, tieto }];
    const asked: Rivi = { rivimerkit, rekisterinpitaja: toController(controller, actor), luovutuslupa: false };
    const verdict = toVerdict(rules.policy.judgeRow(facts, asked), stance);
    return verdict === undefined ? [] : [{ verdict, tieto }];
  });
  return fields.length === 0 ? { verdict: { code: "FORBIDDEN" }, tieto: undefined } : kept[0];
}

/** Whose register a row is in, seen from the asker. No register of release permissions has joined yet: none is in force. */
function toController(controller: unknown, actor: Actor): Rivi["rekisterinpitaja"] {
  if (actor.kind !== "ammattilainen") return "OMA";
  if (controller === actor.alue) return "OMA";
  return isInCircle(controller) && isInCircle(actor.alue) ? "UUSIMAAN_PIIRI" : "MUU";
}

/** Uusimaa is one circle for public health care (703/2023 54 § as amended). */
function isInCircle(controller: unknown): boolean {
  return typeof controller === "string" && alueet.alue(controller)?.uudenmaanPiiri === true;
}
