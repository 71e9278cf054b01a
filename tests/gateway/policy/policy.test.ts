import { describe, expect, it } from "vitest";
import { createPolicy, readRuleTexts } from "../../../gateway/policy/index.ts";
import type { Kielto, Policy, Tosiasiat } from "../../../gateway/policy/index.ts";
import { toBest, toRivi } from "./vectors.ts";

const texts = readRuleTexts(new URL("../../../schema/saannot/", import.meta.url));
const policy = createPolicy(texts);

const withRules = (...rules: readonly string[]): Policy =>
  createPolicy({ schema: texts.schema, files: [{ name: "a.cedar", text: rules.join("\n") }] });
const permit = '@id("LUPA") @laki("1/2000") permit (principal, action, resource);';
const forbid = (id: string, koodi: string, when = "true"): string =>
  `@id("${id}") @laki("1/2000") @koodi("${koodi}") @neuvo_fi("f ${id}") @neuvo_sv("s ${id}") @neuvo_en("e ${id}")
   forbid (principal, action, resource) when { ${when} };`;

const told = (kielto: Kielto | undefined): string =>
  kielto === undefined ? "GIVEN" : `${kielto.koodi} ${kielto.saanto}`;

describe("the policy denies", () => {
  it("what no rule permits, as the item's own denial, with no advice of a rule", () => {
    expect(withRules(forbid("EI", "FORBIDDEN", "false")).judge(toBest("H", 18))).toEqual({
      koodi: "FORBIDDEN",
      saanto: "R-18",
      neuvo: undefined,
    });
    expect(told(policy.judge(toBest("S", 999)))).toBe("FORBIDDEN R-999");
    expect(told(policy.judgeRow(toBest("S", 999), toRivi()))).toBe("FORBIDDEN R-999");
  });

  it("what a rule forbids though another permits it, with that rule's code and advice", () => {
    expect(withRules(permit, forbid("KIELTO", "NON_DISCLOSURE")).judge(toBest("S", 1))).toEqual({
      koodi: "NON_DISCLOSURE",
      saanto: "KIELTO",
      neuvo: { fi: "f KIELTO", sv: "s KIELTO", en: "e KIELTO" },
    });
  });

  it("where a rule fails to evaluate, permitting or forbidding", () => {
    const fails = "9223372036854775807 + 1 == 0";
    const failing = withRules(permit, forbid("VIALLINEN", "FORBIDDEN", fails));
    expect(told(failing.judge(toBest("S", 1)))).toBe("FORBIDDEN R-1");
    expect(told(failing.judgeRow(toBest("S", 1), toRivi()))).toBe("FORBIDDEN R-1");
    const half = withRules(permit, `@id("B") @laki("1/2000") permit (principal, action, resource) when { ${fails} };`);
    expect(told(half.judge(toBest("S", 1)))).toBe("FORBIDDEN R-1");
  });

  it("a vector that the engine can't read", () => {
    const broken = JSON.parse(JSON.stringify({ ...toBest("S", 1), suhde: null })) as Tosiasiat;
    expect(told(withRules(permit).judge(broken))).toBe("FORBIDDEN R-1");
  });
});

describe("of several denials the policy tells", () => {
  it("purpose, then person, then consent, then place, whatever their order in the file", () => {
    const codes = ["NON_DISCLOSURE", "CONSENT_MISSING", "FORBIDDEN", "PURPOSE_MISSING"];
    const tellOf = (all: readonly string[]): string =>
      told(withRules(permit, ...all.map((koodi) => forbid(`K-${koodi}`, koodi))).judge(toBest("S", 1)));
    expect(codes.map((_, at) => tellOf(codes.slice(0, at + 1)))).toEqual(codes.map((koodi) => `${koodi} K-${koodi}`));
    expect(codes.map((_, at) => tellOf(codes.slice(0, at + 1).toReversed()))).toEqual(
      codes.map((koodi) => `${koodi} K-${koodi}`),
    );
  });

  it("a code that the order does not name before none of those it names", () => {
    const rules = [permit, forbid("OUTO", "RATE_LIMITED"), forbid("PAIKKA", "NON_DISCLOSURE")];
    expect(told(withRules(...rules).judge(toBest("S", 1)))).toBe("NON_DISCLOSURE PAIKKA");
  });

  it("the first in the file of those with one code", () => {
    const rules = [permit, forbid("ZZ", "FORBIDDEN"), forbid("AA", "FORBIDDEN")];
    expect(told(withRules(...rules).judge(toBest("S", 1)))).toBe("FORBIDDEN ZZ");
  });

  it("the role's before the relation's, so that asking tells nothing of the person", () => {
    expect(told(policy.judge(toBest("H", 5, { suhde: "EI" })))).toBe("FORBIDDEN R-5");
    expect(told(policy.judge(toBest("H", 5, { turvakielto: true, paikka: "SUORAAN" })))).toBe("FORBIDDEN R-5");
    expect(told(policy.judge(toBest("H", 18, { suhde: "EI" })))).toBe("FORBIDDEN SUHDE-A");
  });

  it("consent before place, and both only after the relation", () => {
    const closed = { turvakielto: true, paikka: "SUORAAN", suostumus: false } as const;
    expect(told(policy.judge(toBest("M", 103, closed)))).toBe("CONSENT_MISSING SUOSTUMUS-M");
    expect(told(policy.judge(toBest("M", 103, { ...closed, suostumus: true })))).toBe("NON_DISCLOSURE TURVAKIELTO");
    expect(told(policy.judge(toBest("J", 103, { ...closed, suhde: "EI" })))).toBe("FORBIDDEN SUHDE-J");
    expect(told(policy.judge(toBest("R", 9, { ...closed, suhde: "EI" })))).toBe("FORBIDDEN SUHDE-A");
  });

  it("of secondary use and of a missing purpose even before the role", () => {
    expect(told(policy.judge(toBest("H", 5, { kayttotarkoitus: "PUUTTUU" })))).toBe("PURPOSE_MISSING KAYTTOTARKOITUS");
    expect(told(policy.judge(toBest("H", 5, { kayttotarkoitus: "TUTKIMUS" })))).toBe("FORBIDDEN TOISIOKAYTTO");
    expect(told(policy.judge(toBest("S", 5, { kayttotarkoitus: "PUUTTUU" })))).toBe("GIVEN");
  });
});

describe("a purpose", () => {
  it("is itself where a rule names it, MUU where none does, PUUTTUU where there is none", () => {
    expect(
      ["TUTKIMUS", "TILASTOINTI", "OPETUS", "HOITO", "", undefined].map((each) => policy.toTarkoitusluokka(each)),
    ).toEqual(["TUTKIMUS", "TILASTOINTI", "OPETUS", "MUU", "MUU", "PUUTTUU"]);
  });

  it("that says it is missing is missing", () => {
    expect(policy.toTarkoitusluokka("PUUTTUU")).toBe("PUUTTUU");
  });
});

describe("decisions are kept", () => {
  it("by the vector: the same vector has one decision, made once", () => {
    const own = createPolicy(texts);
    const first = own.judge(toBest("H", 18, { suhde: "EI" }));
    expect(own.judge(toBest("H", 18, { suhde: "EI" }))).toBe(first);
  });

  it("so that purposes and fields that no rule names add none", () => {
    const own = createPolicy(texts);
    const first = own.judge(toBest("H", 5));
    for (let at = 0; at < 50; at++) {
      const facts = { kayttotarkoitus: own.toTarkoitusluokka(`TARKOITUS-${at}`), kentta: `Tyyppi.kentta${at}` };
      expect(own.judge(toBest("H", 5, facts))).toBe(first);
    }
  });

  it("so that marks that no rule names add none", () => {
    const own = createPolicy(texts);
    const first = own.judgeRow(toBest("H", 5), toRivi());
    for (let at = 0; at < 50; at++)
      expect(own.judgeRow(toBest("H", 5), toRivi({ rivimerkit: [`MERKKI-${at}`] }))).toBe(first);
  });

  it("whatever the marks of a row hold: none is read as another's", () => {
    const own = createPolicy(texts);
    const facts = toBest("H", 18, { suhde: "ILMOITETTU_PERUSTE" });
    expect(own.judgeRow(facts, toRivi({ rivimerkit: ["ERITYINEN_SISALTO|OMA"] }))).toBeUndefined();
    expect(own.judgeRow(facts, toRivi({ rivimerkit: ["A|ERITYINEN_SISALTO"] }))).toBeUndefined();
    expect(told(own.judgeRow(facts, toRivi({ rivimerkit: ["A", "ERITYINEN_SISALTO"] })))).toBe(
      "FORBIDDEN RIVI-ERITYINEN",
    );
  });

  it("in whatever order the marks stand", () => {
    const own = createPolicy(texts);
    const marks = ["HUOLTAJALTA_SALATTU", "ERITYINEN_SISALTO"];
    const first = own.judgeRow(toBest("P", 18), toRivi({ rivimerkit: marks }));
    expect(own.judgeRow(toBest("P", 18), toRivi({ rivimerkit: marks.toReversed() }))).toBe(first);
    expect(told(first)).toBe("FORBIDDEN RIVI-HUOLTAJALTA");
  });

  it("of a field and of its row apart", () => {
    const own = createPolicy(texts);
    const facts = toBest("P", 18, { ikaluokka: "10_17", riveittain: true });
    expect(own.judge(facts)).toBeUndefined();
    expect(told(own.judgeRow(facts, toRivi()))).toBe("FORBIDDEN RIVI-HUOLTAJALTA");
    expect(own.judge(facts)).toBeUndefined();
  });
});
