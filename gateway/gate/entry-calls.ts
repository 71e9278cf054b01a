import type { DocumentNode, OperationDefinitionNode } from "graphql";
import type { Actor } from "../actor/index.ts";
import { rootTypeOf } from "../catalogue/index.ts";
import type { Catalogue } from "../catalogue/index.ts";
import type { Sallittu, SubgraphAnswer, SubgraphTransport } from "../subgraph/index.ts";
import type { ToCurrent } from "./current-persons.ts";
import { toOperationDocument } from "./entity-document.ts";
import { entryShapeOf, judgeBelowEntry, judgeEntryField } from "./judge.ts";
import { narrow } from "./narrow.ts";
import type { Narrowed } from "./narrow.ts";
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
  const entryFor = createEntries(catalogue);
  return async (operation, asked, sallittu) => {
    const entry = entryFor(operation, asked.scope.actor);
    const { narrowed } = entry;
    const document = await toCurrentDocument(operation, entry, { asked, toCurrent });
    const answer =
      document === undefined
        ? { data: {}, errors: [] }
        : await target.call(
            { document, variables: asked.variables, ...(sallittu === undefined ? {} : { sallittu }) },
            asked.scope,
          );
    const data = answer.data ?? {};
    const filled = await persons.fillBorders(data, narrowed.borders, asked);
    return { data, errors: [...answer.errors, ...filled, ...applyDenials(data, narrowed.denials)] };
  };
}

/** What is left of an operation for those who may enter by the same. */
interface Entry {
  readonly narrowed: Narrowed;
  /** Undefined when nothing is left to ask. */
  readonly document: DocumentNode | undefined;
}

/** Judges an operation of a plan once for each kind of actor: who asks again, asks the very same document. */
function createEntries(catalogue: Catalogue): (operation: OperationDefinitionNode, actor: Actor) => Entry {
  const known = new WeakMap<OperationDefinitionNode, Map<string, Entry>>();
  return (operation, actor) => {
    const byShape = known.get(operation) ?? new Map<string, Entry>();
    known.set(operation, byShape);
    const shape = entryShapeOf(actor);
    const found = byShape.get(shape);
    if (found !== undefined) return found;
    const narrowed = narrow(operation.selectionSet, rootTypeOf(operation), {
      catalogue,
      judge: ({ kentta }, isRoot) => (isRoot ? judgeEntryField(kentta, actor) : judgeBelowEntry(kentta)),
    });
    const { selectionSet } = narrowed;
    const document = selectionSet === undefined ? undefined : toOperationDocument({ ...operation, selectionSet });
    const made: Entry = { narrowed, document };
    byShape.set(shape, made);
    return made;
  };
}

/** The entry's document, or one like it that names the person of today. */
async function toCurrentDocument(
  operation: OperationDefinitionNode,
  { narrowed: { selectionSet }, document }: Entry,
  { asked, toCurrent }: { readonly asked: Asked; readonly toCurrent: ToCurrent },
): Promise<DocumentNode | undefined> {
  if (selectionSet === undefined) return undefined;
  const current = await toCurrent(selectionSet, asked);
  return current === selectionSet ? document : toOperationDocument({ ...operation, selectionSet: current });
}
