import { createPolicy } from "../../gateway/policy/index.ts";
import type { Kielto, Policy, RuleTexts } from "../../gateway/policy/index.ts";
import { judgeNaively, judgeRowNaively } from "../gateway/policy/naive-judge.ts";
import { casesOf, rowCasesOf, tiedot, tietoOf } from "../gateway/policy/vectors.ts";
import type { Case } from "../gateway/policy/vectors.ts";

/** Items of which rows are tried: one or more of each way in which the rules tell items apart. */
const rowItems = [18, 23, 24, 28, 9, 26, 106, 27] as const;

/**
 * The first case in which the rules and the naive judge disagree; undefined when none of the declared
 * cases tells them apart. Rules that are refused when read are told as that.
 */
export function findDisagreement(texts: RuleTexts, rule: string): string | undefined {
  let policy: Policy;
  try {
    policy = createPolicy(texts);
  } catch {
    return "refused when read";
  }
  for (const each of cases(rule)) {
    const item = tietoOf(each.facts.tieto);
    const naive = each.row === undefined ? judgeNaively(item, each.facts) : judgeRowNaively(item, each.facts, each.row);
    const told = each.row === undefined ? policy.judge(each.facts) : policy.judgeRow(each.facts, each.row);
    if (textOf(told) !== naive) return JSON.stringify(each);
  }
  return undefined;
}

/** Those of the rule's own item first: most mutants are told apart there. */
function* cases(rule: string): Generator<Case> {
  const own = Number(/-(\d+)(?:-|$)/.exec(rule)?.[1] ?? 18);
  yield* casesOf(own);
  yield* rowCasesOf(own);
  for (const { id } of tiedot) if (id !== own) yield* casesOf(id);
  for (const id of rowItems) if (id !== own) yield* rowCasesOf(id);
  yield* casesOf(999);
}

function textOf(kielto: Kielto | undefined): string | undefined {
  return kielto === undefined ? undefined : `${kielto.koodi} ${kielto.saanto}`;
}
