import { composeServices } from "@apollo/composition";
import { GraphQLError, Source, parse } from "graphql";
import type { DocumentNode } from "graphql";
import { readSharedSchema, toTypeDefs } from "../gateway/subgraph/type-defs.ts";
import type { SharedSchema } from "../gateway/subgraph/type-defs.ts";
import type { Finding } from "./finding.ts";
import { schemaFileOf } from "./lint-subgraph.ts";
import { toFinding } from "./locate.ts";
import { toPublicSchema } from "./public-schema.ts";

/** A subgraph to compose. `schemaText` is its own text, without what all share. */
export interface SubgraphToCompose {
  readonly name: string;
  readonly schemaText: string;
  /** Stands in the supergraph. Never called when left out: where a subgraph runs is configuration. */
  readonly url?: string;
}

/** Either the two schemas and what composition remarks, or why there are none. */
export type Composed =
  | {
      readonly kind: "composed";
      readonly supergraphSdl: string;
      /** What clients see, with our marks, without the inner parts of federation. */
      readonly apiSdl: string;
      readonly hints: readonly Finding[];
    }
  | { readonly kind: "refused"; readonly errors: readonly Finding[] };

/** Hints by which a mark of ours would lose to another: refused. */
const refusedHints = ["INCONSISTENT_NON_REPEATABLE_DIRECTIVE_ARGUMENTS", "MERGED_NON_REPEATABLE_DIRECTIVE_ARGUMENTS"];

/**
 * Composes subgraphs, in the order given, to one supergraph. Same input, same text. Findings name the
 * place in the subgraph's own file. Does not run the schema rules.
 */
export function composeSupergraph(
  subgraphs: readonly SubgraphToCompose[],
  shared: SharedSchema = readSharedSchema(),
): Composed {
  const services = subgraphs.map((subgraph) => toService(subgraph, shared));
  const unreadable = services.flatMap((service) => ("file" in service ? [service] : []));
  if (unreadable.length > 0) return { kind: "refused", errors: unreadable };

  const texts = { shared, own: new Map(subgraphs.map(({ name, schemaText }) => [schemaFileOf(name), schemaText])) };
  const composed = composeServices(services.flatMap((service) => ("file" in service ? [] : [service])));
  if (composed.errors !== undefined) {
    const errors = composed.errors.map((error) =>
      toFinding({ code: codeOf(error), message: error.message, nodes: error.nodes }, texts),
    );
    return { kind: "refused", errors };
  }
  const hints = composed.hints.filter((hint) => hint.definition.level.name !== "DEBUG" && !isMeant(hint));
  // Further lines of a hint repeat the texts it is about.
  const toHint = ({ definition, message, nodes }: CompositionHint): Finding =>
    toFinding({ code: definition.code, message: message.split(/:?\n/, 1).join(""), nodes }, texts);
  const refused = hints.filter(isRefused);
  if (refused.length > 0) return { kind: "refused", errors: refused.map(toHint) };
  // Printing indents the empty lines of descriptions too.
  const supergraphSdl = `${composed.supergraphSdl.trim()}\n`.replaceAll(/[ \t]+$/gm, "");
  return {
    kind: "composed",
    supergraphSdl,
    apiSdl: toPublicSchema(supergraphSdl),
    hints: hints.map(toHint),
  };
}

type CompositionHint = NonNullable<ReturnType<typeof composeServices>["hints"]>[number];

/**
 * `Koodi` has a key only in the subgraphs that leave its name to the code server: one that names its codes itself is
 * to have none, so that no step of a plan is taken for it.
 */
function isMeant({ definition, message }: CompositionHint): boolean {
  return definition.code === "INCONSISTENT_ENTITY" && message.startsWith('Type "Koodi" ');
}

interface Service {
  readonly name: string;
  readonly url: string;
  readonly typeDefs: DocumentNode;
}

function toService({ name, schemaText, url }: SubgraphToCompose, shared: SharedSchema): Service | Finding {
  try {
    const typeDefs = parse(new Source(toTypeDefs(schemaText, shared), schemaFileOf(name)));
    return { name, url: url ?? `http://${name}.asiakas.invalid/graphql`, typeDefs };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { file: schemaFileOf(name), ...error.locations?.[0], what: error.message, next: "mend the syntax there" };
  }
}

function codeOf({ extensions }: GraphQLError): string {
  return typeof extensions["code"] === "string" ? extensions["code"] : "INVALID_GRAPHQL";
}

function isRefused({ definition }: CompositionHint): boolean {
  return refusedHints.includes(definition.code);
}
