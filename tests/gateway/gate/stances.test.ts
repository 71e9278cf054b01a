import { readFileSync } from "node:fs";
import { Kind, parse } from "graphql";
import type { SelectionSetNode } from "graphql";
import { expect, it } from "vitest";
import { loadCatalogue } from "../../../gateway/catalogue/index.ts";
import type { Stance } from "../../../gateway/gate/judge.ts";
import { createNarrowing } from "../../../gateway/gate/stances.ts";
import { policyOfCheckout } from "../fixture-parts.ts";

const catalogue = loadCatalogue({
  tiedotSdl: readFileSync(new URL("../../../schema/tiedot.graphql", import.meta.url), "utf8"),
  supergraphSdl: "type Asiakas { id: ID! ammatti: String @tieto(id: 6) }",
});

/** A third party to whom a consent gives these items. */
const byConsent = (...tiedot: readonly number[]): Stance => ({
  asema: {
    kysyja: "M",
    suhde: "SUOSTUMUS",
    ikaluokka: "TAYSI",
    valtuusasiat: [],
    kayttotarkoitus: "MUU",
    turvakielto: true,
    turvakieltoOikeus: false,
  },
  suostumukset: new Set(tiedot),
  suostumusviitteet: [],
  suhdeEiTiedossa: undefined,
  suostumusEiTiedossa: undefined,
});

function setOf(text: string): SelectionSetNode {
  const [definition] = parse(text).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error("an operation was expected");
  return definition.selectionSet;
}

it("narrows a selection once for each stance, and 500 stances of one are kept at a time", () => {
  const narrowFor = createNarrowing({ policy: policyOfCheckout, catalogue });
  const set = setOf("{ id ammatti }");
  const first = narrowFor(set, byConsent(6));
  expect(first.fields).toHaveLength(1);
  for (let other = 1000; other < 1499; other += 1) narrowFor(set, byConsent(other));
  expect(narrowFor(set, byConsent(6))).toBe(first);
  // One more than are kept: begun anew, with the same verdicts.
  expect(narrowFor(set, byConsent(1499)).fields).toEqual([]);
  expect(narrowFor(set, byConsent(6))).not.toBe(first);
  expect(narrowFor(set, byConsent(6))).toEqual(first);
});
