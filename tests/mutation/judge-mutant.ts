import { createPolicy } from "../../gateway/policy/index.ts";
import type { Kielto, Policy, Rule, RuleTexts } from "../../gateway/policy/index.ts";
import { judgeChangeNaively, judgeNaively, judgeRowNaively } from "../gateway/policy/naive-judge.ts";
import { casesOf, changeCasesOf, rowCasesOf, tiedot, tietoOf } from "../gateway/policy/vectors.ts";
import type { Case } from "../gateway/policy/vectors.ts";
import { withMutant } from "./mutate-rules.ts";
import type { RuleMutant } from "./mutate-rules.ts";

/** Items of which rows are tried: one or more of each way in which the rules tell items apart. */
const rowItems = [18, 23, 24, 28, 9, 26, 106, 27] as const;

/**
 * The first case in which the rules with a mutant and the naive judge disagree; undefined when none of the declared
 * cases tells them apart. Rules that are refused when read are told as that.
 */
export type FindDisagreement = (mutant: RuleMutant) => string | undefined;

/**
 * Of these rules, which must agree with the naive judge as they are.
 * @throws Error when called, where they do not in the case that tells a mutant apart: it would tell nothing.
 */
export function createFindDisagreement(texts: RuleTexts): FindDisagreement {
  const whole = createPolicy(texts);
  const { rules } = whole;
  const kept = new Map<number | undefined, Likely>();
  return (mutant) => {
    const own = itemOf(mutant, rules);
    const { fields, rows } = kept.get(own) ?? likelyCases(own);
    kept.set(own, { fields, rows });
    const likely = mutant.rule.startsWith("RIVI-") ? [...rows, ...fields] : [...fields, ...rows];
    // On cases of one item the rules of others decide nothing: without them reading takes half the time.
    const tries = [
      { some: rules.filter((rule) => isAbout(rule, own)), cases: likely },
      { some: rules, cases: own === undefined ? otherRows() : casesOfOthers(own) },
    ];
    for (const { some, cases } of tries) {
      const policy = read(withMutant(some, mutant, texts.schema));
      if (policy === undefined) return "refused when read";
      for (const each of cases) {
        const naive = judgeCase(each);
        if (toldBy(policy, each) === naive) continue;
        if (toldBy(whole, each) === naive) return JSON.stringify(each);
        throw new Error(`the rules disagree with the naive judge as they are: ${JSON.stringify(each)}`);
      }
    }
    return undefined;
  };
}

/** Cases that may tell a mutant apart soon. */
interface Likely {
  readonly fields: readonly Case[];
  readonly rows: readonly Case[];
}

/** Of one item; of none in particular, fields of all and rows of one. */
function likelyCases(own: number | undefined): Likely {
  const items = own === undefined ? tiedot.map(({ id }) => id) : [own];
  return {
    fields: shuffled(items.flatMap((id) => [...casesOf(id), ...changeCasesOf(id)])),
    rows: shuffled([...rowCasesOf(own ?? rowItems[0])]),
  };
}

const scoped = /resource == Tieto::"(\d+)"/;

/** The item that the rule is of, or the one that was taken from its list or put in it; undefined for no one item. */
function itemOf({ rule, what }: RuleMutant, rules: readonly Rule[]): number | undefined {
  const text = rules.find(({ id }) => id === rule)?.text ?? "";
  const found = scoped.exec(text) ?? /-(\d+)(?:-|$)/.exec(rule) ?? /with(?:out)? (\d+) in/.exec(what);
  return found === null ? undefined : Number(found[1]);
}

function isAbout({ text }: Rule, item: number | undefined): boolean {
  const scope = scoped.exec(text)?.[1];
  return item === undefined || scope === undefined || Number(scope) === item;
}

function* casesOfOthers(own: number): Generator<Case> {
  for (const { id } of tiedot) if (id !== own) yield* casesOf(id);
  for (const { id } of tiedot) if (id !== own) yield* changeCasesOf(id);
  for (const id of rowItems) if (id !== own) yield* rowCasesOf(id);
  yield* casesOf(999);
}

function* otherRows(): Generator<Case> {
  for (const id of rowItems.slice(1)) yield* rowCasesOf(id);
  yield* casesOf(999);
}

/** Always the same order, in which cases that stand together come apart: one that tells is met sooner. */
function shuffled(cases: readonly Case[]): readonly Case[] {
  const step = 7919;
  return cases.flatMap((_, at) => cases[(at * step) % cases.length] ?? []);
}

function read(texts: RuleTexts): Policy | undefined {
  try {
    return createPolicy(texts);
  } catch {
    return undefined;
  }
}

function judgeCase({ facts, row, isChange }: Case): string | undefined {
  const item = tietoOf(facts.tieto);
  if (row !== undefined) return judgeRowNaively(item, facts, row);
  return isChange === true ? judgeChangeNaively(item, facts) : judgeNaively(item, facts);
}

function toldBy(policy: Policy, { facts, row, isChange }: Case): string | undefined {
  if (row !== undefined) return textOf(policy.judgeRow(facts, row));
  return textOf(isChange === true ? policy.judgeChange(facts) : policy.judge(facts));
}

function textOf(kielto: Kielto | undefined): string | undefined {
  return kielto === undefined ? undefined : `${kielto.koodi} ${kielto.saanto}`;
}
