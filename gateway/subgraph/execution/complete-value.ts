import { isAbstractType, isLeafType, isListType, isNonNullType, isObjectType } from "graphql";
import type { GraphQLOutputType } from "graphql";
import { compileAbstract } from "./complete-abstract.ts";
import { compileLeaf } from "./complete-leaf.ts";
import { compileList } from "./complete-list.ts";
import { compileObject } from "./complete-object.ts";
import { nameOf } from "./field-site.ts";
import type { FieldSite } from "./field-site.ts";
import { inPlace, whenThere } from "./place.ts";
import type { Complete } from "./run.ts";

/** Makes what completes the values of a type at a field (GraphQL, October 2021, 6.4.3). */
export function compileValue(site: FieldSite, type: GraphQLOutputType): Complete {
  if (isNonNullType(type)) return compileNonNull(site, compileValue(site, type.ofType));
  const complete = compileThere(site, type);
  return (run, value, path) => {
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw value;
    return complete(run, value, path);
  };
}

function compileNonNull(site: FieldSite, complete: Complete): Complete {
  return (run, value, path) => {
    const completed = complete(run, value, path);
    if (completed === null) throw new Error(`Cannot return null for non-nullable field ${nameOf(site)}.`);
    return completed;
  };
}

function compileThere(site: FieldSite, type: GraphQLOutputType): Complete {
  if (isListType(type)) {
    const { ofType } = type;
    return compileList(site, inPlace(site, ofType, whenThere(compileValue(site, ofType))));
  }
  if (isLeafType(type)) return compileLeaf(type);
  if (isAbstractType(type)) return compileAbstract(site, type);
  if (isObjectType(type)) return compileObject(site, type);
  throw new Error(`the field ${nameOf(site)} has a type that is none`);
}
