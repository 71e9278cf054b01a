import { composeServices } from "@apollo/composition";
import { buildSchema, extendSchema, lexicographicSortSchema, parse, printSchema } from "graphql";
import type { GraphQLSchema } from "graphql";
import { tuntematon } from "../../gateway/actor/index.ts";
import { createEngine } from "../../gateway/engine/index.ts";
import type { Engine, PlannerName } from "../../gateway/engine/index.ts";
import { createOperationReader, defaultLimits, deferDirective, readVariables } from "../../gateway/operation/index.ts";
import type { Operation } from "../../gateway/operation/index.ts";
import { createCallRecorder, createDeadline } from "../../gateway/source/index.ts";
import type { RequestScope, SubgraphAnswer, SubgraphRequest } from "../../gateway/subgraph/index.ts";
import { unhurried } from "../gateway/unhurried.ts";
import { createMonolith } from "./monolith.ts";
import type { WorldRun } from "./monolith.ts";
import { printSubgraphs, printWhole } from "./print-world.ts";
import { createSubgraphServer } from "./subgraph-servers.ts";
import type { ExecutedBy, ServerAnswer } from "./subgraph-servers.ts";
import type { World } from "./world.ts";

/** What happens to a call of a subgraph, in a run with faults. */
export interface CallHooks {
  /** Identities of fields that throw in a subgraph. */
  failing(subgraph: string): ReadonlySet<string>;
  /** Sees each call and its answer, and may put another in its place. */
  answered(call: SeenCall): SubgraphAnswer;
}

/** A call of a subgraph and its answer. */
export interface SeenCall {
  readonly subgraph: string;
  readonly request: SubgraphRequest;
  readonly served: ServerAnswer;
  /** The answer as the gateway gets it. */
  readonly answer: SubgraphAnswer;
}

/** How an operation is run. */
export interface WriteOptions {
  readonly hooks?: CallHooks | undefined;
  /** May its answer come in parts; they must be read to their end. */
  readonly mayDefer?: boolean;
}

/** A world that has been composed and started. */
export interface RunningWorld {
  readonly world: World;
  readonly subgraphs: ReadonlyMap<string, string>;
  readonly monolith: GraphQLSchema;
  readonly engine: Engine;
  /** Why an operation is refused, or what it is. */
  read(text: string, variables: Readonly<Record<string, unknown>>): Operation;
  /** Runs an operation. */
  write(
    operation: Operation,
    variables: Readonly<Record<string, unknown>>,
    how?: WriteOptions,
  ): ReturnType<Engine["write"]>;
  close(): Promise<void>;
}

/** How a world is run. */
export interface RunOptions {
  readonly planner: PlannerName;
  readonly takesManyLists: boolean;
  /** graphql-js when left out. */
  readonly executedBy?: ExecutedBy;
}

/** A world that does not compose, and why. */
export class NotComposed extends Error {
  override readonly name = "NotComposed";
}

/** Composes a world and starts an engine over it. @throws NotComposed when composition refuses it. */
export async function startWorld(world: World, options: RunOptions): Promise<RunningWorld> {
  const subgraphs = printSubgraphs(world);
  const definitions = [...subgraphs].map(([name, sdl]) => ({
    name,
    typeDefs: parse(sdl),
    url: `http://${name}.test/`,
  }));
  const composed = composeServices(definitions);
  if (composed.errors !== undefined) throw new NotComposed(composed.errors.map(({ message }) => message).join("\n"));
  const runs = new WeakMap<RequestScope, { readonly run: WorldRun; readonly hooks: CallHooks | undefined }>();
  const calls = [...subgraphs].map(([subgraph, sdl]) => {
    const serve = createSubgraphServer(world, subgraph, { sdl, executedBy: options.executedBy });
    const call = async (request: SubgraphRequest, scope: RequestScope): Promise<SubgraphAnswer> => {
      const { run = { mutations: 0 }, hooks } = runs.get(scope) ?? {};
      const { document, variables } = request;
      const failing = hooks?.failing(subgraph) ?? nothing;
      const served = await serve({ document, variables, run, failing });
      const answer: SubgraphAnswer = { data: served.data, errors: served.errors.map(toGraphError) };
      return hooks?.answered({ subgraph, request, served, answer }) ?? answer;
    };
    return [subgraph, call] as const;
  });
  const engine = await createEngine("asiakas", {
    supergraphSdl: composed.supergraphSdl,
    subgraphs: new Map(calls),
    limits: unhurried,
    onPlannerEnded: () => undefined,
    ...options,
  });
  assertSameSchema(world, engine.schema);
  const read = createOperationReader({ schema: engine.schema, limits: generous, tellsPersons: false });
  return {
    world,
    subgraphs,
    monolith: createMonolith(world),
    engine,
    read(text, variables) {
      const parsed = read(text, undefined);
      if (!parsed.ok) throw new Error(`refused: ${JSON.stringify(parsed.errors)}`);
      const checked = readVariables(parsed.operation, variables, { schema: engine.schema, checks: {} });
      if (!checked.ok) throw new Error(`refused: ${JSON.stringify(checked.errors)}`);
      return parsed.operation;
    },
    async write(operation, variables, { hooks, mayDefer = false } = {}) {
      const deadline = createDeadline(60_000);
      const recorder = createCallRecorder(() => deadline.elapsedMs());
      const scope: RequestScope = { actor: tuntematon, deadline, recorder, pyynto: "testi" };
      runs.set(scope, { run: { mutations: 0 }, hooks });
      const answer = await engine.write({ operation, variables, scope, mayDefer });
      deadline.done();
      return answer;
    },
    close: () => engine.close(),
  };
}

const nothing: ReadonlySet<string> = new Set();

/** What a subgraph says of its own bug is kept for whoever reads the failure. */
function toGraphError({ path, message }: ServerAnswer["errors"][number]): SubgraphAnswer["errors"][number] {
  return { code: "SOURCE_DENIED", parameters: { syy: message }, ...(path === undefined ? {} : { path }) };
}

/** Random operations are not a client's. */
const generous = {
  ...defaultLimits,
  maxTokens: 100_000,
  maxLength: 1_000_000,
  maxSelections: 100_000,
  maxDepth: 100,
  maxAliases: 10_000,
  maxRepeats: 10_000,
  maxDirectives: 100,
};

function assertSameSchema(world: World, schema: GraphQLSchema): void {
  const whole = extendSchema(buildSchema(printWhole(world, false), { assumeValidSDL: true }), deferDirective);
  const [expected, got] = [whole, schema].map((each) => printSchema(lexicographicSortSchema(each)));
  if (expected !== got) throw new Error(`the public schema differs\n--- expected\n${expected}\n--- got\n${got}`);
}
