/** Ports of registers, one after another. */
export function portsFrom(names: readonly string[], first: number): ReadonlyMap<string, number> {
  return new Map(names.map((name, at) => [name, first + at]));
}

/** Where a register at a port answers. */
export function registerUrl(port: number): string {
  return `http://127.0.0.1:${port}/graphql`;
}

/** A supergraph's text with the places where its registers run, in place of those of nowhere that it was composed with. */
export function withPlaces(supergraph: string, ports: ReadonlyMap<string, number>): string {
  let text = supergraph;
  for (const [name, port] of ports) {
    text = text.replaceAll(`http://${name}.asiakas.invalid/graphql`, registerUrl(port));
  }
  return text;
}
