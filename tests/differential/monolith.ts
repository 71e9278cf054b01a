import {
  buildSchema,
  getArgumentValues,
  GraphQLError,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  Kind,
} from "graphql";
import type { FieldNode, GraphQLSchema, SelectionNode } from "graphql";
import { printWhole } from "./print-world.ts";
import { callOf, identityOf, selectionsOf } from "./values.ts";
import type { Thing } from "./values.ts";
import { compute, fieldOf } from "./world-fields.ts";
import type { World } from "./world.ts";

/** What one run over a world knows. */
export interface WorldRun {
  /** Mutations so far: each result tells its place. */
  mutations: number;
  /** Identities of fields that fail. */
  readonly lost?: ReadonlySet<string>;
}

/** The reference: one graphql-js schema that holds all, hidden fields too. */
export function createMonolith(world: World): GraphQLSchema {
  const schema = buildSchema(printWhole(world, true), { assumeValidSDL: true });
  const evaluator = createEvaluator(world, schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = (parent: unknown, args: Record<string, unknown>, run: WorldRun) => {
        const thing = toThing(parent, type.name, run);
        const identity = identityOf(world, thing, callOf(field.name, args));
        if (run.lost?.has(identity) === true) throw new GraphQLError("lost");
        return evaluator.valueOf({ thing, name: field.name, args }, run);
      };
    }
  }
  return schema;
}

/** The object whose field is resolved; of a root, one that mutations number. */
export function toThing(parent: unknown, typename: string, run: WorldRun): Thing {
  if (typename === "Query") return { __typename: "Query", n: 0 };
  if (typename === "Mutation") {
    run.mutations += 1;
    return { __typename: "Mutation", n: run.mutations };
  }
  if (isThing(parent)) return parent;
  throw new Error(`${typename} without its object`);
}

function isThing(value: unknown): value is Thing {
  return typeof value === "object" && value !== null && "n" in value && "__typename" in value;
}

interface Call {
  readonly thing: Thing;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

interface Evaluator {
  valueOf(call: Call, run: WorldRun): unknown;
}

/** Null that must go further up. */
const gone = Symbol("gone");

function createEvaluator(world: World, schema: GraphQLSchema): Evaluator {
  const valueOf: Evaluator["valueOf"] = (call, run) => {
    const field = fieldOf(world, call.thing["__typename"], call.name);
    const required = field?.requires === undefined ? undefined : pick(call.thing, selectionsOf(field.requires), run);
    return compute(world, { ...call, required: required === gone ? null : required });
  };
  /** What a representation would hold. */
  const pick = (thing: Thing, nodes: readonly SelectionNode[], run: WorldRun): unknown => {
    const picked: Record<string, unknown> = {};
    for (const node of nodes) {
      if (node.kind === Kind.INLINE_FRAGMENT && node.typeCondition?.name.value === thing["__typename"]) {
        const below = pick(thing, node.selectionSet.selections, run);
        if (typeof below === "object") Object.assign(picked, below);
      }
      if (node.kind !== Kind.FIELD) continue;
      const value = pickField(thing, node, run);
      if (value === gone) return gone;
      picked[node.name.value] = value;
    }
    return picked;
  };
  const pickField = (thing: Thing, node: FieldNode, run: WorldRun): unknown => {
    const type = schema.getType(thing["__typename"]);
    const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    if (definition === undefined) throw new Error(`${thing["__typename"]} has no ${node.name.value}`);
    const args = getArgumentValues(definition, node);
    const isLost = run.lost?.has(identityOf(world, thing, callOf(node.name.value, args))) === true;
    if (isLost) return isNonNullType(definition.type) ? gone : null;
    const value = valueOf({ thing, name: node.name.value, args }, run);
    return pickBelow(value, node, run);
  };
  const pickBelow = (value: unknown, node: FieldNode, run: WorldRun): unknown => {
    if (Array.isArray(value)) return value.map((item) => pickBelow(item, node, run));
    if (node.selectionSet === undefined || !isThing(value)) return value;
    const below = pick(value, node.selectionSet.selections, run);
    return below === gone ? null : below;
  };
  return { valueOf };
}
