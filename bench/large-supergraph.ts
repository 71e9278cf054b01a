import { readFileSync } from "node:fs";

/** How large a supergraph is made. */
export interface LargeSupergraph {
  readonly subgraphs: number;
  readonly types: number;
}

const join = readFileSync(new URL("engines/supergraph.graphql", import.meta.url), "utf8");
/** The links and directives of the join specification, as composition writes them. */
const head = join.slice(0, join.indexOf("\ntype "));
/** Its scalars, inputs and enums, but for the list of subgraphs. */
const tail = [...join.matchAll(/^(?:scalar|enum|input) (?!join__Graph\b)(?:join|link)__\w+(?: \{[^]*?^\})?/gm)].join(
  "\n\n",
);

/**
 * A supergraph of entities, each owned by one subgraph and leading on to the next type, which the next subgraph owns:
 * written as composition would write it, which itself takes minutes at this size.
 */
export function makeLargeSupergraph({ subgraphs, types }: LargeSupergraph): string {
  const graphs = Array.from({ length: subgraphs }, (_, at) => at);
  const listed = graphs
    .map((at) => `  S${at} @join__graph(name: "s${at}", url: "http://127.0.0.1:1/s${at}")`)
    .join("\n");
  const roots = graphs.map((at) => `  t${at}(id: ID!): T${at} @join__field(graph: S${at})`).join("\n");
  const query = `type Query\n${graphs.map((at) => `  @join__type(graph: S${at})`).join("\n")}\n{\n${roots}\n}`;
  const objects = Array.from({ length: types }, (_, at) => toObject(at, { subgraphs, types }));
  return [head, `enum join__Graph {\n${listed}\n}`, tail, query, ...objects].join("\n\n");
}

function toObject(at: number, { subgraphs, types }: LargeSupergraph): string {
  const own = `S${at % subgraphs}`;
  const before = `S${(at + subgraphs - 1) % subgraphs}`;
  return `type T${at}
  @join__type(graph: ${own}, key: "id")
  @join__type(graph: ${before}, key: "id", resolvable: false)
{
  id: ID!
  nimi: String @join__field(graph: ${own})
  maara: Int @join__field(graph: ${own})
  hinta: Float @join__field(graph: ${own})
  seuraava: T${(at + 1) % types} @join__field(graph: ${own})
}`;
}

/** An operation with a name of its own that goes through `hops` subgraphs one after another. */
export function chainOf(hops: number, { start, name }: { readonly start: number; readonly name: string }): string {
  const below = Array.from({ length: hops }).reduce<string>((inner) => `seuraava { id nimi maara ${inner} }`, "");
  return `query ${name}($id: ID!) { ${name}: t${start}(id: $id) { id nimi ${below} } }`;
}
