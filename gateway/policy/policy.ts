import { createHash } from "node:crypto";
import { preparsePolicySet, statefulIsAuthorized } from "@cedar-policy/cedar-wasm/nodejs";
import type { Context, Decision } from "@cedar-policy/cedar-wasm/nodejs";
import type { ErrorCode, Reason } from "../errors.ts";
import { toParas } from "./facts.ts";
import type { Rivi, Tosiasiat } from "./facts.ts";
import { loadRules, toPolicies } from "./load-rules.ts";
import type { Rule, RuleTexts } from "./load-rules.ts";

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
  const policies = toPolicies(rules);
  const setId = createHash("sha256").update(JSON.stringify(policies)).digest("hex");
  const prepared = preparsePolicySet(setId, { staticPolicies: policies });
  if (prepared.type === "failure")
    throw new Error(`rules: ${prepared.errors.map(({ message }) => message).join("; ")}`);
  const named = new Set(rules.flatMap(({ text }) => [...text.matchAll(/"([^"]+)"/g)].map(([, literal]) => literal)));
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const known = new Map<string, Kielto | undefined>();

  const toContext = (facts: Tosiasiat): Context => ({
    suhde: facts.suhde,
    ikaluokka: facts.ikaluokka,
    kayttotarkoitus: facts.kayttotarkoitus,
    suostumus: facts.suostumus,
    p: facts.p,
    riveittain: facts.riveittain,
    paikka: facts.paikka,
    turvakielto: facts.turvakielto,
    turvakieltoOikeus: facts.turvakieltoOikeus,
    kentta: named.has(facts.kentta) ? facts.kentta : "",
  });

  /** Undefined: allowed. Else the rules that forbid, none when nothing permits. */
  const ask = (question: Question): readonly string[] | undefined => {
    const answer = statefulIsAuthorized({
      principal: { type: "Kysyja", id: question.facts.kysyja },
      action: { type: "Action", id: question.action },
      resource: { type: "Tieto", id: String(question.facts.tieto) },
      context: { ...toContext(question.facts), ...question.row },
      preparsedPolicySetId: setId,
      entities: [],
    });
    if (answer.type === "failure") return [];
    const { decision, diagnostics } = answer.response;
    // A forbidding rule that fails is passed over by Cedar: here it denies.
    return isAllowed(decision) && diagnostics.errors.length === 0 ? undefined : diagnostics.reason;
  };

  const toKielto = (question: Question): Kielto | undefined => {
    const forbidding = ask(question);
    if (forbidding === undefined) return undefined;
    const { facts } = question;
    const best = ask({ ...question, facts: { ...facts, ...toParas(facts), suostumus: true } });
    const role: Kielto = { koodi: "FORBIDDEN", saanto: `R-${facts.tieto}`, neuvo: undefined };
    if (best !== undefined && question.action === "lue" && best.length === 0) return role;
    const [first] = forbidding
      .flatMap((id) => byId.get(id) ?? [])
      .toSorted((a, b) => rankOf(a) - rankOf(b) || rules.indexOf(a) - rules.indexOf(b));
    return first?.koodi === undefined ? role : { koodi: first.koodi, saanto: first.id, neuvo: first.neuvo };
  };

  const remember = (question: Question): Kielto | undefined => {
    const key = keyOf(question, toContext(question.facts));
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
    judge: (facts) => remember({ action: "lue", facts }),
    judgeRow: (facts, row) =>
      remember({ action: "lueRivi", facts, row: { ...row, rivimerkit: row.rivimerkit.toSorted() } }),
  };
}

interface Question {
  readonly action: "lue" | "lueRivi";
  readonly facts: Tosiasiat;
  readonly row?: { readonly rivimerkit: string[]; readonly rekisterinpitaja: string; readonly luovutuslupa: boolean };
}

function isAllowed(decision: Decision): boolean {
  return decision === "allow";
}

function rankOf({ koodi }: Rule): number {
  return koodi === undefined ? order.length : order.indexOf(koodi);
}

function keyOf({ action, facts, row }: Question, context: Context): string {
  const parts = [action, facts.kysyja, facts.tieto, ...Object.values(context)];
  return row === undefined
    ? parts.join("|")
    : [...parts, ...row.rivimerkit, row.rekisterinpitaja, row.luovutuslupa].join("|");
}
