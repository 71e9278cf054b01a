import type { EnginePart } from "../engine/index.ts";
import type { GraphError } from "../errors.ts";
import type { Release } from "./release.ts";
import type { PartToTell } from "./send-parts.ts";

/** Later parts on their way to the client. */
export interface Releasing {
  readonly release: Release;
  /** Correlation id. */
  readonly pyynto: string;
  /** Told of each part's errors. */
  readonly onErrors: (errors: readonly GraphError[]) => void;
}

/**
 * Gives each later part once it is in the use log. Where the log takes no more, what is left is told by an error in place of
 * its data.
 */
export async function* releaseParts(
  later: AsyncIterable<EnginePart>,
  { release, pyynto, onErrors }: Releasing,
): AsyncGenerator<PartToTell> {
  for await (const part of later) {
    const isBelowRoot = part.places.some((place) => place.length > 0);
    const lahteet = await release(part, part.operation, { isBelowRoot });
    const told = lahteet === undefined ? withheld(part) : part;
    onErrors(told.errors);
    yield { ...told, extensions: { pyynto, ...(lahteet === undefined ? {} : { lahteet }) } };
  }
}

function withheld(part: EnginePart): EnginePart {
  const errors = part.places.map((path): GraphError => ({ code: "AUDIT_UNAVAILABLE", parameters: {}, path }));
  return { ...part, data: null, errors };
}
