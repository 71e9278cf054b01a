import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPolicy, readRuleTexts } from "../../gateway/policy/index.ts";
import { createFindDisagreement } from "./judge-mutant.ts";
import { mutateRule } from "./mutate-rules.ts";

const texts = readRuleTexts(new URL("../../schema/saannot/", import.meta.url));
const { rules } = createPolicy(texts);
const mutants = rules.flatMap(mutateRule);
const seed = Number(process.env["ASIAKAS_SIEMEN"] ?? Date.now() % 1_000_000_007);

const madeOf = (id: string): readonly string[] => mutants.filter(({ rule }) => rule === id).map(({ what }) => what);

describe("a rule is broken", () => {
  it("by taking it away, by each letter of its list and each missing one, and by its scope", () => {
    expect(madeOf("R-11-A")).toEqual([
      "taken away",
      "action: lue",
      "action: lueRivi",
      "resource: any",
      "resource: 999",
      "when: dropped",
      "when: unless",
      "when: without H in [H]",
      ...["L", "O", "R", "J", "M", "EI_KUKAAN"].map((letter) => `when: with ${letter} in [H]`),
    ]);
  });

  it("by each operand, comparison and fact of its clauses", () => {
    const made = madeOf("TURVAKIELTO");
    expect(made.filter((what) => what.includes("only the"))).toHaveLength(6);
    expect(made.filter((what) => what.includes("!= is =="))).toHaveLength(2);
    expect(made.filter((what) => what.includes("turned turvakielto"))).toHaveLength(2);
    expect(made.filter((what) => what.includes("without !"))).toHaveLength(1);
  });

  it("in more ways than there are rules by far", () => {
    expect(mutants.length).toBeGreaterThan(rules.length * 8);
  });
});

describe(`the naive judge, seed ${seed}`, () => {
  it("disagrees with rules broken anyhow, of which five are tried here and all by npm run test:mutaatio", () => {
    const tried = fc.sample(fc.constantFrom(...mutants), { numRuns: 5, seed });
    const findDisagreement = createFindDisagreement(texts);
    const survived = tried.filter((mutant) => findDisagreement(mutant) === undefined);
    expect(survived.map(({ rule, what }) => `${rule} ${what}`)).toEqual([]);
  });
});
