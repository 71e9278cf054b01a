import { buildSchema, isObjectType, parse } from "graphql";
import type { GraphQLFieldResolver, GraphQLSchema } from "graphql";
import { createExecute } from "../../../../gateway/subgraph/execution/execute.ts";
import { createBoth } from "./both.ts";

/** Resolvers by type and field, each as graphql-js calls it. */
export type Resolvers = Readonly<Record<string, Readonly<Record<string, GraphQLFieldResolver<never, never>>>>>;

/** A schema with these resolvers; all else is a member of its object. */
export function schemaOf(sdl: string, resolvers: Resolvers = {}): GraphQLSchema {
  const schema = buildSchema(sdl);
  for (const [name, own] of Object.entries(resolvers)) {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`${name} is no object type`);
    for (const [field, resolve] of Object.entries(own)) {
      const definition = type.getFields()[field];
      if (definition === undefined) throw new Error(`${name} has no ${field}`);
      definition.resolve = resolve as GraphQLFieldResolver<unknown, unknown>;
    }
  }
  return schema;
}

/** What ours gives of a query, which is what graphql-js gives of it. */
export interface Same {
  readonly data: unknown;
  readonly errors: readonly { readonly message: string; readonly path?: unknown }[] | undefined;
}

/** Asks both executors. @throws Error that shows both answers when they differ. */
export async function askBoth(
  schema: GraphQLSchema,
  text: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Same> {
  const document = parse(text);
  const { expected, got } = await createBoth(schema)({ document, variables });
  if (JSON.stringify(expected) !== JSON.stringify(got)) {
    throw new Error(`graphql-js gives ${JSON.stringify(expected)}, ours ${JSON.stringify(got)}`);
  }
  const { data, errors } = await createExecute(schema)({ document, variables, context: undefined });
  return { data, errors: errors?.map(({ message, path }) => ({ message, ...(path === undefined ? {} : { path }) })) };
}
