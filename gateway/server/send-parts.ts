import type { EnginePart } from "../engine/index.ts";
import { toErrorView } from "../errors.ts";
import type { ErrorTeller, GraphError } from "../errors.ts";
import type { StreamWriter } from "./write-stream.ts";

/** The first part of an answer as JSON: the same answer, with the word that more will come. */
function toFirstPayload(answer: string): string {
  return `${answer.slice(0, -1)},"hasNext":true}`;
}

/** After the last part. */
const lastPayload = '{"hasNext":false}';

/** What is told of one part. */
export interface PartToTell extends Pick<EnginePart, "label" | "data" | "places" | "errors"> {
  /** Beside the part. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** An answer to send in parts. */
export interface Sending {
  /** Body of what is told first. */
  readonly first: string;
  readonly later: AsyncIterable<PartToTell>;
  readonly teller: ErrorTeller;
}

/** Sends an answer part by part, each when it is there. When the client has left, nothing more is told, or asked for. */
export async function sendParts(parts: StreamWriter, { first, later, teller }: Sending): Promise<void> {
  if (!(await parts.send(toFirstPayload(first)))) return;
  for await (const part of later) {
    if (!(await parts.send(toLaterPayload(part, teller)))) return;
  }
  await parts.send(lastPayload);
}

/** One later part as JSON: for each object that it is of, its data, or null and why. */
function toLaterPayload({ label, data, places, errors, extensions }: PartToTell, teller: ErrorTeller): string {
  const incremental = places.map((path) => {
    const own = errors.filter((error) => isOf(error, path)).map((error) => toErrorView(error, teller));
    return {
      ...(label === undefined ? {} : { label }),
      path,
      data: path.reduce(memberOf, data),
      ...(own.length === 0 ? {} : { errors: own }),
    };
  });
  return JSON.stringify({ incremental, hasNext: true, ...(extensions === undefined ? {} : { extensions }) });
}

function isOf({ path = [] }: GraphError, place: readonly (string | number)[]): boolean {
  return place.every((step, at) => step === path[at]);
}

function memberOf(value: unknown, step: string | number): unknown {
  return typeof value === "object" && value !== null ? (Reflect.get(value, step) ?? null) : null;
}
