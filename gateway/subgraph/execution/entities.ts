import { GraphQLError, isInterfaceType, isListType, isNonNullType, isObjectType, isUnionType } from "graphql";
import type { GraphQLObjectType, GraphQLResolveInfo, GraphQLUnionType } from "graphql";
import { compileArguments } from "./compile-arguments.ts";
import { compileMembers, typeNameOf } from "./complete-abstract.ts";
import { compileList } from "./complete-list.ts";
import { FieldInfo } from "./field-site.ts";
import type { FieldSite } from "./field-site.ts";
import { inPlace, toFail, whenThere } from "./place.ts";
import type { Complete, Run, RunField } from "./run.ts";

/** True of the root field by which a gateway asks entities by their keys. */
export function isEntitiesField({ kit, parentType, definition }: FieldSite): boolean {
  return (
    parentType === kit.schema.getQueryType() &&
    definition.name === "_entities" &&
    unionOf(definition.type) !== undefined
  );
}

function unionOf(type: FieldSite["definition"]["type"]): GraphQLUnionType | undefined {
  const list = isNonNullType(type) ? type.ofType : type;
  return isListType(list) && isUnionType(list.ofType) ? list.ofType : undefined;
}

/**
 * Makes what resolves `_entities` as @apollo/subgraph does: an entity is what its type's `__resolveReference` gives, or
 * else the representation itself. Its type is known by the representation, so that nothing waits that need not, and what
 * a resolver gave is not written into. Where a representation names an interface, `resolved` answers the whole field.
 */
export function compileEntities(site: FieldSite, resolved: RunField): RunField {
  const { definition, nodes } = site;
  const union = unionOf(definition.type);
  if (union === undefined) return resolved;
  const toArguments = compileArguments(definition, nodes[0]);
  const kindOf = createKinds(site, union);
  const complete = inPlace(site, definition.type, compileList(site, inPlace(site, union, completeEntity)));
  const fail = toFail(site, definition.type);
  const resolveAll = (run: Run, kinds: readonly Kind[], { references, info }: Asked): readonly Entity[] =>
    references.map((reference, at) => {
      const kind = kinds[at];
      if (typeof kind !== "object") throw new Error("_entities was asked for an entity of a type that is none here");
      const { resolve } = kind;
      return { kind, value: resolve === undefined ? reference : resolve(reference, run.context, info) };
    });
  return (run, source, parent) => {
    const info = new FieldInfo(site, run, parent);
    try {
      const { representations } = toArguments(run.variables);
      const references = Array.isArray(representations) ? (representations as readonly Reference[]) : [];
      const kinds = references.map(({ __typename }) => kindOf(__typename));
      if (kinds.includes("interface")) return resolved(run, source, parent);
      return complete(run, resolveAll(run, kinds, { references, info }), info.path);
    } catch (thrown) {
      return fail(run, thrown, info.path);
    }
  };
}

interface Asked {
  readonly references: readonly Reference[];
  readonly info: FieldInfo;
}

interface Reference {
  readonly __typename?: unknown;
}

interface Entity {
  readonly kind: EntityKind;
  readonly value: unknown;
}

/** Undefined for a type that is none here. */
type Kind = EntityKind | "interface" | undefined;

interface EntityKind {
  /** The type's `__resolveReference`. */
  readonly resolve: ResolveReference | undefined;
  readonly complete: Complete;
}

type ResolveReference = (reference: unknown, context: unknown, info: GraphQLResolveInfo) => unknown;

const completeEntity: Complete = (run, entity, path) => {
  // The list is made above, of nothing else.
  const { kind, value } = entity as Entity;
  return kind.complete(run, value, path);
};

function createKinds(site: FieldSite, union: GraphQLUnionType): (typename: unknown) => Kind {
  const completeAs = compileMembers(site, union);
  const known = new Map<unknown, EntityKind>();
  return (typename) => {
    const found = known.get(typename);
    if (found !== undefined) return found;
    const type = typeof typename === "string" ? site.kit.schema.getType(typename) : undefined;
    if (isInterfaceType(type)) return "interface";
    if (!isObjectType(type)) return undefined;
    const kind = {
      resolve: readResolveReference(type.extensions),
      complete: whenThere(toCompleteAs(type.name, completeAs)),
    };
    known.set(typename, kind);
    return kind;
  };
}

/** Where @apollo/subgraph puts it. */
function readResolveReference({ apollo }: GraphQLObjectType["extensions"]): ResolveReference | undefined {
  const { subgraph } = (apollo ?? {}) as { readonly subgraph?: { readonly resolveReference?: ResolveReference } };
  return subgraph?.resolveReference;
}

function toCompleteAs(typename: string, completeAs: (told: unknown) => Complete): Complete {
  return (run, value, path) => {
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw value;
    if (typeof value !== "object") throw new GraphQLError(`an entity of type "${typename}" is no object`);
    const told = typeNameOf(value);
    const entity = told === undefined || told === typename ? value : { ...value, __typename: typename };
    return completeAs(typename)(run, entity, path);
  };
}
