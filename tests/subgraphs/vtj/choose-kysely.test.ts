import { describe, expect, it } from "vitest";
import { chooseKysely } from "../../../subgraphs/vtj/choose-kysely.ts";
import type { Tarve } from "../../../subgraphs/vtj/tarpeet.ts";

describe("chooseKysely", () => {
  it.each<readonly [readonly Tarve[], string]>([
    [["SYNTYMA"], "PERUSSANOMA 1"],
    [["NIMI", "OSOITE", "KOTIKUNTA", "KUOLEMA", "AIDINKIELI", "SUKUPUOLI"], "PERUSSANOMA 1"],
    [["NIMI", "TURVAKIELTO"], "PERUSSANOMA 3"],
    [["ENTINEN_NIMI"], "PERUSSANOMA 3"],
    [["KANSALAISUUS"], "PERUSSANOMA 3"],
    [["HUOLTAJAT"], "HUOLLETTAVA-HUOLTAJAT"],
    [["HUOLTAJAT", "TURVAKIELTO", "OSOITE"], "HUOLLETTAVA-HUOLTAJAT"],
    [["ASUINPAIKKA", "TURVAKIELTO", "HUOLTAJAT"], "HUOLLETTAVA-HUOLTAJAT"],
    [["ASUINPAIKKA"], "PERUSSANOMA 1"],
    [["HUOLLETTAVAT"], "HUOLTAJA-HUOLLETTAVAT"],
    [["HUOLTAJAT", "HUOLLETTAVAT"], "HVAASIAKAS"],
    [["HUOLTAJAT", "KANSALAISUUS"], "HVAASIAKAS"],
    [["HUOLTAJAT", "HUOLTOMUOTO"], "HVAASIAKAS"],
    [["AMMATTI"], "HVAASIAKAS"],
    [["SIVIILISAATY"], "HVAASIAKAS"],
  ])("one person, %j: the product %s", (tarpeet, tuote) => {
    expect(chooseKysely(tarpeet, 1)).toEqual({ laji: "TUOTE", tuote });
  });

  it.each<readonly [Tarve, readonly string[]]>([
    ["KUTSUMANIMI", ["KUTSUMANIMI"]],
    ["ASIOINTIKIELI", ["ASIOINTIKIELI"]],
    ["PUOLISO", ["AVIOLIITTO", "REKISTEROITY_PARISUHDE"]],
    ["VANHEMMAT", ["VANHEMPI_SUPPEA"]],
    ["LAPSET", ["LAPSI_SUPPEA"]],
    ["HUOLTOJAKSO", []],
  ])("one person, %s, which no product carries: the groups %j", (tarve, tietoryhmat) => {
    expect(chooseKysely([tarve], 1)).toEqual({
      laji: "PERUSTIEDOT",
      tietoryhmat: ["HENKILOTUNNUS_KORJAUS", "SYNTYMAPAIVA", ...tietoryhmat],
    });
  });

  it("several persons: one call for what verifies them and what is needed, each group once", () => {
    expect(chooseKysely(["NIMI", "HUOLTAJAT", "HUOLTOMUOTO", "HUOLTOJAKSO"], 2)).toEqual({
      laji: "PERUSTIEDOT",
      tietoryhmat: ["HENKILOTUNNUS_KORJAUS", "SYNTYMAPAIVA", "HENKILON_NIMI", "HUOLTAJA_SUPPEA"],
    });
  });
});
