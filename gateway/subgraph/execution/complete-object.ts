import { GraphQLError } from "graphql";
import type { GraphQLObjectType } from "graphql";
import { infoOf } from "./field-site.ts";
import type { FieldSite, RunFields } from "./field-site.ts";
import { isThenable } from "./run.ts";
import type { Complete } from "./run.ts";

/** Makes what completes objects of one type. Which fields are asked of them is worked out when the first one is met. */
export function compileObject(site: FieldSite, type: GraphQLObjectType): Complete {
  const sets = site.nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const { isTypeOf } = type;
  const isSure = isTypeOf === undefined || isTypeOf === null;
  let fields: RunFields | undefined;
  return (run, value, path) => {
    const runFields = (fields ??= site.kit.compileFields(type, sets, run.variables));
    if (isSure) return runFields(run, value, path);
    const toFields = (isOfType: boolean): unknown => {
      if (!isOfType) throw new GraphQLError(`Expected value of type "${type.name}".`, { nodes: site.nodes });
      return runFields(run, value, path);
    };
    const told = isTypeOf(value, run.context, infoOf(site, run, path));
    return isThenable(told) ? Promise.resolve(told).then(toFields) : toFields(told);
  };
}
