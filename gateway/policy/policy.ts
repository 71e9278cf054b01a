import { createHash } from "node:crypto";
import { preparsePolicySet, statefulIsAuthorized } from "@cedar-policy/cedar-wasm/nodejs";
import type { Context, Decision } from "@cedar-policy/cedar-wasm/nodejs";
import type { ErrorCode, Reason } from "../errors.ts";
import { toParas } from "./facts.ts";
import type { Rivi, Tosiasiat } from "./facts.ts";
import { loadRules, toPolicies } from "./load-rules.ts";
import type { Rule, RuleTexts } from "./load-rules.ts";
import { keepWasmSteady } from "./steady-wasm.ts";

/** Why a field or a row is kept back. */
export interface Kielto {
  readonly koodi: ErrorCode;
  /** Id of the rule; `R-n` when no rule gives item n to this asker. */
  readonly saanto: string;
  /** What would allow it; undefined: the error table's own advice. */
  readonly neuvo: Reason | undefined;
}

/** Decides. Pure: the same vector, the same answer. */
export interface Policy {
  readonly rules: readonly Rule[];
  /** The class of a purpose: itself where a rule names it, MUU, or PUUTTUU for none. */
  toTarkoitusluokka(purpose: string | undefined): string;
  /** Undefined lets the field through. */
  judge(facts: Tosiasiat): Kielto | undefined;
  /** Undefined lets the item be changed; asked of what may be read. */
  judgeChange(facts: Tosiasiat): Kielto | undefined;
  /** Undefined lets the row through; asked of rows whose field has been let through. */
  judgeRow(facts: Tosiasiat, row: Rivi): Kielto | undefined;
}

/** The order in which denials are told: what concerns a place never before what concerns the person. */
const order: readonly ErrorCode[] = ["PURPOSE_MISSING", "FORBIDDEN", "CONSENT_MISSING", "NON_DISCLOSURE"];

/**
 * The policy of some rules, in Cedar (cedarpolicy.com): denies unless a rule permits, a forbidding rule
 * wins, and a rule that fails to evaluate denies. Decisions are kept by their vector, of which there are
 * some thousands: purposes and fields that no rule names are all one in it.
 *
 * @throws Error naming the rule when one does not read.
 */
export function createPolicy(texts: RuleTexts): Policy {
  const rules = loadRules(texts);
  const named = new Set(rules.flatMap(({ text }) => [...text.matchAll(/"([^"]+)"/g)].map(([, literal]) => literal)));
  const ask = createAsk(rules);
  const known = new Map<string, Kielto | undefined>();

  const toKielto = (question: Question): Kielto | undefined => {
    const forbidding = ask(question);
    if (forbidding === undefined) return undefined;
    const { facts } = question;
    const best = ask({ ...question, facts: { ...facts, ...toParas(facts), suostumus: true } });
    const role: Kielto = { koodi: "FORBIDDEN", saanto: `R-${facts.tieto}`, neuvo: undefined };
    if (question.action !== "lueRivi" && best?.length === 0) return role;
    const [first] = rules.filter(({ id }) => forbidding.includes(id)).toSorted((a, b) => rankOf(a) - rankOf(b));
    return first?.koodi === undefined ? role : { koodi: first.koodi, saanto: first.id, neuvo: first.neuvo };
  };

  const remember = (asked: Question): Kielto | undefined => {
    const question = toPlain(asked, named);
    const key = keyOf(question);
    if (known.has(key)) return known.get(key);
    const made = toKielto(question);
    known.set(key, made);
    return made;
  };
  return {
    rules,
    toTarkoitusluokka(purpose) {
      if (purpose === undefined) return "PUUTTUU";
      return named.has(purpose) ? purpose : "MUU";
    },
    judge: (facts) => remember({ action: "lue", facts, row: undefined }),
    judgeChange: (facts) => remember({ action: "muuta", facts, row: undefined }),
    judgeRow: (facts, row) => remember({ action: "lueRivi", facts, row }),
  };
}

interface Question {
  readonly action: "lue" | "muuta" | "lueRivi";
  readonly facts: Tosiasiat;
  readonly row: Rivi | undefined;
}

/** Asks the engine. Undefined: allowed. Else the rules that forbid, none when nothing permits. */
function createAsk(rules: readonly Rule[]): (question: Question) => readonly string[] | undefined {
  keepWasmSteady();
  const policies = toPolicies(rules);
  const setId = createHash("sha256").update(JSON.stringify(policies)).digest("hex");
  const prepared = preparsePolicySet(setId, { staticPolicies: policies });
  if (prepared.type === "failure")
    throw new Error(`rules: ${prepared.errors.map(({ message }) => message).join("; ")}`);
  return ({ action, facts, row }) => {
    const answer = statefulIsAuthorized({
      principal: { type: "Kysyja", id: facts.kysyja },
      action: { type: "Action", id: action },
      resource: { type: "Tieto", id: String(facts.tieto) },
      context: toContext(facts, row),
      preparsedPolicySetId: setId,
      entities: [],
    });
    if (answer.type === "failure") return [];
    const { decision, diagnostics } = answer.response;
    // A forbidding rule that fails is passed over by Cedar: here it denies.
    return isAllowed(decision) && diagnostics.errors.length === 0 ? undefined : diagnostics.reason;
  };
}

/** Fields and marks that no rule names decide nothing: without them no schema or register can grow what is kept. */
function toPlain({ action, facts, row }: Question, named: ReadonlySet<string | undefined>): Question {
  const kentta = named.has(facts.kentta) ? facts.kentta : "";
  const marks = new Set(row?.rivimerkit.filter((merkki) => named.has(merkki)));
  return {
    action,
    facts: { ...facts, kentta },
    row: row === undefined ? undefined : { ...row, rivimerkit: [...marks].toSorted() },
  };
}

function toContext(facts: Tosiasiat, row: Rivi | undefined): Context {
  const { suhde, ikaluokka, kayttotarkoitus, suostumus, p, riveittain } = facts;
  const valtuusasiat = facts.valtuusasiat.toSorted();
  const { paikka, turvakielto, turvakieltoOikeus, kentta } = facts;
  const known = { suhde, ikaluokka, valtuusasiat, kayttotarkoitus, suostumus, p, riveittain };
  const ofRow = row === undefined ? {} : { ...row, rivimerkit: [...row.rivimerkit] };
  return { ...known, paikka, turvakielto, turvakieltoOikeus, kentta, ...ofRow };
}

function isAllowed(decision: Decision): boolean {
  return decision === "allow";
}

/** What the order does not name is told last. */
function rankOf({ koodi }: Rule): number {
  const rank = order.findIndex((each) => each === koodi);
  return rank === -1 ? order.length : rank;
}

/** As JSON: whatever a part holds, it can't be read as another's. */
function keyOf({ action, facts, row }: Question): string {
  return JSON.stringify([action, facts.kysyja, facts.tieto, toContext(facts, row)]);
}
