import { buildSubgraphSchema } from "@apollo/subgraph";
import { readFileSync } from "node:fs";
import { parse } from "graphql";
import type { ExecutionResult, GraphQLError } from "graphql";
import { isErrorCode } from "../errors.ts";
import type { GraphError } from "../errors.ts";
import type { AsiakasIds } from "./asiakas-id.ts";
import type { Subgraph, SubgraphContext, SubgraphResolvers } from "./define-subgraph.ts";
import { createExecute } from "./execution/execute.ts";
import { createRequestMemory } from "./request-memory.ts";
import type { Kotialueet, RequestScope, SubgraphAnswer, SubgraphTransport } from "./transport.ts";
import { createToday } from "./today.ts";
import { loadTypeDefs } from "./type-defs.ts";

/** What a subgraph needs to run in this process. */
export interface InProcessOptions {
  /** The subgraph's own part of the configuration. */
  readonly settings: unknown;
  /** What the gateway lends to a subgraph of its own; nothing to others. */
  readonly services?: unknown;
  readonly ids: AsiakasIds;
  /** The wall clock: which day and moment it is. */
  readonly now: () => Date;
}

/**
 * Runs a subgraph in this process: no HTTP hop between, no document printed or parsed.
 * @throws Error when the settings are wrong or the schema does not build.
 */
export function createInProcessTransport(subgraph: Subgraph, options: InProcessOptions): SubgraphTransport {
  const runtime = subgraph.open(options.settings, options.services);
  const typeDefs = loadTypeDefs(readFileSync(subgraph.schema, "utf8"));
  return {
    name: subgraph.name,
    reach: () =>
      Promise.all(
        runtime.sources.map(async (source) => ({
          lahde: source.lahde,
          solmu: source.solmu,
          tavoitettavissa: await source.isReachable(),
          katkaisin: source.katkaisin(),
        })),
      ),
    async close() {
      await Promise.all(runtime.sources.map((source) => source.close()));
    },
    call: createInProcessCall({ typeDefs, resolvers: runtime.resolvers }, options),
  };
}

/** A subgraph's complete schema, as text, and its resolvers. */
export interface SchemaWithResolvers {
  readonly typeDefs: string;
  readonly resolvers: SubgraphResolvers;
}

/** Calls of a subgraph in this process, without what is around it. @throws Error when the schema does not build. */
export function createInProcessCall(
  { typeDefs, resolvers }: SchemaWithResolvers,
  { ids, now }: Pick<InProcessOptions, "ids" | "now">,
): SubgraphTransport["call"] {
  // @apollo/subgraph's own type of a resolver map is looser than ours: it knows no context type.
  const schema = buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers: { ...resolvers } as never });
  const execute = createExecute(schema);
  const contextOf = createContexts(ids, now);
  return async ({ document, variables, kotialueet, sallittu }, scope) => {
    const shared = contextOf(scope, kotialueet);
    const context = sallittu === undefined ? shared : { ...shared, sallittu };
    const result = execute({ document, variables, context });
    return toAnswer(result instanceof Promise ? await result : result);
  };
}

type ContextOf = (scope: RequestScope, kotialueet?: Kotialueet) => SubgraphContext;

/**
 * One context per client request, so that what a request has fetched once is not fetched again for it. Home regions
 * are told call by call, and are known until the request ends.
 */
function createContexts(ids: AsiakasIds, now: () => Date): ContextOf {
  const contexts = createRequestMemory<Opened>();
  const toTanaan = createToday();
  return (scope, kotialueet) => {
    let known = contexts.of(scope);
    if (known === undefined) {
      const nyt = now();
      known = openContext(scope, ids, { nyt, tanaan: toTanaan(nyt) });
      contexts.keep(scope, known);
    }
    if (kotialueet !== undefined) known.tellHomes(kotialueet);
    return known.context;
  };
}

interface Opened {
  readonly context: SubgraphContext;
  tellHomes(told: Kotialueet): void;
}

function openContext(
  scope: RequestScope,
  ids: AsiakasIds,
  { nyt, tanaan }: Pick<SubgraphContext, "nyt" | "tanaan">,
): Opened {
  // Most requests need neither.
  let made: Map<unknown, unknown> | undefined;
  let homes: Map<string, string> | undefined;
  const context: SubgraphContext = {
    scope,
    actor: scope.actor,
    pyynto: scope.pyynto,
    tanaan,
    nyt,
    ids,
    kotialueOf: (asiakasId) => homes?.get(asiakasId),
    sallittu: undefined,
    forget: () => made?.clear(),
    once<T>(make: (context: SubgraphContext) => T): T {
      made ??= new Map();
      if (!made.has(make)) made.set(make, make(context));
      // The key is the function that made the value, so the type is that function's own.
      return made.get(make) as T;
    },
  };
  return {
    context,
    tellHomes(told) {
      homes ??= new Map();
      for (const [asiakasId, alue] of Object.entries(told)) homes.set(asiakasId, alue);
    },
  };
}

function toAnswer({ data = null, errors }: ExecutionResult): SubgraphAnswer {
  return { data, errors: errors === undefined ? [] : errors.map(toGraphError) };
}

/** An error that a resolver threw on purpose keeps its code; every other is a bug of ours. */
function toGraphError(error: GraphQLError): GraphError {
  const { code, parameters } = error.extensions;
  const known = isErrorCode(code);
  return {
    code: known ? code : "INTERNAL_SERVER_ERROR",
    // Set by toSubgraphError beside a known code, nowhere else.
    parameters: known ? (parameters ?? {}) : {},
    ...(error.path === undefined ? {} : { path: error.path }),
    ...(known ? {} : { cause: error.originalError ?? error }),
  };
}
