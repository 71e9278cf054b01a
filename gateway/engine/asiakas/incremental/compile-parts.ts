import { OperationTypeNode } from "graphql";
import type { Operation } from "../../../operation/index.ts";
import { compileWriter } from "../compile-writer.ts";
import type { Write, WriterKit } from "../compile-writer.ts";
import { asksToDefer, findParts } from "./find-parts.ts";
import type { LaterPart } from "./find-parts.ts";
import { placesOf } from "./asked-places.ts";
import type { Needs } from "./needed-fetches.ts";

/** One part of an answer, by what it tells and so what must have been fetched for it. */
export interface CompiledPart extends Needs {
  /** Writes it from the root. */
  readonly write: Write;
}

/** A part that comes later. */
export interface CompiledLater extends CompiledPart, Pick<LaterPart, "label" | "keys" | "within"> {
  /** The operation with nothing in it but the way to this part, and the part. */
  readonly operation: Operation;
  /** Keys of its objects that are there for the way, and no answer of the part. */
  readonly reserved: ReadonlySet<string>;
}

/** An operation whose answer comes in parts. */
export interface CompiledParts {
  /** Nothing of the later parts is begun before the first is done. */
  readonly isMutation: boolean;
  readonly first: CompiledPart;
  readonly later: readonly CompiledLater[];
}

/** Compiles an operation in plain form by its deferred fragments; undefined when it has none. */
export function compileParts(operation: Operation, kit: WriterKit): CompiledParts | undefined {
  const { definition } = operation;
  if (!asksToDefer(definition.selectionSet)) return undefined;
  const { first, later } = findParts(definition, kit.conditions);
  if (later.length === 0) return undefined;
  const isMutation = definition.operation === OperationTypeNode.MUTATION;
  return {
    isMutation,
    first: { places: placesOf(first, kit), withRoot: isMutation, write: compileWriter(first, kit) },
    later: later.map(({ boundary, reserved, ...part }) => ({
      ...part,
      reserved: new Set(reserved),
      operation: {
        ...operation,
        definition: part.definition,
        document: { ...operation.document, definitions: [part.definition] },
      },
      places: placesOf(part.definition, kit),
      withRoot: false,
      write: compileWriter(part.definition, { ...kit, boundary }),
    })),
  };
}
