import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPolicy, readRuleTexts } from "../../../gateway/policy/index.ts";
import type { Kielto } from "../../../gateway/policy/index.ts";
import { judgeChangeNaively, judgeNaively, judgeRowNaively } from "./naive-judge.ts";
import { anyFacts, anyRow, mandatedFacts, relatedFacts, tietoOf } from "./vectors.ts";

const policy = createPolicy(readRuleTexts(new URL("../../../schema/saannot/", import.meta.url)));
const told = (kielto: Kielto | undefined): string | undefined =>
  kielto === undefined ? undefined : `${kielto.koodi} ${kielto.saanto}`;

/** 10 000 in the ordinary run; `ASIAKAS_TAPAUKSIA=100000` for the long one, `ASIAKAS_SIEMEN` to run one again. */
const numRuns = Number(process.env["ASIAKAS_TAPAUKSIA"] ?? 10_000);
const seed = Number(process.env["ASIAKAS_SIEMEN"] ?? Date.now() % 1_000_000_007);

describe(`the policy and the naive judge, seed ${seed}`, () => {
  const facts = fc.oneof(anyFacts, relatedFacts, mandatedFacts);

  it("agree on fields", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(facts, (each) => {
        expect(told(policy.judge(each))).toBe(judgeNaively(tietoOf(each.tieto), each));
      }),
      { numRuns: Math.ceil(numRuns / 2), seed },
    );
  });

  it("agree on changes", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(facts, (each) => {
        expect(told(policy.judgeChange(each))).toBe(judgeChangeNaively(tietoOf(each.tieto), each));
      }),
      { numRuns: Math.ceil(numRuns / 4), seed },
    );
  });

  it("agree on rows", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(facts, anyRow, (each, row) => {
        expect(told(policy.judgeRow(each, row))).toBe(judgeRowNaively(tietoOf(each.tieto), each, row));
      }),
      { numRuns: Math.ceil(numRuns / 2), seed },
    );
  });
});
