import { readFileSync } from "node:fs";
import { portsFrom, withPlaces } from "./ports.ts";
import { registerSchemas } from "./registers.ts";

/** The supergraph of the made up registers, as composed; a test holds it to their schemas. */
const file = new URL("supergraph.graphql", import.meta.url);

/** The supergraph with the places where the registers run. */
export function supergraphAt(ports: ReadonlyMap<string, number>): string {
  return withPlaces(readFileSync(file, "utf8"), ports);
}

/** The same with the registers at ports one after another. */
export function supergraphFrom(firstPort: number): string {
  return supergraphAt(portsFrom(Object.keys(registerSchemas), firstPort));
}
