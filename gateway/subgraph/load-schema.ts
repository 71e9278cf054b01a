import { buildSubgraphSchema } from "@apollo/subgraph";
import { readFileSync } from "node:fs";
import { parse } from "graphql";
import type { GraphQLSchema } from "graphql";
import { loadTypeDefs } from "./type-defs.ts";

/**
 * A subgraph's own schema, without resolvers and with its marks: what answers are checked against, and
 * what a subgraph in another process checks operations by. @throws Error as `loadTypeDefs`.
 */
export function loadSubgraphSchema(schema: URL): GraphQLSchema {
  return buildSubgraphSchema({ typeDefs: parse(loadTypeDefs(readFileSync(schema, "utf8"))) });
}
