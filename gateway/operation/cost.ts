import { Kind } from "graphql";
import type { FieldNode, SelectionSetNode } from "graphql";
import type { Catalogue } from "../catalogue/index.ts";
import { argumentOf, executedOf } from "./executed.ts";
import type { FilledVariables } from "./executed.ts";
import type { FieldWeight, Weights } from "./read-weights.ts";

/** What a query costs where the schema does not say. */
export interface CostRates {
  /** Items of a list whose size the schema does not estimate. */
  readonly listSize: number;
  /** One call to a source for one person. */
  readonly sourceCall: number;
  /** The same for single sources, by the subgraph's name. */
  readonly sourceCalls: Readonly<Record<string, number>>;
}

/** What a cost is reckoned from. */
export interface CostBasis {
  readonly weights: Weights;
  readonly catalogue: Catalogue;
  readonly rates: CostRates;
  readonly variables: FilledVariables;
}

interface At {
  readonly type: string;
  /** Sizes that the field above gives to lists below it, by their names. */
  readonly sized: ReadonlyMap<string, number>;
  /** Sources counted already for this object. */
  readonly sources: Set<string>;
}

/**
 * Cost of a selection before anything runs: an object costs 1 unless `@cost` says otherwise, a scalar
 * nothing, a list as many times as `@listSize` estimates, and each source that a person's fields
 * lead to one call per person. Only what runs with these variables counts.
 */
export function costOf(set: SelectionSetNode, type: string, basis: CostBasis): number {
  return costOfSet(set, { type, sized: new Map(), sources: new Set() }, basis);
}

function costOfSet(set: SelectionSetNode, at: At, basis: CostBasis): number {
  let cost = 0;
  for (const selection of executedOf(set, basis.variables)) {
    if (selection.kind === Kind.FIELD) cost += costOfField(selection, at, basis);
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const type = selection.typeCondition?.name.value ?? at.type;
      cost += costOfSet(selection.selectionSet, { ...at, type }, basis);
    }
  }
  return cost;
}

function costOfField(field: FieldNode, at: At, basis: CostBasis): number {
  const name = field.name.value;
  const weight = basis.weights.fields.get(`${at.type}.${name}`);
  // Introspection and `__typename`: from memory, bounded by the count of selections.
  if (weight === undefined) return 0;
  const source = costOfSource(name, at, basis);
  const size = weight.isList ? (at.sized.get(name) ?? sizeOf(field, weight, basis)) : 1;
  const own = weight.cost ?? basis.weights.types.get(weight.type) ?? (field.selectionSet === undefined ? 0 : 1);
  if (field.selectionSet === undefined) return source + size * own;
  const sized = new Map(weight.sizedFields.map((each) => [each, sizeOf(field, weight, basis)]));
  const inner = costOfSet(field.selectionSet, { type: weight.type, sized, sources: new Set() }, basis);
  return source + size * (own + inner);
}

/** A source is called for what it adds to an entity; what lies below comes in the same answer. */
function costOfSource(name: string, { type, sources }: At, { weights, catalogue, rates }: CostBasis): number {
  if (!weights.entities.has(type)) return 0;
  const lahteet = catalogue.kentta(type, name)?.lahde ?? [];
  // The key, and whatever else several sources know, comes with another field of one of them.
  const [lahde] = lahteet;
  if (lahde === undefined || lahteet.length > 1 || sources.has(lahde)) return 0;
  sources.add(lahde);
  return Object.hasOwn(rates.sourceCalls, lahde) ? (rates.sourceCalls[lahde] ?? rates.sourceCall) : rates.sourceCall;
}

/** By an argument such as `first`, else as the schema estimates, else as configured. */
function sizeOf(field: FieldNode, weight: FieldWeight, { variables, rates }: CostBasis): number {
  const asked = weight.slicingArguments.flatMap(({ name, byDefault }) => {
    const value = argumentOf(field, name, variables) ?? byDefault;
    return typeof value === "number" ? [Math.max(0, value)] : [];
  });
  return asked.length > 0 ? Math.max(...asked) : (weight.assumedSize ?? rates.listSize);
}
