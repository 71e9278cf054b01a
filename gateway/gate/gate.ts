import type { SelectionSetNode } from "graphql";
import type { Catalogue } from "../catalogue/index.ts";
import type { RequestScope, SubgraphAnswer, SubgraphTransport } from "../subgraph/index.ts";
import { isObject } from "./at-pattern.ts";
import { entitiesFieldOf, operationOf, toQueryDocument } from "./entity-document.ts";
import type { GuardedCall } from "./guarded-call.ts";
import { judgeEntryField } from "./judge.ts";
import { narrow } from "./narrow.ts";
import { createPersonCalls } from "./person-calls.ts";
import type { Asked } from "./person-calls.ts";
import { applyDenials } from "./place-answer.ts";
import { createAskTurvakielto } from "./turvakielto.ts";

/** Puts the gate before subgraphs. */
export interface Gate {
  /** The only way the engine reaches this subgraph. */
  guard(target: SubgraphTransport): GuardedCall;
}

/**
 * A gate by the catalogue's rules. `turvakieltoHolder` is the subgraph that can say whether a
 * person's place is protected; without one, places are shown to nobody but the customer.
 */
export function createGate(options: {
  readonly catalogue: Catalogue;
  readonly turvakieltoHolder: SubgraphTransport | undefined;
}): Gate {
  const { catalogue, turvakieltoHolder } = options;
  const askTurvakielto =
    turvakieltoHolder === undefined
      ? () => Promise.resolve(new Set<string>())
      : createAskTurvakielto(turvakieltoHolder);
  return {
    guard(target) {
      const persons = createPersonCalls(target, { catalogue, askTurvakielto });

      const callEntry = async (set: SelectionSetNode, asked: Asked): Promise<SubgraphAnswer> => {
        const { actor } = asked.scope;
        const judge = (field: Parameters<typeof judgeEntryField>[0]) => judgeEntryField(field, actor);
        const narrowed = narrow(set, "Query", { catalogue, judge });
        const answer = await callWhatIsLeft(target, narrowed.selectionSet, asked);
        const data = answer.data ?? {};
        const filled = await persons.fillBorders(data, narrowed.borders, asked);
        return { data, errors: [...answer.errors, ...filled, ...applyDenials(data, narrowed.denials)] };
      };

      return async (request, scope) => {
        const operation = operationOf(request.document);
        const asked: Asked = { declared: operation.variableDefinitions ?? [], variables: request.variables, scope };
        const entities = entitiesFieldOf(operation);
        if (entities?.selectionSet === undefined) return callEntry(operation.selectionSet, asked);
        const answer = await persons.ask(representationsOf(request.variables), entities.selectionSet, asked);
        const errors = answer.errors.map((error) => ({ ...error, path: ["_entities", ...(error.path ?? [])] }));
        return { data: { _entities: answer.entities }, errors };
      };
    },
  };
}

function callWhatIsLeft(
  target: SubgraphTransport,
  left: SelectionSetNode | undefined,
  { declared, variables, scope }: { readonly scope: RequestScope } & Asked,
): Promise<SubgraphAnswer> {
  if (left === undefined) return Promise.resolve({ data: {}, errors: [] });
  return target.call({ document: toQueryDocument(left, declared), variables }, scope);
}

function representationsOf(variables: Readonly<Record<string, unknown>>): readonly Record<string, unknown>[] {
  const { representations } = variables;
  if (!Array.isArray(representations)) throw new Error("an entity call without representations");
  return representations.filter(isObject);
}
