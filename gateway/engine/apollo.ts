import { ApolloGateway } from "@apollo/gateway";
import type { GraphQLDataSource } from "@apollo/gateway";
import type { QueryPlan } from "@apollo/query-planner";
import type { GatewayGraphQLRequestContext } from "@apollo/server-gateway-interface";
import { extendSchema, Kind, parse, print, visit } from "graphql";
import type { GuardedCall } from "../gate/index.ts";
import { deferDirective, isDefer } from "../operation/index.ts";
import type { Operation } from "../operation/index.ts";
import { joinEntities } from "../subgraph/index.ts";
import type { RequestScope } from "../subgraph/index.ts";
import { fromCarrier, toCarrier } from "./carried-errors.ts";
import type { Engine, EngineAnswer, EngineOptions, EngineRequest } from "./engine.ts";
import { noSubscriptions } from "./no-subscriptions.ts";
import { orderErrors } from "./order-errors.ts";
import { createPlanHandover } from "./plan-handover.ts";
import { createProcessPlanner } from "./planner/planner.ts";
import type { Planner } from "./planner/planner.ts";
import { readPlan } from "./planner/read-plan.ts";
import { toCompletionErrors } from "./value-completion.ts";

const quiet = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/**
 * @apollo/gateway (licence: Elastic-2.0) behind our own way to the subgraphs. What it does wrong or
 * lacks is mended from outside: its HTTP client is never used, so no URL or text of a source can
 * reach a client; representations are de-duplicated and fetches joined; a null that its value
 * completion makes becomes an error with a path; telemetry, plan exposure and logging are off. It
 * never plans: each operation comes with the plan of a planner that can be ended.
 *
 * @throws Error when the supergraph does not load, or names a subgraph that is not there.
 */
export async function createApolloEngine(options: EngineOptions): Promise<Engine> {
  const { supergraphSdl, subgraphs } = options;
  // Read by the constructor; else it sends hourly metrics to its vendor and probes cloud metadata addresses.
  process.env["APOLLO_TELEMETRY_DISABLED"] = "true";
  const plans = createPlanHandover();
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => toDataSource(name, subgraphs.get(name)),
    queryPlannerConfig: { cache: plans.cache },
    __exposeQueryPlanExperimental: false,
    debug: false,
    logger: quiet,
  });
  const withoutDefer = createWithoutDefer();
  const [{ schema, executor }, planner] = await loadBoth(gateway, startPlanner(options));
  const execute = async (request: EngineRequest): Promise<EngineAnswer> => {
    const { operation, text } = withoutDefer(request.operation);
    const planned = await planner.plan(text);
    if (!planned.ok) return { data: null, errors: [], refused: planned.error };
    const key = plans.hand(planned.plan);
    try {
      return toAnswer(await executor(toRequestContext({ ...request, operation }, schema, key)));
    } finally {
      plans.take(key);
    }
  };
  return {
    schema: extendSchema(schema, deferDirective),
    execute,
    async write(request) {
      const { data, errors, refused } = await execute(request);
      return { text: JSON.stringify(data), errors, ...(refused === undefined ? {} : { refused }) };
    },
    subscribe: () => Promise.resolve({ ok: false, error: noSubscriptions }),
    async close() {
      await Promise.all([planner.close(), gateway.stop()]);
    },
    async planAhead(operation) {
      const planned = await planner.planAhead(withoutDefer(operation).text);
      return planned.ok ? undefined : planned.error;
    },
  };
}

interface Plain {
  readonly operation: Operation;
  readonly text: string;
}

/** Prepares each operation once, while it is known: this gateway's answers are always whole. */
function createWithoutDefer(): (operation: Operation) => Plain {
  const known = new WeakMap<Operation["document"], Plain>();
  return (operation) => {
    const plain = known.get(operation.document) ?? toPlain(operation);
    known.set(operation.document, plain);
    return plain;
  };
}

function toPlain(operation: Operation): Plain {
  const definition: Operation["definition"] = visit(operation.definition, {
    Directive: (node) => (isDefer(node) ? null : undefined),
  });
  const document: Operation["document"] = { kind: Kind.DOCUMENT, definitions: [definition] };
  return { operation: { ...operation, definition, document }, text: print(document) };
}

function startPlanner({ supergraphSdl, limits, onPlannerEnded }: EngineOptions): Promise<Planner<QueryPlan>> {
  const entry = new URL("planner/apollo-planner.mjs", import.meta.url);
  const maxHeapMb = limits.maxPlannerMb;
  return createProcessPlanner({ entry, supergraphSdl, maxHeapMb, read: readPlan, limits, onEnded: onPlannerEnded });
}

type Loaded = Awaited<ReturnType<ApolloGateway["load"]>>;

/** Both load the supergraph, on two threads at once. When one can't, the other is ended. */
async function loadBoth(
  gateway: ApolloGateway,
  starting: Promise<Planner<QueryPlan>>,
): Promise<[Loaded, Planner<QueryPlan>]> {
  const [loaded, started] = await Promise.allSettled([gateway.load(), starting]);
  if (loaded.status === "fulfilled" && started.status === "fulfilled") return [loaded.value, started.value];
  if (started.status === "fulfilled") await started.value.close();
  await gateway.stop();
  throw loaded.status === "rejected" ? loaded.reason : started.status === "rejected" ? started.reason : undefined;
}

interface EngineContext extends Record<string, unknown> {
  readonly scope: RequestScope;
}

function toDataSource(name: string, call: GuardedCall | undefined): GraphQLDataSource<EngineContext> {
  if (call === undefined)
    throw new Error(`the supergraph names the subgraph ${name}, which the configuration does not`);
  // Fetches of one step of the plan begin in one turn of the event loop.
  const batched = joinEntities(call, setImmediate);
  return {
    async process({ request, context, ...rest }) {
      const document = ("document" in rest ? rest.document : undefined) ?? parse(request.query ?? "");
      const answer = await batched({ document, variables: request.variables ?? {} }, context.scope as RequestScope);
      const errors = answer.errors.map(toCarrier);
      return errors.length === 0 ? { data: answer.data } : { data: answer.data, errors };
    },
  };
}

type ExecutorResult = Awaited<ReturnType<Loaded["executor"]>>;

function toAnswer(result: ExecutorResult): EngineAnswer {
  const { data = null, errors = [], extensions } = result;
  return { data, errors: orderErrors([...errors.map(fromCarrier), ...toCompletionErrors(extensions)], data) };
}

/** What the executor reads of a request; its HTTP, cache and metrics are not used. */
function toRequestContext(
  { operation, variables, scope }: EngineRequest,
  schema: Engine["schema"],
  planKey: string,
): GatewayGraphQLRequestContext<EngineContext> {
  const context: EngineContext = { scope };
  return {
    // Without the operation's name, of which the document has one only: the gateway would mix it into the key.
    request: { variables: { ...variables } },
    document: operation.document,
    queryHash: planKey,
    operation: operation.definition,
    operationName: operation.operationName ?? null,
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
