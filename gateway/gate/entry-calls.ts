import type { OperationDefinitionNode } from "graphql";
import { rootTypeOf } from "../catalogue/index.ts";
import type { Catalogue } from "../catalogue/index.ts";
import type { Sallittu, SubgraphAnswer, SubgraphTransport } from "../subgraph/index.ts";
import type { ToCurrent } from "./current-persons.ts";
import { toOperationDocument } from "./entity-document.ts";
import { judgeBelowEntry, judgeEntryField } from "./judge.ts";
import { narrow } from "./narrow.ts";
import type { Asked, PersonCalls } from "./person-calls.ts";
import { applyDenials } from "./place-answer.ts";

/** Asks an operation at the root, less what the actor may not enter by; `sallittu` goes with it. */
export type CallEntry = (
  operation: OperationDefinitionNode,
  asked: Asked,
  sallittu?: Sallittu,
) => Promise<SubgraphAnswer>;

/** What entry calls need. */
interface EntryOptions {
  readonly catalogue: Catalogue;
  readonly toCurrent: ToCurrent;
  /** Asks about the persons whom an answer leads to. */
  readonly persons: PersonCalls;
}

/** Entry calls of one subgraph. */
export function createCallEntry(target: SubgraphTransport, { catalogue, toCurrent, persons }: EntryOptions): CallEntry {
  return async (operation, asked, sallittu) => {
    const { actor } = asked.scope;
    const narrowed = narrow(operation.selectionSet, rootTypeOf(operation), {
      catalogue,
      judge: ({ kentta }, isRoot) => (isRoot ? judgeEntryField(kentta, actor) : judgeBelowEntry(kentta)),
    });
    const { selectionSet } = narrowed;
    const answer =
      selectionSet === undefined
        ? { data: {}, errors: [] }
        : await target.call(
            {
              document: toOperationDocument({ ...operation, selectionSet: await toCurrent(selectionSet, asked) }),
              variables: asked.variables,
              ...(sallittu === undefined ? {} : { sallittu }),
            },
            asked.scope,
          );
    const data = answer.data ?? {};
    const filled = await persons.fillBorders(data, narrowed.borders, asked);
    return { data, errors: [...answer.errors, ...filled, ...applyDenials(data, narrowed.denials)] };
  };
}
