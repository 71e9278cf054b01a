import type { EnginePart } from "../engine/index.ts";
import type { ErrorTeller, GraphError } from "../errors.ts";
import type { Release } from "./release.ts";
import { lastPayload, toFirstPayload, toLaterPayload } from "./tell-later.ts";
import type { StreamWriter } from "./write-stream.ts";

/** An answer to send in parts. */
export interface Sending {
  /** Body of what is told first, which has been released. */
  readonly first: string;
  readonly later: AsyncIterable<EnginePart>;
  readonly release: Release;
  readonly teller: ErrorTeller;
}

/**
 * Sends an answer part by part, each when it is there and in the use log. Where the log takes no more, what is left is told
 * by an error in place of its data. Gives the errors of the later parts. When the client has left, nothing more is told.
 */
export async function sendParts(
  parts: StreamWriter,
  { first, later, release, teller }: Sending,
): Promise<readonly GraphError[]> {
  const errors: GraphError[] = [];
  if (!(await parts.send(toFirstPayload(first)))) return errors;
  for await (const part of later) {
    const isBelowRoot = part.places.some((place) => place.length > 0);
    const lahteet = await release(part, part.operation, { isBelowRoot });
    const told = lahteet === undefined ? withheld(part) : part;
    errors.push(...told.errors);
    const extensions = { pyynto: teller.pyynto, ...(lahteet === undefined ? {} : { lahteet }) };
    if (!(await parts.send(toLaterPayload({ ...told, extensions }, teller)))) return errors;
  }
  await parts.send(lastPayload);
  return errors;
}

function withheld(part: EnginePart): EnginePart {
  const errors = part.places.map((path): GraphError => ({ code: "AUDIT_UNAVAILABLE", parameters: {}, path }));
  return { ...part, data: null, errors };
}
