import { describe, expect, it } from "vitest";
import { createPolicy, readRuleTexts } from "../../../gateway/policy/index.ts";
import type { Rule } from "../../../gateway/policy/index.ts";

const { schema, files } = readRuleTexts(new URL("../../../schema/saannot/", import.meta.url));
const load = (...texts: readonly string[]): readonly Rule[] =>
  createPolicy({ schema, files: texts.map((text, at) => ({ name: `${at}.cedar`, text })) }).rules;

const advice = '@neuvo_fi("f") @neuvo_sv("s") @neuvo_en("e")';

describe("rules are refused", () => {
  it.each([
    ["without an id", '@laki("1/2000") permit (principal, action, resource);', "0.cedar: a rule without @id"],
    [
      "with an empty id",
      '@id("") @laki("1/2000") permit (principal, action, resource);',
      "0.cedar: a rule without @id",
    ],
    ["without a law", '@id("A") permit (principal, action, resource);', "0.cedar: the rule A has no @laki"],
    [
      "with an empty law",
      '@id("A") @laki("") permit (principal, action, resource);',
      "0.cedar: the rule A has no @laki",
    ],
    [
      "that forbid without a code",
      `@id("A") @laki("1/2000") ${advice} forbid (principal, action, resource);`,
      "0.cedar: the rule A forbids and has no @koodi of the error table",
    ],
    [
      "that forbid with a code that the table lacks",
      `@id("A") @laki("1/2000") @koodi("NOPE") ${advice} forbid (principal, action, resource);`,
      "0.cedar: the rule A forbids and has no @koodi of the error table",
    ],
    ...["fi", "sv", "en"].map((kieli): [string, string, string] => [
      `that forbid without advice in ${kieli}`,
      `@id("A") @laki("1/2000") @koodi("FORBIDDEN") ${advice.replace(`@neuvo_${kieli}`, "@muu")} forbid (principal, action, resource);`,
      "0.cedar: the rule A forbids and lacks @neuvo_fi, @neuvo_sv or @neuvo_en",
    ]),
    [
      "that ask for what the vector does not have",
      '@id("A") @laki("1/2000") permit (principal, action, resource) when { context.hetu == "x" };',
      "the rule A: ",
    ],
    [
      "that name an asker who is none",
      '@id("A") @laki("1/2000") permit (principal == Kysyja::"X", action, resource);',
      "the rule A: ",
    ],
    [
      "that are templates",
      '@id("A") @laki("1/2000") permit (principal == ?principal, action, resource);',
      "0.cedar: a template decides nothing",
    ],
    ["that don't read", "permit (principal", "0.cedar: "],
  ])("%s", (_, text, message) => {
    expect(() => load(text)).toThrow(message);
  });

  it("of which two, in different files, have one id", () => {
    const rule = '@id("A") @laki("1/2000") permit (principal, action, resource);';
    expect(() => load(rule, rule)).toThrow("the rule A is declared twice");
  });

  it("when their schema does not read", () => {
    expect(() => createPolicy({ schema: "entity {", files })).toThrow("saannot.cedarschema: ");
  });
});

describe("rules are read", () => {
  it("with law, code and advice, in the order of their file", () => {
    const rule = (id: string): string =>
      `@id("${id}") @laki("1/2000") @koodi("FORBIDDEN") ${advice} forbid (principal, action, resource);`;
    const ids = ["C", "A", "B", "E", "D"];
    const rules = load(ids.map(rule).join("\n"));
    expect(rules.map(({ id }) => id)).toEqual(ids);
    expect(rules[0]).toMatchObject({
      laki: "1/2000",
      effect: "forbid",
      koodi: "FORBIDDEN",
      neuvo: { fi: "f", sv: "s", en: "e" },
    });
  });

  it("a permit tells neither code nor advice", () => {
    const [rule] = load(`@id("A") @laki("1/2000") @koodi("FORBIDDEN") ${advice} permit (principal, action, resource);`);
    expect(rule).toMatchObject({ effect: "permit", koodi: undefined, neuvo: undefined });
  });

  it("of this checkout each names a law by its number, a regulation or a bill", () => {
    const rules = createPolicy({ schema, files }).rules;
    expect(rules.length).toBeGreaterThan(100);
    expect(rules.filter(({ laki }) => !/\d+\/\d{4}|GDPR \d+|GDPR 6/.test(laki))).toEqual([]);
  });

  it("of this checkout in the order of the files' names, the general ones last", () => {
    expect(files.map(({ name }) => name)).toEqual(files.map(({ name }) => name).toSorted());
    expect(files.at(-1)?.name).toBe("yleiset.cedar");
    expect(files.every(({ name }) => name.endsWith(".cedar"))).toBe(true);
  });
});
