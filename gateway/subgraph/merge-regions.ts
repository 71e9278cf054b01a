import type { GraphQLError } from "graphql";
import type { ErrorCode } from "../errors.ts";
import { codeOf } from "../source/index.ts";
import type { RegionAnswer } from "./region-databases.ts";
import { toSubgraphError } from "./subgraph-error.ts";

/** One person's rows in one region, or the error that stands in their place. */
export type RegionRows<T> =
  | { readonly alue: string; readonly rows: readonly T[] }
  | { readonly alue: string; readonly error: GraphQLError };

/**
 * What each region that was asked of a person has, by the key of `toPersonKey`; of `alueet` only, when given. An error
 * names the source, never the region, which would tell where the person is known.
 */
export function toRegionRows<T>(
  answers: readonly RegionAnswer<T>[],
  key: string,
  alueet?: readonly string[],
): readonly RegionRows<T>[] {
  return answers
    .filter(({ alue, kysytyt }) => kysytyt.has(key) && (alueet?.includes(alue) ?? true))
    .map(({ lahde, alue, result }) =>
      result.ok
        ? { alue, rows: result.value.get(key) ?? [] }
        : { alue, error: toSubgraphError(codeOf(result.failure), { lahde }) },
    );
}

/**
 * The rows of all regions in one list, in the order of the regions; a region that failed is one error
 * among them. @throws the worst error when every region failed.
 */
export function mergeRegions<T, Row>(
  regions: readonly RegionRows<T>[],
  toRows: (rows: readonly T[], alue: string) => readonly Row[],
): readonly (Row | GraphQLError)[] {
  throwWhenAllFailed(regions);
  return regions.flatMap((region): readonly (Row | GraphQLError)[] =>
    "error" in region ? [region.error] : toRows(region.rows, region.alue),
  );
}

/** @throws the worst error when every region failed; nothing is thrown while one has answered. */
export function throwWhenAllFailed(regions: readonly RegionRows<unknown>[]): void {
  const worst = toWorstError(regions);
  if (worst !== undefined && regions.every((region) => "error" in region)) throw worst;
}

/** Worst first: what asking again will not mend, before what it may. */
const severity: readonly ErrorCode[] = [
  "SOURCE_INVALID_RESPONSE",
  "SOURCE_DENIED",
  "SOURCE_UNAVAILABLE",
  "SOURCE_TIMEOUT",
];

/** The worst of the regions' errors; undefined when none failed. */
export function toWorstError(regions: readonly RegionRows<unknown>[]): GraphQLError | undefined {
  const errors = regions.flatMap((region) => ("error" in region ? [region.error] : []));
  return errors.toSorted((one, other) => rank(one) - rank(other))[0];
}

function rank({ extensions }: GraphQLError): number {
  return severity.findIndex((code) => code === extensions["code"]);
}
