import { defaultFieldResolver, getNullableType, isLeafType, isNonNullType, TypeNameMetaFieldDef } from "graphql";
import type { FieldNode, GraphQLObjectType } from "graphql";
import { compileArguments } from "./compile-arguments.ts";
import { toIsReady } from "./complete-leaf.ts";
import { compileValue } from "./complete-value.ts";
import { compileEntities, isEntitiesField } from "./entities.ts";
import { FieldInfo } from "./field-site.ts";
import type { FieldSite, Kit } from "./field-site.ts";
import { inPlace, toFail, whenThere } from "./place.ts";
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
  if (isEntitiesField(site)) return compileEntities(site, whenAsked(site));
  const isMember = (definition.resolve ?? undefined) === undefined && definition.args.length === 0;
  return isMember ? compileMember(site, whenAsked(site)) : compileResolved(site);
}

/** A way that is seldom taken is compiled when it is. */
function whenAsked(site: FieldSite): RunField {
  let resolved: RunField | undefined;
  return (run, source, parent) => {
    resolved ??= compileResolved(site);
    return resolved(run, source, parent);
  };
}

function compileResolved(site: FieldSite): RunField {
  const { definition, nodes } = site;
  const toArguments = compileArguments(definition, nodes[0]);
  const resolve = definition.resolve ?? defaultFieldResolver;
  const fail = toFail(site, definition.type);
  const take = compileReady(site);
  const complete = compileWhole(site);
  return (run, source, parent) => {
    const info = new FieldInfo(site, run, parent);
    let value: unknown;
    try {
      value = resolve(source, toArguments(run.variables), run.context, info);
    } catch (thrown) {
      return fail(run, thrown, info.path);
    }
    const ready = take(value);
    return ready === undefined ? complete(run, value, info.path) : ready;
  };
}

/** A field without a resolver and arguments is a member of its object: most are there as they are written. */
function compileMember(site: FieldSite, resolved: RunField): RunField {
  const { key, definition, parentType } = site;
  const { name } = definition;
  const take = compileReady(site);
  const complete = compileWhole(site);
  return (run, source, parent) => {
    if (typeof source !== "object" || source === null) return resolved(run, source, parent);
    let value: unknown;
    try {
      value = (source as Readonly<Record<string, unknown>>)[name];
    } catch {
      // Read once more where its error is told.
      return resolved(run, source, parent);
    }
    const ready = take(value);
    if (ready !== undefined) return ready;
    if (typeof value === "function") return resolved(run, source, parent);
    return complete(run, value, { prev: parent, key, typename: parentType.name });
  };
}

/** Takes what is its own completion, and null where it may be; undefined for all else. */
function compileReady({ definition: { type } }: FieldSite): (value: unknown) => unknown {
  const own = getNullableType(type);
  const ofNull = isNonNullType(type) ? undefined : null;
  const isReady = isLeafType(own) ? toIsReady(own) : undefined;
  if (isReady === undefined) return (value) => (value === null || value === undefined ? ofNull : undefined);
  return (value) => {
    if (value === null || value === undefined) return ofNull;
    return isReady(value) ? value : undefined;
  };
}

function compileWhole(site: FieldSite): Complete {
  const { type } = site.definition;
  return inPlace(site, type, whenThere(compileValue(site, type)));
}
