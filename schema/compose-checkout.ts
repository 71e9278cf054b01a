import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readTiedot } from "../gateway/catalogue/index.ts";
import type { SharedSchema } from "../gateway/subgraph/type-defs.ts";
import { composeSupergraph } from "./compose-supergraph.ts";
import type { SubgraphToCompose } from "./compose-supergraph.ts";
import type { Finding } from "./finding.ts";
import { lintComposed, lintDescriptions, lintSubgraph } from "./lint-subgraph.ts";

/** The files that composing writes, and their new text; or why there is nothing to write. */
export type Outcome =
  | { readonly kind: "composed"; readonly files: readonly ComposedFile[]; readonly hints: readonly Finding[] }
  | { readonly kind: "refused"; readonly errors: readonly Finding[] };

/** A committed file that is composed. */
export interface ComposedFile {
  /** Path from the root of the checkout. */
  readonly file: string;
  readonly text: string;
}

/** Files of `schema/` that composing reads. */
interface SchemaFiles extends SharedSchema {
  readonly tiedot: string;
}

const apiFile = "schema/api.graphql";
const header = "# Composed by `npm run compose` from subgraphs/*/schema.graphql: change those, not this file.\n";

/**
 * Lints and composes every folder of `subgraphs/` that has a `schema.graphql`, by name, and lints the
 * result. Reads only. Findings of a later step are not sought while an earlier one has any.
 * @throws Error when a file of `schema/` is missing, or `tiedot.graphql` can't be read.
 */
export function composeCheckout(root: string): Outcome {
  const read = (name: string): string => readFileSync(join(root, "schema", name), "utf8");
  const shared = {
    directives: read("directives.graphql"),
    yhteiset: read("yhteiset.graphql"),
    tiedot: read("tiedot.graphql"),
  };
  return composeTexts(readSubgraphs(root), shared);
}

function composeTexts(subgraphs: readonly SubgraphToCompose[], files: SchemaFiles): Outcome {
  if (subgraphs.length === 0) {
    const next = "add a subgraph: a folder with its types in schema.graphql";
    return { kind: "refused", errors: [{ file: "subgraphs", what: "no folder has a schema.graphql", next }] };
  }
  const context = { tiedot: new Set(readTiedot(files.tiedot).map(({ id }) => id)), yhteiset: files.yhteiset };
  const errors = [...lintShared(files), ...subgraphs.flatMap((subgraph) => lintSubgraph(subgraph, context))];
  if (errors.length > 0) return { kind: "refused", errors };

  const composed = composeSupergraph(subgraphs, files);
  if (composed.kind === "refused") return composed;
  const api = header + composed.apiSdl;
  const composedErrors = lintComposed(apiFile, api, context);
  if (composedErrors.length > 0) return { kind: "refused", errors: composedErrors };
  return {
    kind: "composed",
    hints: composed.hints,
    files: [
      { file: "schema/supergraph.graphql", text: header + composed.supergraphSdl },
      { file: apiFile, text: api },
    ],
  };
}

function lintShared({ directives, yhteiset, tiedot }: SchemaFiles): readonly Finding[] {
  return [
    ...lintDescriptions("schema/directives.graphql", directives),
    ...lintDescriptions("schema/yhteiset.graphql", yhteiset),
    ...lintDescriptions("schema/tiedot.graphql", tiedot),
  ];
}

function readSubgraphs(root: string): readonly SubgraphToCompose[] {
  const folder = join(root, "subgraphs");
  return readdirSync(folder)
    .toSorted()
    .map((name) => ({ name, path: join(folder, name, "schema.graphql") }))
    .filter(({ path }) => existsSync(path))
    .map(({ name, path }) => ({ name, schemaText: readFileSync(path, "utf8") }));
}
