import { checkParseSchema, policySetTextToParts, policyToJson, validate } from "@cedar-policy/cedar-wasm/nodejs";
import { isErrorCode } from "../errors.ts";
import type { ErrorCode, Reason } from "../errors.ts";

/** A file of rules. */
export interface RuleFile {
  readonly name: string;
  readonly text: string;
}

/** One rule, as its file declares it. */
export interface Rule {
  readonly id: string;
  /** The paragraph of law it comes from; [R] after one: recalled, a lawyer confirms. */
  readonly laki: string;
  readonly effect: "permit" | "forbid";
  /** Code told where it denies; of a forbidding rule only. */
  readonly koodi: ErrorCode | undefined;
  /** What would allow what it denies. */
  readonly neuvo: Reason | undefined;
  readonly text: string;
}

/** The rules' files and the schema they are checked against, as `schema/saannot/` holds them. */
export interface RuleTexts {
  readonly files: readonly RuleFile[];
  readonly schema: string;
}

/**
 * Reads and checks the rules: each has an id of its own and names its law, each that forbids tells its
 * code and advice in three languages, and all fit the vector of facts.
 * @throws Error naming file and rule.
 */
export function loadRules({ files, schema }: RuleTexts): readonly Rule[] {
  const parsedSchema = checkParseSchema(schema);
  if (parsedSchema.type === "failure") throw new Error(`saannot.cedarschema: ${messageOf(parsedSchema.errors)}`);
  const rules = files.flatMap(readFile);
  const ids = new Set<string>();
  for (const { id } of rules) {
    if (ids.has(id)) throw new Error(`the rule ${id} is declared twice`);
    ids.add(id);
  }
  const answer = validate({ schema, policies: { staticPolicies: toPolicies(rules) } });
  if (answer.type === "failure") throw new Error(`rules: ${messageOf(answer.errors)}`);
  const [wrong] = answer.validationErrors;
  if (wrong !== undefined) throw new Error(`the rule ${wrong.policyId}: ${wrong.error.message}`);
  return rules;
}

/** Rules as the policy engine takes them: text by id. */
export function toPolicies(rules: readonly Rule[]): Record<string, string> {
  return Object.fromEntries(rules.map(({ id, text }) => [id, text]));
}

function readFile({ name, text }: RuleFile): readonly Rule[] {
  const parts = policySetTextToParts(text);
  if (parts.type === "failure") throw new Error(`${name}: ${messageOf(parts.errors)}`);
  if (parts.policy_templates.length > 0) throw new Error(`${name}: a template decides nothing`);
  // The parser gives the rules in no promised order; the file's order is the order of denials.
  return parts.policies.map((policy) => readRule(name, policy)).toSorted((a, b) => at(text, a) - at(text, b));
}

function at(text: string, { id }: Rule): number {
  return text.indexOf(`@id("${id}")`);
}

function readRule(file: string, text: string): Rule {
  const parsed = policyToJson(text);
  if (parsed.type === "failure") throw new Error(`${file}: ${messageOf(parsed.errors)}`);
  const { effect, annotations = {} } = parsed.json;
  const { id, laki, koodi, neuvo_fi: fi, neuvo_sv: sv, neuvo_en: en } = annotations;
  if (id === undefined || id === "") throw new Error(`${file}: a rule without @id`);
  if (laki === undefined || laki === "") throw new Error(`${file}: the rule ${id} has no @laki`);
  if (effect === "permit") return { id, laki, effect, koodi: undefined, neuvo: undefined, text };
  if (!isErrorCode(koodi)) throw new Error(`${file}: the rule ${id} forbids and has no @koodi of the error table`);
  if (fi === undefined || sv === undefined || en === undefined)
    throw new Error(`${file}: the rule ${id} forbids and lacks @neuvo_fi, @neuvo_sv or @neuvo_en`);
  return { id, laki, effect, koodi, neuvo: { fi, sv, en }, text };
}

function messageOf(errors: readonly { readonly message: string }[]): string {
  return errors.map(({ message }) => message).join("; ");
}
