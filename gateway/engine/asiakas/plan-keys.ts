import { createHash } from "node:crypto";
import { getNamedType, isAbstractType, isInterfaceType, isObjectType, Kind, print, visit } from "graphql";
import type { FieldNode, GraphQLNamedType, GraphQLSchema, SelectionSetNode } from "graphql";
import { toSelectionSet } from "./join-facts.ts";
import type { JoinFacts } from "./join-facts.ts";

/**
 * Response keys of the client's as a planner sees them. A client may call one field by another's name, `id: nimi`; where
 * the planner asks for that other field as a key, it does not see that the name is taken, and an entity would be known by
 * its name. So each such alias gets a name that no field has while the plan runs; and `__typename` keeps its own, by which
 * the writer knows of which type an object is.
 */
export interface PlanKeys {
  /** The key under which the value of a field stands in what is gathered. */
  readonly keyOf: (field: FieldNode) => string;
  /** The same selections with these keys. */
  rename(set: SelectionSetNode): SelectionSetNode;
}

/** Begins no field's name and, renamed, no other alias. */
const prefix = "_a_";
/** Begins the same where it is followed by a digest of the field and its arguments, of this length, and another `_`. */
const digestPrefix = "_b_";
const digestLength = 16;
const typename = "__typename";
const introspection: ReadonlySet<string> = new Set(["__schema", "__type"]);

/** Keys for operations over a whole supergraph, which knows more names than its public part. */
export function createPlanKeys(whole: GraphQLSchema, facts: JoinFacts): PlanKeys {
  const names = new Set([typename]);
  for (const type of Object.values(whole.getTypeMap())) {
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const name of Object.keys(type.getFields())) names.add(name);
    }
  }
  const isTaken = (alias: string): boolean =>
    names.has(alias) || alias.startsWith(prefix) || alias.startsWith(digestPrefix);
  const isOwn = createIsOwn(whole, facts);
  const keyOf = (field: FieldNode): string => {
    const { alias, name } = field;
    if (name.value === typename) return typename;
    const key = (alias ?? name).value;
    if (isOwn(field)) return toCallKey(field);
    if (alias === undefined || alias.value === name.value) return name.value;
    return isTaken(key) && !introspection.has(name.value) ? `${prefix}${key}` : key;
  };
  return {
    keyOf,
    rename: (set) =>
      visit(set, {
        Field(node) {
          const key = keyOf(node);
          if (key === node.alias?.value && key !== node.name.value) return undefined;
          // A field called by its own name is not called otherwise: a planner takes it for another one.
          const { alias: _, ...plain } = node;
          return key === node.name.value ? plain : { ...node, alias: { kind: Kind.NAME, value: key } };
        },
      }),
  };
}

/**
 * Which fields have a key of their own for each call of them. A field that takes arguments and is required by another: the
 * planner asks it too, and takes its own call and the client's for one. A field of an interface object, or somewhere below
 * one: the planner asks it of all members at once, and takes what two of them have under one key for one.
 */
function createIsOwn(
  whole: GraphQLSchema,
  { interfaceObjects, requirements }: JoinFacts,
): (field: FieldNode) => boolean {
  const objects = new Set([...interfaceObjects.values()].flatMap((types) => [...types]));
  const ofObjects = namesBelow(
    [...objects].map((type) => whole.getType(type)),
    whole,
  );
  const { required, requiredWithArguments } = namesOfRequired(requirements);
  return ({ alias, name: { value: name }, arguments: given = [] }) => {
    if (requiredWithArguments.has(name)) return true;
    if (given.length > 0 && (required.has(name) || ofObjects.has(name))) return true;
    return alias !== undefined && alias.value !== name && ofObjects.has(name);
  };
}

/** Names of all fields that may be asked of objects of these types, and below. */
function namesBelow(types: readonly (GraphQLNamedType | undefined)[], whole: GraphQLSchema): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set(types);
  for (const type of seen) {
    if (isAbstractType(type)) for (const each of whole.getPossibleTypes(type)) seen.add(each);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      names.add(field.name);
      seen.add(getNamedType(field.type));
    }
  }
  return names;
}

function namesOfRequired(requirements: JoinFacts["requirements"]): {
  readonly required: ReadonlySet<string>;
  readonly requiredWithArguments: ReadonlySet<string>;
} {
  const [required, requiredWithArguments] = [new Set<string>(), new Set<string>()];
  for (const { text } of requirements.values()) {
    visit(toSelectionSet(text), {
      Field({ name, arguments: given = [] }) {
        required.add(name.value);
        if (given.length > 0) requiredWithArguments.add(name.value);
      },
    });
  }
  return { required, requiredWithArguments };
}

/** A key of a field that tells its arguments. */
export function toCallKey(field: FieldNode): string {
  return `${digestPrefix}${toDigest(field)}_${(field.alias ?? field.name).value}`;
}

/** Is a response key one that tells arguments. */
export function isCallKey(key: string): boolean {
  return key.startsWith(digestPrefix);
}

function toDigest({ name, arguments: given = [] }: FieldNode): string {
  const call = `${name.value}(${given.map((each) => print(each)).join(", ")})`;
  return createHash("sha256").update(call).digest("hex").slice(0, digestLength);
}

/** A path of the answer as the client wrote it. */
export function toClientPath(path: readonly (string | number)[]): readonly (string | number)[] {
  return path.map(toClientKey);
}

/** A step of such a path. */
export function toClientKey<Step extends string | number>(step: Step): Step | string {
  if (typeof step !== "string") return step;
  const key: string = step;
  if (key.startsWith(prefix)) return key.slice(prefix.length);
  return key.startsWith(digestPrefix) ? key.slice(digestPrefix.length + digestLength + 1) : key;
}
