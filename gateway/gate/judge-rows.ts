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

function judgeRow(row: unknown, { field }: RowList, { rules, stance, actor }: RowJudge): Verdict | undefined {
  if (!isObject(row)) return undefined;
  const marks = row[gateKeys.marks];
  const controller = row[gateKeys.controller];
  delete row[gateKeys.marks];
  delete row[gateKeys.controller];
  const facts = toFacts(field, stance, rules);
  if (facts === undefined || !Array.isArray(marks)) return { code: "FORBIDDEN" };
  const rivimerkit = marks.filter((mark: unknown) => typeof mark === "string");
  const asked: Rivi = { rivimerkit, rekisterinpitaja: toController(controller, actor), luovutuslupa: false };
  return toVerdict(rules.policy.judgeRow(facts, asked), stance);
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
