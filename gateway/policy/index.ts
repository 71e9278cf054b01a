/**
 * The access rules: a small vector of facts in, allowed or kept back by which rule out. Rules are data
 * (`schema/saannot/*.cedar`), each naming its paragraph of law; what no rule permits is denied, and so
 * is what fails to evaluate. Decisions are memoised on the vector, never on a person. Asks nothing and
 * knows nobody: the gate finds the facts.
 */
export type { Asema, Ikaluokka, Kohde, Kysyja, Rivi, Suhde, Tosiasiat, Valtuusasia } from "./facts.ts";
export { toParas } from "./facts.ts";
export type { Rule, RuleTexts } from "./load-rules.ts";
export { createPolicy } from "./policy.ts";
export type { Kielto, Policy } from "./policy.ts";
export { readRuleTexts } from "./read-rule-texts.ts";
