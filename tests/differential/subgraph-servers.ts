import { buildSubgraphSchema } from "@apollo/subgraph";
import { execute, GraphQLError, isObjectType, parse, validate } from "graphql";
import type { DocumentNode, ExecutionResult, GraphQLResolveInfo, GraphQLSchema } from "graphql";
import { isDeepStrictEqual } from "node:util";
import { createExecute } from "../../gateway/subgraph/execution/execute.ts";
import { toThing } from "./monolith.ts";
import type { WorldRun } from "./monolith.ts";
import { callOf, identityOf, memberOfFamily, numberOf } from "./values.ts";
import type { Thing } from "./values.ts";
import { compute, fieldOf, requiredOfRepresentation } from "./world-fields.ts";
import type { FamilyType, World } from "./world.ts";

/** A field that a subgraph resolved while it answered a call. */
export interface Resolved {
  readonly path: readonly (string | number)[];
  readonly identity: string;
  readonly typename: string;
  readonly name: string;
  /** The field's type, as it is written. */
  readonly type: string;
}

/** What one call of a subgraph is made with. */
export interface ServerCall {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly run: WorldRun;
  /** Identities of fields of this subgraph that throw. */
  readonly failing: ReadonlySet<string>;
}

/** A subgraph's answer, and what it resolved for it. */
export interface ServerAnswer {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly { readonly path?: readonly (string | number)[] | undefined; readonly message: string }[];
  readonly resolved: readonly Resolved[];
}

/** A subgraph in this process. Refuses operations that its schema does not allow. */
export type SubgraphServer = (call: ServerCall) => Promise<ServerAnswer>;

interface ServerContext {
  readonly run: WorldRun;
  readonly failing: ReadonlySet<string>;
  readonly resolved: Resolved[];
}

/** What executes a subgraph's operations; by both, an answer of ours that is another than graphql-js's is thrown. */
export type ExecutedBy = "graphql-js" | "both";

/** Makes a subgraph of a world that resolves what its schema declares. */
export function createSubgraphServer(
  world: World,
  subgraph: string,
  { sdl, executedBy = "graphql-js" }: { readonly sdl: string; readonly executedBy?: ExecutedBy | undefined },
): SubgraphServer {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: referenceResolvers(world, subgraph) as never });
  addResolvers(world, subgraph, schema);
  const valid = new WeakMap<DocumentNode, readonly GraphQLError[]>();
  const run = executedBy === "both" ? createRunBoth(schema) : createRun(schema);
  return async (call) => {
    const faults = valid.get(call.document) ?? validate(schema, call.document);
    valid.set(call.document, faults);
    if (faults[0] !== undefined) throw new Error(`${subgraph} was asked what it does not have: ${faults[0].message}`);
    return run(call);
  };
}

function createRun(schema: GraphQLSchema): SubgraphServer {
  return async ({ document, variables, run, failing }) => {
    const context: ServerContext = { run, failing, resolved: [] };
    const result = await execute({ schema, document, variableValues: variables, contextValue: context });
    return toServed(result, context);
  };
}

function createRunBoth(schema: GraphQLSchema): SubgraphServer {
  const runReference = createRun(schema);
  const executeOurs = createExecute(schema);
  return async (call) => {
    const { document, variables, run, failing } = call;
    const expected = await runReference({ ...call, run: { ...run } });
    const context: ServerContext = { run, failing, resolved: [] };
    const served = toServed(await executeOurs({ document, variables, context }), context);
    if (!isDeepStrictEqual(toComparable(served), toComparable(expected))) {
      throw new Error(
        `executed by graphql-js: ${toComparable(expected).join(" ")}, ours: ${toComparable(served).join(" ")}`,
      );
    }
    return served;
  };
}

function toServed({ data, errors = [] }: ExecutionResult, { resolved }: ServerContext): ServerAnswer {
  // As it would come over HTTP.
  const copy: unknown = JSON.parse(JSON.stringify(data ?? null));
  return { data: toData(copy), errors, resolved };
}

/** Entities are resolved side by side: which one fails first is chance. */
function toComparable({ data, errors, resolved }: ServerAnswer): readonly string[] {
  const told = errors.map(({ path, message }) => JSON.stringify([path, message])).toSorted();
  return [JSON.stringify(data), ...told, ...resolved.map((each) => JSON.stringify(each)).toSorted()];
}

function toData(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : null;
}

type Reference = Readonly<Record<string, unknown>> & { readonly __typename: string };

function referenceResolvers(world: World, subgraph: string): Readonly<Record<string, unknown>> {
  const toReference = (reference: Reference): Thing => {
    const n = numberOf(reference);
    const type = world.types.get(reference["__typename"]);
    const isInterface = type?.kind === "family" && type.home === subgraph;
    const typename = isInterface ? memberOfFamily(type.members, n) : reference["__typename"];
    return { __typename: typename, n, given: reference };
  };
  const resolvers: Record<string, unknown> = {};
  for (const type of world.types.values()) {
    const isEntity =
      (type.kind === "entity" && type.keys.has(subgraph)) ||
      (type.kind === "family" && (type.home === subgraph || type.objects.includes(subgraph)));
    if (isEntity) resolvers[type.name] = { __resolveReference: toReference };
  }
  return resolvers;
}

function addResolvers(world: World, subgraph: string, schema: GraphQLSchema): void {
  const families = [...world.types.values()].filter(
    (type): type is FamilyType => type.kind === "family" && type.objects.includes(subgraph),
  );
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("_")) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name.startsWith("_")) continue;
      const resolve = (parent: unknown, args: Record<string, unknown>, context: ServerContext, path: Path): unknown => {
        const thing = toThing(parent, type.name, context.run);
        const identity = identityOf(world, thing, callOf(field.name, args));
        context.resolved.push({
          path,
          identity,
          typename: type.name,
          name: field.name,
          type: String(field.type),
        });
        if (context.failing.has(identity)) throw new GraphQLError("failing");
        return asSeenHere(resolveHere(world, subgraph, { thing, name: field.name, args }), families);
      };
      field.resolve = (parent: unknown, args: Record<string, unknown>, context: ServerContext, info) =>
        resolve(parent, args, context, pathOf(info));
    }
  }
}

type Path = readonly (string | number)[];

function pathOf({ path }: GraphQLResolveInfo): Path {
  const steps: (string | number)[] = [];
  for (let at: typeof path | undefined = path; at !== undefined; at = at.prev) steps.push(at.key);
  return steps.toReversed();
}

interface Call {
  readonly thing: Thing;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** Computes a field where this subgraph may be asked for it, and throws where it may not. */
function resolveHere(world: World, subgraph: string, { thing, name, args }: Call): unknown {
  const field = fieldOf(world, thing["__typename"], name);
  if (field === undefined) return compute(world, { thing, name, args, required: undefined });
  if (field.overridden === subgraph) throw new Error(`${name} has moved away from ${subgraph}`);
  const isOwn = field.in.length === 0 || field.in.includes(subgraph);
  if (!isOwn && thing.provided?.has(name) !== true) {
    throw new Error(`${name} of ${thing["__typename"]} is not for ${subgraph} to tell`);
  }
  return compute(world, { thing, name, args, required: requiredOfRepresentation(field, thing) });
}

/** Where an interface is an object, its members are not known. */
function asSeenHere(value: unknown, families: readonly FamilyType[]): unknown {
  if (families.length === 0 || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => asSeenHere(item, families));
  if (!("n" in value) || !("__typename" in value)) return value;
  const family = families.find(({ members }) => members.some((member) => member === value["__typename"]));
  return family === undefined ? value : { ...value, __typename: family.name };
}
