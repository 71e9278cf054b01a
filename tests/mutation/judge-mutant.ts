import { createPolicy } from "../../gateway/policy/index.ts";
import type { Kielto, Policy, RuleTexts } from "../../gateway/policy/index.ts";
import { judgeChangeNaively, judgeNaively, judgeRowNaively } from "../gateway/policy/naive-judge.ts";
import { casesOf, changeCasesOf, rowCasesOf, tiedot, tietoOf } from "../gateway/policy/vectors.ts";
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
    if (textOf(tell(policy, each)) !== tellNaively(each)) return JSON.stringify(each);
  }
  return undefined;
}

function tell(policy: Policy, { facts, row, isChange }: Case): Kielto | undefined {
  if (row !== undefined) return policy.judgeRow(facts, row);
  return isChange === true ? policy.judgeChange(facts) : policy.judge(facts);
}

function tellNaively({ facts, row, isChange }: Case): string | undefined {
  const item = tietoOf(facts.tieto);
  if (row !== undefined) return judgeRowNaively(item, facts, row);
  return isChange === true ? judgeChangeNaively(item, facts) : judgeNaively(item, facts);
}

/** Those of the rule's own item first: most mutants are told apart there. */
function* cases(rule: string): Generator<Case> {
  const own = Number(/-(\d+)(?:-|$)/.exec(rule)?.[1] ?? 18);
  yield* casesOf(own);
  yield* changeCasesOf(own);
  yield* rowCasesOf(own);
  for (const { id } of tiedot) if (id !== own) yield* casesOf(id);
  for (const id of rowItems) if (id !== own) yield* rowCasesOf(id);
  yield* casesOf(999);
}

function textOf(kielto: Kielto | undefined): string | undefined {
  return kielto === undefined ? undefined : `${kielto.koodi} ${kielto.saanto}`;
}
