import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Fault } from "../../mocks/http/index.ts";
import {
  iban,
  mutations,
  puhelin,
  report,
  set,
  syyOf,
  tili,
  toinen,
  tulosOf,
  useCrmChanges,
} from "./crm-changes-kit.ts";
import { databases } from "./databases.ts";

describe.each(databases)("changes of a region's CRM, each once, over $name", ({ options }) => {
  const { mock, change, stateOf } = useCrmChanges(options);

  describe("a key", () => {
    it.each(mutations)("of %s makes one change, however often it is sent and in whatever case", async (_, text, m) => {
      const k = randomUUID();
      const tulokset = [];
      for (const each of [k, k, k.toUpperCase()]) tulokset.push(tulosOf(await change(text, { m, k: each })));
      expect(tulokset).toEqual(["TEHTY", "OLI_JO_TEHTY", "OLI_JO_TEHTY"]);
    });

    it.each(mutations)("of %s that is sent again after another change does not undo it", async (_, text, m, other) => {
      const k = randomUUID();
      expect(tulosOf(await change(text, { m, k }))).toBe("TEHTY");
      expect(tulosOf(await change(text, { m: other }))).toBe("TEHTY");
      const between = await stateOf();
      expect(tulosOf(await change(text, { m, k }))).toBe("OLI_JO_TEHTY");
      expect(await stateOf()).toEqual(between);
    });

    it.each(mutations)("of %s with other values is refused, and changes nothing", async (_, text, m, other) => {
      const k = randomUUID();
      expect(tulosOf(await change(text, { m, k }))).toBe("TEHTY");
      const before = await stateOf();
      const answer = await change(text, { m: other, k });
      expect(syyOf(answer)).toEqual([["BAD_USER_INPUT", expect.stringContaining("give a new one")]]);
      expect(await stateOf()).toEqual(before);
    });

    it("of one mutation is not another's, and of one customer is none of another's", async () => {
      const k = randomUUID();
      expect(tulosOf(await change(set, { k }))).toBe("TEHTY");
      expect(syyOf(await change(report, { m: puhelin, k }))).toEqual([
        ["BAD_USER_INPUT", expect.stringContaining("give a new one")],
      ]);
      expect(tulosOf(await change(set, { k, persona: "sofia", alue: "08" }))).toBe("TEHTY");
    });

    it("is a UUID", async () => {
      expect(syyOf(await change(set, { k: "avain" }))).toEqual([["BAD_USER_INPUT", "toistoavain is a UUID"]]);
      expect(mock().requests.count()).toBe(0);
    });

    it.each(mutations)("of %s that is sent many times at once makes one change", async (_, text, m) => {
      const k = randomUUID();
      const answers = await Promise.all(Array.from({ length: 6 }, () => change(text, { m, k, alue: "08" })));
      expect(answers.map(tulosOf).toSorted()).toEqual([...Array<string>(5).fill("OLI_JO_TEHTY"), "TEHTY"]);
    });

    it("of its own for each of many at once leaves one default", async () => {
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, at) =>
          change(set, { m: { ...tili, iban: at % 2 === 0 ? iban : toinen }, alue: "08" }),
        ),
      );
      expect(new Set(answers.map(tulosOf))).toEqual(new Set(["TEHTY"]));
      const { maksuyhteydet } = await stateOf();
      expect(maksuyhteydet.filter((row) => "oletus" in row && row.oletus === true)).toHaveLength(1);
    });
  });

  const lost: readonly (readonly [Fault, code: string, kept: boolean])[] = [
    [{ laji: "jumissa" }, "SOURCE_TIMEOUT", false],
    [{ laji: "hidas", viiveMs: 900 }, "SOURCE_TIMEOUT", true],
    [{ laji: "katkaisu" }, "SOURCE_UNAVAILABLE", true],
    [{ laji: "http500" }, "SOURCE_UNAVAILABLE", false],
    [{ laji: "katkaistu" }, "SOURCE_UNAVAILABLE", true],
    [{ laji: "roska" }, "SOURCE_INVALID_RESPONSE", true],
    [{ laji: "virhekoodi", koodi: "57P01" }, "SOURCE_UNAVAILABLE", false],
    [{ laji: "virhekoodi", koodi: "57014" }, "SOURCE_TIMEOUT", false],
    [{ laji: "virhekoodi", koodi: "40001" }, "SOURCE_UNAVAILABLE", false],
  ];
  const cases = mutations.flatMap(([name, text, m]) =>
    lost.map(([fault, code, kept]) => ({ name, text, m, fault, code, kept })),
  );

  describe("a change whose answer was lost", () => {
    it.each(cases)(
      "$name by $fault is told as not known, and is safe to repeat",
      async ({ text, m, fault, code, kept }) => {
        const k = randomUUID();
        mock().faults.set([fault]);
        const first = await change(text, { m, k, alue: "08", through: "hurried" });
        expect(first.errors).toMatchObject([{ code, parameters: { saanto: "MUUTOS-EPASELVA" } }]);
        mock().faults.set([]);
        // One that came too late is waited for: the repeated one goes after it.
        const again = await change(text, { m, k, alue: "08" });
        const tulos = tulosOf(again);
        // One that came late may have come before the repeated one, or after.
        const either = ["TEHTY", "OLI_JO_TEHTY"];
        expect(fault.laji === "hidas" ? either : [kept ? "OLI_JO_TEHTY" : "TEHTY"]).toContain(tulos);
        expect(tulosOf(await change(text, { m, k, alue: "08" }))).toBe("OLI_JO_TEHTY");
      },
    );

    it.each(mutations)("%s that a region refuses is told as refused", async (_, text, m) => {
      mock().faults.set([{ laji: "virhekoodi", koodi: "42501" }]);
      const { errors } = await change(text, { m, alue: "08" });
      expect(errors).toMatchObject([{ code: "SOURCE_DENIED" }]);
      expect(JSON.stringify(errors)).not.toContain("MUUTOS-EPASELVA");
    });

    it.each(mutations)("%s answered of another person is never told as made", async (_, text, m) => {
      mock().faults.set([{ laji: "vaaraHenkilo" }]);
      const { errors } = await change(text, { m, alue: "08" });
      expect(errors).toMatchObject([{ code: "SOURCE_INVALID_RESPONSE", parameters: { saanto: "MUUTOS-EPASELVA" } }]);
    });
  });
});
