import { Kind } from "graphql";
import type { OperationDefinitionNode, SelectionSetNode } from "graphql";
import { rootTypeOf } from "../catalogue/index.ts";
import type { Catalogue, Kentta } from "../catalogue/index.ts";
import { personKey } from "../operation/index.ts";

/** A field of an operation, as its values are read from an answer. */
export interface ReleaseField {
  /** Its key in the answer. */
  readonly key: string;
  /** Undefined of what the catalogue does not know: it is of the schema itself, and holds no one's data. */
  readonly kentta: Kentta | undefined;
  /** Item of the field, or of the nearest above that carries one. */
  readonly tieto: number | undefined;
  /** It is a person's own id. */
  readonly isPersonId: boolean;
  /** What is asked of the objects that it gives. */
  readonly below: ReleaseSelection | undefined;
}

/** What is asked of an object. */
export interface ReleaseSelection {
  /** It is a person. */
  readonly isPerson: boolean;
  readonly fields: readonly ReleaseField[];
}

/** The type that is a person. */
export const personType = "Asiakas";

/** What of an operation is found by looking at it and the catalogue: once for each operation. */
export function compileRelease(definition: OperationDefinitionNode, catalogue: Catalogue): ReleaseSelection {
  const byOperation = known.get(catalogue) ?? new WeakMap<OperationDefinitionNode, ReleaseSelection>();
  known.set(catalogue, byOperation);
  const found = byOperation.get(definition);
  if (found !== undefined) return found;
  const made = compile(definition.selectionSet, { type: rootTypeOf(definition), tieto: undefined }, catalogue);
  byOperation.set(definition, made);
  return made;
}

const known = new WeakMap<Catalogue, WeakMap<OperationDefinitionNode, ReleaseSelection>>();

interface Place {
  readonly type: string;
  readonly tieto: number | undefined;
}

function compile(set: SelectionSetNode, place: Place, catalogue: Catalogue): ReleaseSelection {
  return { isPerson: place.type === personType, fields: compileFields(set, place, catalogue) };
}

function compileFields(set: SelectionSetNode, place: Place, catalogue: Catalogue): readonly ReleaseField[] {
  return set.selections.flatMap((selection): readonly ReleaseField[] => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) throw new Error("a normalised operation holds a named fragment");
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const type = selection.typeCondition?.name.value ?? place.type;
      return compileFields(selection.selectionSet, { ...place, type }, catalogue);
    }
    const name = selection.name.value;
    const key = selection.alias?.value ?? name;
    if (key === personKey) return [];
    const kentta = catalogue.kentta(place.type, name);
    const tieto = kentta?.tieto ?? place.tieto;
    const below =
      selection.selectionSet === undefined
        ? undefined
        : compile(selection.selectionSet, { type: kentta?.tyyppi ?? "", tieto }, catalogue);
    return [{ key, kentta, tieto, isPersonId: place.type === personType && name === "id", below }];
  });
}
