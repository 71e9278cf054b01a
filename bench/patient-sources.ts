import { ownSubgraphs } from "../mocks/start-all.ts";

/** The gateway's configuration, as far as it is read here. */
interface File {
  readonly subgraphs: Readonly<Record<string, Place>>;
}

interface Place {
  readonly run: string;
  readonly settings?: unknown;
}

/**
 * The configuration with registers that may take their time: so many callers wait for a place, and are not
 * refused. For a load that shares a machine with its mocks: there the guard's own bounds (50 calls under way,
 * 100 waiting 200 ms) measure refusals, and the embedded CRM answers one statement at a time.
 */
export function toPatient<T extends File>(file: T, callers: number): T & { readonly requestMs: number } {
  const suojaus = { queue: callers * 10, queueMs: 60_000 };
  const toPlace = (name: string, place: Place): Place =>
    ownSubgraphs.includes(name) || place.run !== "in-process"
      ? place
      : { ...place, settings: { ...Object(place.settings), timeoutMs: 60_000, suojaus } };
  const subgraphs = Object.fromEntries(
    Object.entries(file.subgraphs).map(([name, place]) => [name, toPlace(name, place)]),
  );
  return { ...file, requestMs: 60_000, subgraphs };
}
