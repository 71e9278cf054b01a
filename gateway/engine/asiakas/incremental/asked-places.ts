import { doTypesOverlap, isAbstractType, isCompositeType, Kind } from "graphql";
import type {
  FieldNode,
  GraphQLCompositeType,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from "graphql";
import { isExecuted } from "../../../is-executed.ts";
import type { Variables } from "../represent.ts";
import { typeOfField } from "../type-of-field.ts";

/** Places in an answer: response keys from the root with dots between, whatever lists and types are on the way. */
export type Places = ReadonlySet<string>;

/** What reading the places of an operation depends on. */
export interface PlacesKit {
  readonly schema: GraphQLSchema;
  /** The key under which a field's value is gathered. */
  readonly keyOf: (field: FieldNode) => string;
  readonly conditions: Variables;
}

/**
 * The places that an operation asks: its leaves, objects of which it asks nothing but that they are there, and of which type
 * an object is where it may be of several.
 */
export function placesOf({ operation, selectionSet }: OperationDefinitionNode, kit: PlacesKit): Places {
  const places = new Set<string>();
  const root = kit.schema.getRootType(operation) ?? undefined;
  addPlaces(selectionSet, { places, above: "", type: root, kit });
  return places;
}

interface Walk {
  readonly places: Set<string>;
  readonly above: string;
  readonly type: GraphQLCompositeType | undefined;
  readonly kit: PlacesKit;
}

/** Adds the places of a set; false when it asks nothing but types. */
function addPlaces({ selections }: SelectionSetNode, walk: Walk): boolean {
  const { places, above, type, kit } = walk;
  if (isAbstractType(type)) places.add(`${above}.__typename`);
  let asks = false;
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD || !isExecuted(selection, kit.conditions)) continue;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const below = narrowed(type, kit.schema.getType(selection.typeCondition?.name.value ?? ""), kit.schema);
      // No object is of both types.
      if (type !== undefined && below === undefined) continue;
      asks = addPlaces(selection.selectionSet, { ...walk, type: below }) || asks;
    } else if (selection.name.value !== "__typename") {
      asks = true;
      addPlace(selection, walk);
    }
  }
  return asks;
}

/** The type of what is of both types, as far as it is known; undefined when nothing is. */
function narrowed(
  type: GraphQLCompositeType | undefined,
  condition: GraphQLNamedType | undefined,
  schema: GraphQLSchema,
): GraphQLCompositeType | undefined {
  if (!isCompositeType(condition)) return type;
  if (type === undefined) return condition;
  if (!doTypesOverlap(schema, type, condition)) return undefined;
  return isAbstractType(condition) && !isAbstractType(type) ? type : condition;
}

function addPlace(field: FieldNode, { places, above, type, kit }: Walk): void {
  const place = `${above}.${kit.keyOf(field)}`;
  const below = type === undefined ? undefined : typeOfField(type, field.name.value);
  const asks =
    field.selectionSet !== undefined && addPlaces(field.selectionSet, { places, above: place, type: below, kit });
  if (!asks) places.add(place);
}
