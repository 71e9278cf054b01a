import { describe, expect, it } from "vitest";
import { puhelin, report, set, syyOf, tili, toinen, tulosOf, useCrmChanges } from "./crm-changes-kit.ts";
import { databases } from "./databases.ts";

const [plainIban, plainToinen] = ["FI7799000000000077", "FI5599000000000085"];

describe.each(databases)("what is given to a region's CRM over $name", ({ options }) => {
  const { mock, change, stateOf } = useCrmChanges(options);

  describe("an account", () => {
    it("is the default in place of the one before, and what services have of their own stays", async () => {
      const before = await stateOf();
      expect(tulosOf(await change(set))).toBe("TEHTY");
      const after = await stateOf();
      expect(after.maksuyhteydet).toEqual([
        { iban: plainIban, saaja: tili.saaja, palvelu: null, oletus: true, suoraveloitus: false, alue: "08" },
        ...before.maksuyhteydet.filter((row) => "palvelu" in row && row.palvelu !== null),
      ]);
      expect(after.yhteystiedot).toEqual(before.yhteystiedot);
    });

    it("of a service is given beside the default, and replaced by the next", async () => {
      const palvelu = "Omaishoidon tuki";
      for (const each of [tili, { ...tili, iban: toinen, suoraveloitus: true }]) {
        expect(tulosOf(await change(set, { m: { ...each, palvelu } }))).toBe("TEHTY");
      }
      const { maksuyhteydet } = await stateOf();
      expect(maksuyhteydet.filter((row) => "palvelu" in row && row.palvelu === palvelu)).toEqual([
        { iban: plainToinen, saaja: tili.saaja, palvelu, oletus: false, suoraveloitus: true, alue: "08" },
      ]);
      expect(maksuyhteydet.filter((row) => "oletus" in row && row.oletus === true)).toHaveLength(1);
    });

    it.each([
      ["no IBAN at all", { iban: "12345" }, /as an IBAN/],
      ["a country that has none", { iban: "ZZ2199000000000077" }, /as an IBAN/],
      ["a digit too few", { iban: "FI779900000000007" }, /18 in Finland/],
      ["another country's length", { iban: "SE2199000000000077" }, /18 in Finland/],
      ["a wrong digit", { iban: "FI7799000000000078" }, /check digits/],
      ["two digits swapped", { iban: "FI5599000000000058" }, /check digits/],
      ["letters in a Finnish account", { iban: "FI779900000000007A" }, /check digits/],
      ["no holder", { saaja: " " }, /holder/],
      ["a holder of 71 letters", { saaja: "a".repeat(71) }, /holder/],
      ["a holder with an identity code", { saaja: "Aino 010190-900P" }, /holder/],
      ["a holder of two lines", { saaja: "Aino\nTesti" }, /holder/],
      ["a service that is empty", { palvelu: "" }, /service/],
      ["a service with an account in it", { palvelu: `Hoito ${plainIban}` }, /service/],
    ])("with %s is refused before the region is asked, and not repeated", async (_, wrong, told) => {
      const answer = await change(set, { m: { ...tili, ...wrong } });
      expect(syyOf(answer)).toEqual([["BAD_USER_INPUT", expect.stringMatching(told)]]);
      for (const value of Object.values(wrong).filter((each) => each.trim() !== "")) {
        expect(JSON.stringify(answer)).not.toContain(value);
      }
      expect(mock().requests.count()).toBe(0);
    });
  });

  describe("a contact", () => {
    it("takes the place of the long-term one of its kind and purpose; those of one service stay", async () => {
      const before = await stateOf("sofia");
      expect(tulosOf(await change(report, { persona: "sofia", m: puhelin, alue: "90" }))).toBe("TEHTY");
      const { yhteystiedot } = await stateOf("sofia");
      const isReplaced = (row: Record<string, unknown>): boolean =>
        row["alue"] === "90" && row["laji"] === "PUHELIN" && row["pitkaaikainen"] === true;
      const rest = (rows: readonly object[]): readonly object[] => rows.filter((row) => !isReplaced({ ...row }));
      expect(rest(yhteystiedot)).toEqual(rest(before.yhteystiedot));
      expect(yhteystiedot.filter((row) => isReplaced({ ...row }))).toEqual([
        {
          laji: "PUHELIN",
          arvo: "+358500001234",
          kayttotarkoitus: "YHTEYDENOTTO",
          pitkaaikainen: true,
          ilmoitettu: "2026-11-25",
          alue: "90",
        },
      ]);
    });

    it.each([
      ["PUHELIN", "0500001234", "+358500001234"],
      ["PUHELIN", "00358 50 000-1234", "+358500001234"],
      ["PUHELIN", "+46 (70) 000 12 34", "+46700001234"],
      ["SAHKOPOSTI", " aino@asiakas.example ", "aino@asiakas.example"],
      ["SAHKOPOSTI", "äiti.o'neil+koe@sähkö.example", "äiti.o'neil+koe@sähkö.example"],
      ["POSTIOSOITE", "Koekatu 1 A 2, 33100 TAMPERE", "Koekatu 1 A 2, 33100 TAMPERE"],
      ["POSTIOSOITE", "PL 7, 00099 HELSINKI", "PL 7, 00099 HELSINKI"],
    ])("%s may be given as %s", async (laji, arvo, kept) => {
      expect(tulosOf(await change(report, { m: { laji, arvo, kayttotarkoitus: "LASKUTUS" } }))).toBe("TEHTY");
      const { yhteystiedot } = await stateOf();
      expect(yhteystiedot).toContainEqual(expect.objectContaining({ laji, arvo: kept, kayttotarkoitus: "LASKUTUS" }));
    });

    it.each([
      ["PUHELIN", "soita äidille", /international form/],
      ["PUHELIN", "+35850", /international form/],
      ["PUHELIN", "+3585000012345678", /international form/],
      ["SAHKOPOSTI", "aino.asiakas.example", /name@server/],
      ["SAHKOPOSTI", "aino@asiakas.example, toinen@asiakas.example", /name@server/],
      ["SAHKOPOSTI", "Aino <aino@asiakas.example>", /name@server/],
      ["SAHKOPOSTI", `${"a".repeat(64)}@${"b".repeat(190)}.example`, /name@server/],
      ["POSTIOSOITE", "Tampere", /on one line/],
      ["POSTIOSOITE", "Koekatu 1\n33100 TAMPERE", /on one line/],
      ["POSTIOSOITE", `Koekatu 1, 33100 ${"T".repeat(200)}`, /on one line/],
      ["POSTIOSOITE", "Koekatu 1, 010190-900P", /on one line/],
    ])("%s that is %s is refused before the region is asked, and not repeated", async (laji, arvo, told) => {
      const answer = await change(report, { m: { laji, arvo } });
      expect(syyOf(answer)).toEqual([["BAD_USER_INPUT", expect.stringMatching(told)]]);
      expect(JSON.stringify(answer)).not.toContain(JSON.stringify(arvo).slice(1, -1));
      expect(mock().requests.count()).toBe(0);
    });
  });
});
