import { ApolloGateway } from "@apollo/gateway";
import type { GraphQLDataSource } from "@apollo/gateway";
import type { GatewayGraphQLRequestContext } from "@apollo/server-gateway-interface";
import { parse } from "graphql";
import type { GraphQLFormattedError } from "graphql";
import type { GraphError } from "../errors.ts";
import type { GuardedCall } from "../gate/index.ts";
import type { RequestScope } from "../subgraph/index.ts";
import type { Engine, EngineAnswer, EngineOptions, EngineRequest } from "./engine.ts";
import { batchEntities } from "./entity-batch.ts";
import { toCompletionErrors } from "./value-completion.ts";

const quiet = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/**
 * @apollo/gateway (licence: Elastic-2.0) behind our own way to the subgraphs. What it does wrong or
 * lacks is mended from outside: its HTTP client is never used, so no URL or text of a source can
 * reach a client; representations are de-duplicated and fetches joined; a null that its value
 * completion makes becomes an error with a path; telemetry, plan exposure and logging are off.
 *
 * @throws Error when the supergraph does not load, or names a subgraph that is not there.
 */
export async function createApolloEngine({ supergraphSdl, subgraphs }: EngineOptions): Promise<Engine> {
  // Read by the constructor; else it sends hourly metrics to its vendor and probes cloud metadata addresses.
  process.env["APOLLO_TELEMETRY_DISABLED"] = "true";
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => toDataSource(name, subgraphs.get(name)),
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: true },
    __exposeQueryPlanExperimental: false,
    debug: false,
    logger: quiet,
  });
  const { schema, executor } = await gateway.load();
  return {
    schema,
    close: () => gateway.stop(),
    async execute(request) {
      const result = await executor(toRequestContext(request, schema));
      return toAnswer(result);
    },
  };
}

interface EngineContext extends Record<string, unknown> {
  readonly scope: RequestScope;
}

function toDataSource(name: string, call: GuardedCall | undefined): GraphQLDataSource<EngineContext> {
  if (call === undefined)
    throw new Error(`the supergraph names the subgraph ${name}, which the configuration does not`);
  const batched = batchEntities(call);
  return {
    async process({ request, context, ...rest }) {
      const document = ("document" in rest ? rest.document : undefined) ?? parse(request.query ?? "");
      const answer = await batched({ document, variables: request.variables ?? {} }, context.scope as RequestScope);
      const errors = answer.errors.map(toCarrier);
      return errors.length === 0 ? { data: answer.data } : { data: answer.data, errors };
    },
  };
}

/** The gateway mends the path of an error and leaves its extensions alone: they carry ours through. */
function toCarrier(error: GraphError): GraphQLFormattedError {
  return {
    message: error.code,
    ...(error.path === undefined ? {} : { path: error.path }),
    extensions: { asiakas: { code: error.code, parameters: error.parameters, cause: error.cause } },
  };
}

function fromCarrier(error: {
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: unknown;
}): GraphError {
  const { extensions, path } = error;
  const carried =
    typeof extensions === "object" && extensions !== null && "asiakas" in extensions ? extensions.asiakas : undefined;
  // Only toCarrier writes this member.
  const own = carried as Pick<GraphError, "code" | "parameters" | "cause"> | undefined;
  const at = path === undefined ? {} : { path };
  // What is not ours is a fault of the engine.
  if (own === undefined) return { code: "INTERNAL_SERVER_ERROR", parameters: {}, cause: error, ...at };
  const { code, parameters, cause } = own;
  return { code, parameters, ...at, ...(cause === undefined ? {} : { cause }) };
}

type ExecutorResult = Awaited<ReturnType<Awaited<ReturnType<ApolloGateway["load"]>>["executor"]>>;

function toAnswer(result: ExecutorResult): EngineAnswer {
  const errors = (result.errors ?? []).map(fromCarrier);
  return { data: result.data ?? null, errors: [...errors, ...toCompletionErrors(result.extensions)] };
}

/** What the executor reads of a request; its HTTP, cache and metrics are not used. */
function toRequestContext(
  { operation, variables, scope }: EngineRequest,
  schema: Engine["schema"],
): GatewayGraphQLRequestContext<EngineContext> {
  const context: EngineContext = { scope };
  const { operationName } = operation;
  return {
    request: { variables: { ...variables }, ...(operationName === undefined ? {} : { operationName }) },
    document: operation.document,
    queryHash: operation.hash,
    operation: operation.definition,
    operationName: operationName ?? null,
    source: "",
    context,
    schema,
    logger: quiet,
    metrics: {},
    overallCachePolicy: { policyIfCacheable: () => null },
    cache: { get: nothingYet, set: nothingYet, delete: nothingYet },
  } as unknown as GatewayGraphQLRequestContext<EngineContext>;
}

function nothing(): void {
  // The gateway's own log lines may quote operations.
}

function nothingYet(): Promise<undefined> {
  return Promise.resolve(undefined);
}
