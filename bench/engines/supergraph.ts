import { readFileSync } from "node:fs";
import { registerSchemas } from "./registers.ts";

/** The supergraph of the made up registers, as composed; a test holds it to their schemas. */
const file = new URL("supergraph.graphql", import.meta.url);

/** The supergraph with the places where the registers run. */
export function supergraphAt(ports: ReadonlyMap<string, number>): string {
  let text = readFileSync(file, "utf8");
  for (const [name, port] of ports) {
    text = text.replaceAll(`http://${name}.asiakas.invalid/graphql`, registerUrl(port));
  }
  return text;
}

/** Ports of the registers, one after another. */
export function portsFrom(first: number): ReadonlyMap<string, number> {
  return new Map(Object.keys(registerSchemas).map((name, at) => [name, first + at]));
}

/** Where a register at a port answers. */
export function registerUrl(port: number): string {
  return `http://127.0.0.1:${port}/graphql`;
}
