/**
 * Rules that every subgraph's own schema keeps, run before composition. One rule per file; each says
 * there why it holds. They read the text only: types and keys that don't fit one another are for
 * composition to find.
 */
import { asiakasAsItself } from "./asiakas-as-itself.ts";
import { changesOfPersons } from "./changes-of-persons.ts";
import { entryOnRootFields } from "./entry-on-root-fields.ts";
import { itemOnAsiakasFields } from "./item-on-asiakas-fields.ts";
import { noArgumentsInFieldSets } from "./no-arguments-in-field-sets.ts";
import { noProgressiveOverride } from "./no-progressive-override.ts";
import { nullableAsiakasFields } from "./nullable-asiakas-fields.ts";
import { oneKeyPerEntity } from "./one-key-per-entity.ts";
import { placeAnswered } from "./place-answered.ts";
import type { Rule } from "./rule.ts";
import { twoLanguages } from "./two-languages.ts";

export { checkDescriptions } from "./two-languages.ts";
export type { Problem, Rule } from "./rule.ts";

/** The rules in the order in which they run: what federation gets wrong, access, place, texts. */
export const rules: readonly Rule[] = [
  noArgumentsInFieldSets,
  oneKeyPerEntity,
  noProgressiveOverride,
  nullableAsiakasFields,
  itemOnAsiakasFields,
  entryOnRootFields,
  changesOfPersons,
  asiakasAsItself,
  placeAnswered,
  twoLanguages,
];

/** Rules that also hold across subgraphs, and so are run over the composed public schema again. */
export const composedRules: readonly Rule[] = [placeAnswered];
