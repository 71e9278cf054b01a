import { readFileSync } from "node:fs";
import { Kind, parse } from "graphql";
import type { SelectionSetNode } from "graphql";
import { expect, it } from "vitest";
import { loadCatalogue } from "../../../gateway/catalogue/index.ts";
import type { Stance } from "../../../gateway/gate/judge.ts";
import { createNarrowing } from "../../../gateway/gate/narrowing.ts";
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

it("asks by the very same selection for whatever reason the same is withheld, and nothing withheld is in it", () => {
  const narrowFor = createNarrowing({ policy: policyOfCheckout, catalogue });
  const set = setOf("{ id ammatti }");
  const [one, other] = [narrowFor(set, byConsent(1000)), narrowFor(set, { ...byConsent(), suhdeEiTiedossa: "vtj" })];
  expect(other).not.toBe(one);
  expect(other.selectionSet).toBe(one.selectionSet);
  expect(one.selectionSet?.selections.map((each) => each.kind === Kind.FIELD && each.name.value)).toEqual(["id"]);
  expect(narrowFor(set, byConsent(6)).selectionSet).not.toBe(one.selectionSet);
});

it("makes a field without a rule a denial once and for all, before anything is asked", () => {
  const narrowFor = createNarrowing({
    policy: policyOfCheckout,
    catalogue: loadCatalogue({
      tiedotSdl: readFileSync(new URL("../../../schema/tiedot.graphql", import.meta.url), "utf8"),
      supergraphSdl: "type Asiakas { id: ID! merkiton: String ammatti: String @tieto(id: 6) }",
    }),
  });
  // Of item 6 no rule names nobody; of the two others there is none at all, not even for the person.
  const nobodys: Stance = { ...byConsent(), asema: { ...byConsent().asema, kysyja: "EI_KUKAAN", suhde: "EI" } };
  const own: Stance = { ...nobodys, asema: { ...nobodys.asema, kysyja: "S", suhde: "OMA" }, suostumukset: "KAIKKI" };
  const denied = (stance: Stance, text: string): readonly unknown[] => {
    const { selectionSet, fields, denials } = narrowFor(setOf(text), stance);
    expect([selectionSet, fields]).toEqual([undefined, []]);
    return denials.map(({ at, verdict }) => [at.join(), verdict.code, verdict.saanto]);
  };
  expect(denied(nobodys, "{ ammatti }")).toEqual([["ammatti", "FORBIDDEN", "R-6"]]);
  expect(denied(own, "{ merkiton muu }")).toEqual([
    ["merkiton", "FORBIDDEN", undefined],
    ["muu", "FORBIDDEN", undefined],
  ]);
});
