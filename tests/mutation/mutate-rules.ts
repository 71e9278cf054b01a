import { policyToJson, policyToText } from "@cedar-policy/cedar-wasm/nodejs";
import type { PolicyJson } from "@cedar-policy/cedar-wasm/nodejs";
import type { Rule, RuleTexts } from "../../gateway/policy/index.ts";
import { ikaluokat, kysyjat, suhteet, tarkoitukset, tietoOf } from "../gateway/policy/vectors.ts";

/** One rule broken in one place. */
export interface RuleMutant {
  readonly rule: string;
  /** What was broken: with the rule's id, its name. */
  readonly what: string;
  /** The rule's text now; empty: the rule is taken away. */
  readonly text: string;
}

/**
 * Every way in which a rule is broken by one step: taken away, a letter or value taken from a list or
 * added to it, an operand or clause dropped, a comparison or a fact turned, its scope widened or moved.
 */
export function mutateRule(rule: Rule): readonly RuleMutant[] {
  const parsed = policyToJson(rule.text);
  if (parsed.type === "failure") throw new Error(`the rule ${rule.id} does not read`);
  // A letter that another rule gives the item is not missing from this one.
  const given = rule.effect === "permit" ? (tietoOf(Number(/^R-(\d+)-/.exec(rule.id)?.[1]))?.paasy ?? []) : [];
  const isWider = ({ what }: Broken): boolean => given.some((letter) => what.includes(`with ${letter} in`));
  const broken = [...inScope(parsed.json), ...inConditions(parsed.json)].filter((each) => !isWider(each));
  const made = broken.map(({ what, json }) => ({ rule: rule.id, what, text: toText(json) }));
  return [{ rule: rule.id, what: "taken away", text: "" }, ...made];
}

/** The rules with a mutant in place of the rule it was made of, in the order they stand in. */
export function withMutant(rules: readonly Rule[], mutant: RuleMutant, schema: string): RuleTexts {
  const text = rules.map((rule) => (rule.id === mutant.rule ? mutant.text : rule.text)).join("\n");
  return { schema, files: [{ name: "kaikki.cedar", text }] };
}

interface Broken {
  readonly what: string;
  readonly json: PolicyJson;
}

function toText(json: PolicyJson): string {
  const answer = policyToText(json);
  if (answer.type === "failure") throw new Error("a mutant has no text");
  return answer.text;
}

function* inScope(json: PolicyJson): Generator<Broken> {
  const { principal, action, resource } = json;
  if (principal.op === "==" && "entity" in principal) {
    yield { what: "principal: anyone", json: { ...json, principal: { op: "All" } } };
    const { type } = principal.entity as { readonly type: string };
    for (const id of kysyjat.filter((each) => !JSON.stringify(principal).includes(`"${each}"`)))
      yield { what: `principal: ${id}`, json: { ...json, principal: { op: "==", entity: { type, id } } } };
  }
  if (action.op === "==") yield { what: "action: any", json: { ...json, action: { op: "All" } } };
  else
    for (const id of ["lue", "lueRivi"])
      yield { what: `action: ${id}`, json: { ...json, action: { op: "==", entity: { type: "Action", id } } } };
  if (resource.op === "==") {
    yield { what: "resource: any", json: { ...json, resource: { op: "All" } } };
    yield { what: "resource: 999", json: { ...json, resource: { op: "==", entity: { type: "Tieto", id: "999" } } } };
  }
}

function* inConditions(json: PolicyJson): Generator<Broken> {
  for (const [at, condition] of json.conditions.entries()) {
    const others = json.conditions.filter((each) => each !== condition);
    yield { what: `${condition.kind}: dropped`, json: { ...json, conditions: others } };
    const kind = condition.kind === "when" ? "unless" : "when";
    yield {
      what: `${condition.kind}: ${kind}`,
      json: { ...json, conditions: json.conditions.with(at, { ...condition, kind }) },
    };
    for (const { what, node } of inNode(condition.body)) {
      // What was an expression is one again: only parts were taken out, put in or turned.
      const body = node as typeof condition.body;
      yield {
        what: `${condition.kind}: ${what}`,
        json: { ...json, conditions: json.conditions.with(at, { ...condition, body }) },
      };
    }
  }
}

interface BrokenNode {
  readonly what: string;
  readonly node: unknown;
}

const turned: Readonly<Record<string, string>> = { "==": "!=", "!=": "==", "&&": "||", "||": "&&" };
const facts: ReadonlySet<string> = new Set([
  "suostumus",
  "riveittain",
  "turvakielto",
  "turvakieltoOikeus",
  "luovutuslupa",
  "luovutuskielto",
  "informoitu",
]);

/** The node broken in itself, then in each of its parts. */
function* inNode(node: unknown): Generator<BrokenNode> {
  if (typeof node !== "object" || node === null) return;
  const [[op, operand] = ["", undefined]] = Object.entries(node) as readonly (readonly [string, unknown])[];
  yield* inOperator(node, op, operand);
  if (op === "Set" && Array.isArray(operand)) yield* inSet(operand);
  else if (isRecord(operand)) {
    for (const [part, value] of Object.entries(operand))
      for (const { what, node: broken } of inNode(value))
        yield { what, node: { [op]: { ...operand, [part]: broken } } };
  }
}

function* inOperator(node: object, op: string, operand: unknown): Generator<BrokenNode> {
  const to = turned[op];
  if (to !== undefined) yield { what: `${op} is ${to} in ${toShort(node)}`, node: { [to]: operand } };
  if ((op === "&&" || op === "||") && isPair(operand)) {
    yield { what: `only the left of ${toShort(node)}`, node: operand.left };
    yield { what: `only the right of ${toShort(node)}`, node: operand.right };
  }
  if (op === "!" && isArg(operand)) yield { what: `without ! of ${toShort(operand.arg)}`, node: operand.arg };
  if (op === "." && isAttribute(operand) && facts.has(operand.attr))
    yield { what: `turned ${operand.attr}`, node: { "!": { arg: node } } };
}

function* inSet(items: readonly unknown[]): Generator<BrokenNode> {
  const texts = items.map(toShort);
  for (const [at, text] of texts.entries())
    yield { what: `without ${text} in [${texts.join()}]`, node: { Set: items.toSpliced(at, 1) } };
  for (const [text, value] of candidatesOf(texts)) {
    if (!texts.includes(text))
      yield { what: `with ${text} in [${texts.join()}]`, node: { Set: [...items, { Value: value }] } };
  }
}

/** What could stand in a set beside what stands there. */
function candidatesOf(texts: readonly string[]): readonly (readonly [string, unknown])[] {
  const [first = ""] = texts;
  if (kysyjat.some((each) => each === first)) return kysyjat.map((id) => [id, { __entity: { type: "Kysyja", id } }]);
  if (tietoOf(Number(first)) !== undefined) return ["18", "27"].map((id) => [id, { __entity: { type: "Tieto", id } }]);
  const all: readonly (readonly string[])[] = [suhteet, ikaluokat, tarkoitukset];
  return (all.find((values) => values.includes(first)) ?? []).map((value) => [value, value]);
}

function toShort(node: unknown): string {
  const id = /"id":"([^"]+)"/.exec(JSON.stringify(node))?.[1];
  if (isRecord(node) && "Value" in node) return typeof node["Value"] === "string" ? node["Value"] : (id ?? "");
  const text = JSON.stringify(node).replaceAll(/"(left|right|Value|Var|arg|attr|__entity|type|Set)":/g, "");
  return text.replaceAll(/[{}"]/g, "");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPair(value: unknown): value is { readonly left: unknown; readonly right: unknown } {
  return isRecord(value) && "left" in value && "right" in value;
}

function isArg(value: unknown): value is { readonly arg: unknown } {
  return isRecord(value) && "arg" in value;
}

function isAttribute(value: unknown): value is { readonly attr: string } {
  return isRecord(value) && typeof value["attr"] === "string";
}
