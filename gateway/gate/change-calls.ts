import { Kind, valueFromASTUntyped } from "graphql";
import type { FieldNode, OperationDefinitionNode, SelectionNode, SelectionSetNode } from "graphql";
import type { Suhde } from "../policy/index.ts";
import type { ErrorCode, GraphError } from "../errors.ts";
import { muutosEpaselva } from "../subgraph/index.ts";
import type { RequestScope, SubgraphAnswer } from "../subgraph/index.ts";
import type { TunnuksenLaji } from "./current-persons.ts";
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
}

/**
 * Runs a mutation, one field at a time and in order, so that what is allowed for one is never another's. A field that
 * changes a person's data (`@muutos`) is judged for that person, written into the use log, and only then made.
 */
export function createCallMutation(options: ChangeOptions, callEntry: CallEntry) {
  const { rules, recordChange } = options;
  const judge = createJudgePerson(options);

  const change = async (operation: OperationDefinitionNode, field: FieldNode, asked: Asked) => {
    const { scope } = asked;
    const known = rules.catalogue.kentta("Mutation", field.name.value);
    const kentat = known?.muutos;
    // What is no person's, or not for this asker at all, is judged as every entry is.
    if (known === undefined || kentat === undefined || judgeEntryField(known, scope.actor) !== undefined) {
      return callEntry(operation, asked);
    }
    const key = field.alias?.value ?? field.name.value;
    const asiakasId = personOf(field, asked);
    if (asiakasId === undefined || options.tunnuksenLaji(asiakasId) === undefined) return callEntry(operation, asked);
    const { tiedot, verdict, suhde } = await judge({ asiakasId, kentat, kentta: known.coordinate }, scope);
    const muutos: Muutos = { asiakasId, kentta: known.coordinate, suhde, tiedot };
    if (verdict !== undefined) {
      const { code, saanto } = verdict;
      await recordChange(scope, { ...muutos, koodi: code, ...(saanto === undefined ? {} : { saanto }) });
      return denied(key, verdict, tiedot[0]);
    }
    if (!(await recordChange(scope, muutos))) return denied(key, { code: "AUDIT_UNAVAILABLE" }, undefined);
    const answer = await callEntry(operation, asked, { asiakkaat: [asiakasId], tiedot });
    const errors = answer.errors.map((error) => (isOfWhole(error) ? toToldChange(error, key) : error));
    for (const { code, parameters } of errors.filter(isOfWhole)) {
      const { saanto } = parameters;
      await recordChange(scope, { ...muutos, koodi: code, ...(saanto === undefined ? {} : { saanto }) });
    }
    return { data: { [key]: null, ...answer.data }, errors };
  };

  return async (operation: OperationDefinitionNode, asked: Asked): Promise<SubgraphAnswer> => {
    const data: Record<string, unknown> = {};
    const errors: GraphError[] = [];
    for (const field of fieldsOf(operation.selectionSet)) {
      const answer = await change({ ...operation, selectionSet: onlyOf(field) }, field, asked);
      Object.assign(data, answer.data);
      errors.push(...answer.errors);
    }
    return { data, errors };
  };
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

/** Which of the items the asker may change of this person: by the facts that reading them turns on. */
function createJudgePerson({ rules, findStances }: ChangeOptions) {
  return async ({ asiakasId, kentat, kentta }: Asking, scope: RequestScope): Promise<Judged> => {
    const [stance] = await findStances([asiakasId], selectAll(kentat), scope);
    if (stance === undefined) throw new Error("no stance to the person whose data is changed");
    const judged = kentat.map((name) => {
      const known = rules.catalogue.kentta(personType, name);
      if (known?.tieto === undefined) throw new Error(`${kentta} changes a field that carries no item`);
      const { tieto } = known;
      return { tieto, verdict: judgeChange({ kentta: known, tieto, rivilla: false }, kentta, { stance, rules }) };
    });
    const tiedot = judged.flatMap(({ tieto, verdict }) => (verdict === undefined ? [tieto] : []));
    const { suhde } = stance.asema;
    if (tiedot.length > 0) return { tiedot, suhde, verdict: undefined };
    const verdict = judged[0]?.verdict ?? { code: "FORBIDDEN" };
    // The best relation stands for one that was not asked about, where nothing could be given by it.
    return { tiedot: judged.map(({ tieto }) => tieto), suhde: suhde === "OMA" ? suhde : "EI", verdict };
  };
}

/** Whom a field is about: whom its argument names, else the customer who is signed in. */
function personOf(field: FieldNode, { variables, scope }: Asked): string | undefined {
  const value = field.arguments?.find(({ name }) => name.value === "asiakas")?.value;
  const named: unknown = value === undefined ? undefined : valueFromASTUntyped(value, { ...variables });
  if (named === undefined || named === null) {
    return scope.actor.kind === "asiakas" ? scope.actor.asiakasId : undefined;
  }
  // Anything else is no id of the graph: the register is told nothing of it, and says so.
  return typeof named === "string" ? named : undefined;
}

function denied(key: string, verdict: Verdict, tieto: number | undefined): SubgraphAnswer {
  return { data: { [key]: null }, errors: [toDenialError(verdict, tieto, [key])] };
}

function fieldsOf({ selections }: SelectionSetNode): readonly FieldNode[] {
  return selections.flatMap((selection: SelectionNode): readonly FieldNode[] => {
    if (selection.kind === Kind.FIELD) return [selection];
    return selection.kind === Kind.INLINE_FRAGMENT ? fieldsOf(selection.selectionSet) : [];
  });
}

function onlyOf(field: FieldNode): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections: [field] };
}

function selectAll(kentat: readonly string[]): SelectionSetNode {
  const selections = kentat.map((value) => ({ kind: Kind.FIELD, name: { kind: Kind.NAME, value } }) as const);
  return { kind: Kind.SELECTION_SET, selections };
}
