import { Kind, valueFromASTUntyped } from "graphql";
import type { FieldNode, OperationDefinitionNode, SelectionSetNode } from "graphql";
import type { Suhde } from "../policy/index.ts";
import type { ErrorCode, GraphError } from "../errors.ts";
import { muutosEpaselva } from "../subgraph/index.ts";
import type { RequestScope, SubgraphAnswer } from "../subgraph/index.ts";
import { askedFields } from "./asked-fields.ts";
import type { ToCurrent, TunnuksenLaji } from "./current-persons.ts";
import type { CallEntry } from "./entry-calls.ts";
import { judgeChange, judgeEntryField } from "./judge.ts";
import type { Rules, Verdict } from "./judge.ts";
import { personType } from "./narrow.ts";
import { toDenialError } from "./place-answer.ts";
import type { Asked } from "./person-calls.ts";
import type { FindStances } from "./stances.ts";

/** A change of a person's data that is about to be made; with `koodi`, one that was not, or whose outcome is not known. */
export interface Muutos {
  /** Whose data it is. */
  readonly asiakasId: string;
  /** The mutation, `Mutation.field`. */
  readonly kentta: string;
  readonly suhde: Suhde;
  /** Numbers of the items that it may change. */
  readonly tiedot: readonly number[];
  readonly koodi?: ErrorCode;
  /** The rule that denied it, or tells what is not known. */
  readonly saanto?: string;
}

/** Writes a change into the use log; true once it is on durable storage. */
export type RecordChange = (scope: RequestScope, muutos: Muutos) => Promise<boolean>;

/** What changes need. */
interface ChangeOptions {
  readonly rules: Rules;
  readonly findStances: FindStances;
  readonly recordChange: RecordChange;
  readonly tunnuksenLaji: TunnuksenLaji;
  readonly toCurrent: ToCurrent;
}

/**
 * Runs a mutation, one field at a time and in order, so that what is allowed for one is never another's. A field that
 * changes a person's data (`@muutos`) is judged for that person, written into the use log, and only then made.
 */
export function createCallMutation(options: ChangeOptions, callEntry: CallEntry) {
  const { rules, recordChange, tunnuksenLaji, toCurrent } = options;
  const judge = createJudgePerson(options);

  const change = async (operation: OperationDefinitionNode, field: FieldNode, asked: Asked) => {
    const { scope } = asked;
    const known = rules.catalogue.kentta("Mutation", field.name.value);
    // What is no person's, or not for this asker at all, is judged as every entry is.
    if (known?.muutos === undefined || judgeEntryField(known, scope.actor) !== undefined)
      return callEntry(onlyOf(field, operation), asked);
    const own = await toCurrent(field, asked);
    const asiakasId = personOf(own, asked);
    // No person of this graph: the register is told nothing of it, and says so.
    if (asiakasId === undefined || tunnuksenLaji(asiakasId) === undefined)
      return callEntry(onlyOf(own, operation), asked);
    const { coordinate: kentta, muutos: kentat } = known;
    const { tiedot, verdict, suhde } = await judge({ asiakasId, kentat, kentta }, scope);
    const muutos: Muutos = { asiakasId, kentta, suhde, tiedot };
    const key = field.alias?.value ?? field.name.value;
    if (verdict !== undefined) {
      await recordChange(scope, toFailed(muutos, verdict));
      return denied(key, verdict, tiedot[0]);
    }
    if (!(await recordChange(scope, muutos))) return denied(key, { code: "AUDIT_UNAVAILABLE" }, undefined);
    const answer = await callEntry(onlyOf(own, operation), asked, { asiakkaat: [asiakasId], tiedot });
    const errors = answer.errors.map((error) => (isOfWhole(error) ? toToldChange(error, key) : error));
    for (const { code, parameters } of errors.filter(isOfWhole))
      await recordChange(scope, toFailed(muutos, { code, ...parameters }));
    return { data: { [key]: null, ...answer.data }, errors };
  };

  return async (operation: OperationDefinitionNode, asked: Asked): Promise<SubgraphAnswer> => {
    const data: Record<string, unknown> = {};
    const errors: GraphError[] = [];
    for (const field of askedFields(operation.selectionSet, asked)) {
      const answer = await change(operation, field, asked);
      Object.assign(data, answer.data);
      errors.push(...answer.errors);
    }
    return { data, errors };
  };
}

/** The change as one that was not made, or of which that is not known. */
function toFailed(muutos: Muutos, { code, saanto }: Pick<Verdict, "code" | "saanto">): Muutos {
  return { ...muutos, koodi: code, ...(saanto === undefined ? {} : { saanto }) };
}

function isOfWhole({ path = [] }: GraphError): boolean {
  return path.length <= 1;
}

/** Codes of a call of which it is not known what it did, unless whoever made it says so. */
const unknownCodes: ReadonlySet<ErrorCode> = new Set([
  "SOURCE_TIMEOUT",
  "SOURCE_UNAVAILABLE",
  "SOURCE_INVALID_RESPONSE",
  "INTERNAL_SERVER_ERROR",
]);

/** A failure of the change itself: where nothing more is known of it, as one whose outcome is not known. */
function toToldChange(error: GraphError, key: string): GraphError {
  const isUnknown = unknownCodes.has(error.code) && error.parameters.saanto === undefined;
  const parameters = isUnknown ? { ...error.parameters, ...muutosEpaselva } : error.parameters;
  return { ...error, parameters, path: [key] };
}

interface Judged {
  /** Items that may be changed. */
  readonly tiedot: readonly number[];
  readonly suhde: Suhde;
  /** Why nothing may. */
  readonly verdict: Verdict | undefined;
}

interface Asking {
  readonly asiakasId: string;
  /** Fields of a person whose data is changed. */
  readonly kentat: readonly string[];
  readonly kentta: string;
}

const forbidden: Verdict = { code: "FORBIDDEN" };

/** Which of the items the asker may change of this person: by the facts that reading them turns on. */
function createJudgePerson({ rules, findStances }: ChangeOptions) {
  return async ({ asiakasId, kentat, kentta }: Asking, scope: RequestScope): Promise<Judged> => {
    const [stance] = await findStances([asiakasId], selectAll(kentat), scope);
    if (stance === undefined) throw new Error("no stance to the person whose data is changed");
    const judged = kentat.map((name) => {
      const known = rules.catalogue.kentta(personType, name);
      if (known?.tieto === undefined) throw new Error(`${kentta} changes a field that carries no item`);
      const { tieto } = known;
      return { tieto, verdict: judgeChange({ kentta: known, tieto }, kentta, { stance, rules }) };
    });
    const tiedot = judged.flatMap(({ tieto, verdict }) => (verdict === undefined ? [tieto] : []));
    const { suhde } = stance.asema;
    if (tiedot.length > 0) return { tiedot, suhde, verdict: undefined };
    const [{ verdict = forbidden } = { verdict: forbidden }] = judged;
    // The best relation stands for one that was not asked about, where nothing could be given by it.
    return { tiedot: judged.map(({ tieto }) => tieto), suhde: suhde === "OMA" ? suhde : "EI", verdict };
  };
}

/** Whom a field is about: whom its argument names, else the customer who is signed in. */
function personOf(field: FieldNode, { variables, scope }: Asked): string | undefined {
  const argument = field.arguments?.find(({ name }) => name.value === "asiakas");
  const named: unknown = argument === undefined ? undefined : valueFromASTUntyped(argument.value, { ...variables });
  const own = scope.actor.kind === "asiakas" ? scope.actor.asiakasId : undefined;
  const id = named ?? own;
  return typeof id === "string" ? id : undefined;
}

function denied(key: string, verdict: Verdict, tieto: number | undefined): SubgraphAnswer {
  return { data: { [key]: null }, errors: [toDenialError(verdict, tieto, [key])] };
}

function onlyOf(field: FieldNode, operation: OperationDefinitionNode): OperationDefinitionNode {
  return { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: [field] } };
}

function selectAll(kentat: readonly string[]): SelectionSetNode {
  const selections = kentat.map((value) => ({ kind: Kind.FIELD, name: { kind: Kind.NAME, value } }) as const);
  return { kind: Kind.SELECTION_SET, selections };
}
