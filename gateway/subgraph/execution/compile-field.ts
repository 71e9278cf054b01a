import { defaultFieldResolver, getNullableType, isLeafType, isNonNullType, TypeNameMetaFieldDef } from "graphql";
import type { FieldNode, GraphQLObjectType } from "graphql";
import { compileArguments } from "./compile-arguments.ts";
import { toIsReady } from "./complete-leaf.ts";
import { compileValue } from "./complete-value.ts";
import { compileEntities, isEntitiesField } from "./entities.ts";
import { infoOf } from "./field-site.ts";
import type { FieldSite, Kit } from "./field-site.ts";
import { inPlace, whenThere } from "./place.ts";
import type { Complete, RunField } from "./run.ts";

/** What is asked of a type under one response key. */
export interface AskedField {
  readonly key: string;
  readonly nodes: readonly FieldNode[];
}

/** Makes what gives one field of an object; undefined where its type does not have it. */
export function compileField(
  kit: Kit,
  parentType: GraphQLObjectType,
  { key, nodes }: AskedField,
): RunField | undefined {
  const [first, ...others] = nodes;
  if (first === undefined) return undefined;
  const name = first.name.value;
  if (name === TypeNameMetaFieldDef.name) return () => parentType.name;
  const definition = parentType.getFields()[name];
  if (definition === undefined) return undefined;
  const site: FieldSite = { kit, key, parentType, definition, nodes: [first, ...others] };
  const resolved = atOwnPlace(site, compileResolved(site));
  if (isEntitiesField(site)) return atOwnPlace(site, compileEntities(site, compileResolved(site)));
  const isMember = (definition.resolve ?? undefined) === undefined && definition.args.length === 0;
  return isMember ? compileMember(site, resolved) : resolved;
}

/** Takes the object that the field is of, and gives the field's value, completed. */
function compileResolved(site: FieldSite): Complete {
  const { definition, nodes } = site;
  const toArguments = compileArguments(definition, nodes[0]);
  const complete = whenThere(compileValue(site, definition.type));
  const resolve = definition.resolve ?? defaultFieldResolver;
  return (run, source, path) =>
    complete(run, resolve(source, toArguments(run.variables), run.context, infoOf(site, run, path)), path);
}

/** A field without a resolver and arguments is a member of its object: most are there as they are written. */
function compileMember(site: FieldSite, resolved: RunField): RunField {
  const { definition, parentType, key } = site;
  const { name, type } = definition;
  const own = getNullableType(type);
  const isReady = isLeafType(own) ? toIsReady(own) : () => false;
  const mayBeNull = !isNonNullType(type);
  const complete = inPlace(site, type, whenThere(compileValue(site, type)));
  return (run, source, parent) => {
    if (typeof source !== "object" || source === null) return resolved(run, source, parent);
    let value: unknown;
    try {
      value = (source as Readonly<Record<string, unknown>>)[name];
    } catch {
      // Read once more where its error is told.
      return resolved(run, source, parent);
    }
    if (isReady(value)) return value;
    if (mayBeNull && (value === null || value === undefined)) return null;
    if (typeof value === "function") return resolved(run, source, parent);
    return complete(run, value, { prev: parent, key, typename: parentType.name });
  };
}

function atOwnPlace(site: FieldSite, resolve: Complete): RunField {
  const { definition, parentType, key } = site;
  const complete = inPlace(site, definition.type, resolve);
  return (run, source, parent) => complete(run, source, { prev: parent, key, typename: parentType.name });
}
