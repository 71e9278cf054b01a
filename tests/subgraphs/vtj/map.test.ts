import { describe, expect, it } from "vitest";
import { toKielikoodi, toValtiokoodi } from "../../../subgraphs/vtj/koodit.ts";
import * as map from "../../../subgraphs/vtj/map.ts";
import type { HuoltoWire, PuolisoWire } from "../../../subgraphs/vtj/wire.ts";

const puuttuu = { ok: false, failure: { kind: "invalid" } };
const toinen = { hetu: null, etunimet: "A", sukunimi: "B", syntymapaiva: null };

describe("codes", () => {
  it.each([
    ["1", "MIES"],
    ["2", "NAINEN"],
    ["NAINEN", "NAINEN"],
    ["PUUTTUU", null],
    [null, null],
  ])("sex %s is %s", (koodi, sukupuoli) => {
    expect(map.toSukupuoli(koodi)).toEqual({ ok: true, value: sukupuoli });
  });

  it.each([
    ["0", "EI_TIETOA"],
    ["1", "NAIMATON"],
    ["2", "AVIOLIITOSSA"],
    ["3", "ASUMUSEROSSA"],
    ["4", "ERONNUT"],
    ["5", "LESKI"],
    ["6", "REKISTEROIDYSSA_PARISUHTEESSA"],
    ["7", "ERONNUT_REKISTEROIDYSTA_PARISUHTEESTA"],
    ["8", "LESKI_REKISTEROIDYN_PARISUHTEEN_JALKEEN"],
    ["ERONNUT", "ERONNUT"],
    ["PUUTTUU", null],
    [null, null],
  ])("marital status %s is %s", (koodi, siviilisaaty) => {
    expect(map.toSiviilisaaty(koodi)).toEqual({ ok: true, value: siviilisaaty });
  });

  it.each(["3", "9", "constructor", "mies"])("%s is no sex and no silent guess", (koodi) => {
    expect(map.toSukupuoli(koodi)).toMatchObject(puuttuu);
  });

  it("what the answer does not carry is invalid, not null", () => {
    expect(map.toSukupuoli(undefined)).toMatchObject(puuttuu);
    expect(map.toSiviilisaaty(undefined)).toMatchObject(puuttuu);
    expect(map.toOsa(undefined)).toMatchObject(puuttuu);
    expect(map.toAlue(undefined)).toMatchObject(puuttuu);
    expect(map.toHuollot(undefined, "2026-11-23")).toMatchObject(puuttuu);
    expect(map.toPuoliso(undefined)).toMatchObject(puuttuu);
  });

  it.each([
    ["03", "LAKISAATEINEN"],
    ["36", "MAARATTY"],
    ["06", "MAARATTY"],
    ["LAKISAATEINEN_HUOLTAJA", "LAKISAATEINEN"],
    ["MAARATTY_HUOLTAJA", "MAARATTY"],
    ["TIEDONSAANTIOIKEUTETTU", "TIEDONSAANTIOIKEUS"],
    ["toString", "TUNTEMATON"],
    ["JOKIN_UUSI", "TUNTEMATON"],
    [null, null],
  ])("custody %s is %s", (laji, huoltomuoto) => {
    expect(map.toHuoltomuoto(laji)).toBe(huoltomuoto);
  });

  it.each([
    ["AITI", "AITI"],
    ["ADOPTIOISA", "ISA"],
    ["MUU_HUOLTAJA", "MUU"],
    [null, null],
  ])("role %s is %s", (rooli, expected) => {
    expect(map.toRooli(rooli)).toBe(expected);
  });

  it("languages and countries have one name whichever interface gave them, and old codes their new form", () => {
    expect(toKielikoodi("fi")).toEqual(toKielikoodi("fi", { fi: "SUOMI" }));
    expect(toKielikoodi("iw")?.arvo).toBe("he");
    expect(toKielikoodi("99")).toBeNull();
    expect(toKielikoodi("98", { fi: "romani" })).toMatchObject({ arvo: "98", nimet: { fi: "romani" } });
    expect(toValtiokoodi("736").arvo).toBe("729");
    expect(toValtiokoodi("999")).toEqual({ koodisto: "ISO 3166-1", arvo: "999" });
  });
});

const huolto = (alkaen: string | null, paattyy: string | null): HuoltoWire => ({
  ...toinen,
  onJaettu: false,
  oikeudet: [],
  laji: "03",
  rooli: null,
  alkaen,
  paattyy,
});

describe("custody", () => {
  it.each([
    [null, null, 1],
    ["2026-11-23", "2026-11-23", 1],
    ["2014-08-24", "2032-08-24", 1],
    ["2026-11-24", null, 0],
    ["2014-08-24", "2026-11-22", 0],
  ])("from %s to %s counts %i on 2026-11-23", (alkaen, paattyy, count) => {
    const result = map.toHuollot([huolto(alkaen, paattyy)], "2026-11-23");
    expect(result.ok && result.value.length).toBe(count);
  });
});

describe("rights of custody", () => {
  it("count while they are in force, and an ended one leaves the tasks divided", () => {
    const rows = [
      { koodi: "T100", tieto: "KYLLA", alkaen: null, paattyy: "2026-11-22" },
      { koodi: "P300", tieto: "KYLLA", alkaen: "2026-11-24", paattyy: null },
      { koodi: "T200", tieto: "KYLLA", alkaen: "2026-11-23", paattyy: "2026-11-23" },
    ] as const;
    const result = map.toHuollot([{ ...huolto(null, null), onJaettu: true, oikeudet: rows }], "2026-11-23");
    expect(result.ok && result.value).toMatchObject([{ onJaettu: true, oikeudetWire: [{ koodi: "T200" }] }]);
  });
});

const puoliso = (voimassaolo: string | null): PuolisoWire => ({ ...toinen, hetu: "140584-902U", voimassaolo });

describe("spouse", () => {
  it("is the one whose marriage holds, with the birth date of the identity code", () => {
    expect(map.toPuoliso([puoliso("PASSIIVI"), puoliso("AKTIIVI")])).toMatchObject({
      ok: true,
      value: { hetu: "140584-902U", syntymaaika: "1984-05-14" },
    });
    expect(map.toPuoliso([puoliso("PASSIIVI")])).toEqual({ ok: true, value: null });
  });

  it("is invalid when two marriages hold, or a validity is not known", () => {
    expect(map.toPuoliso([puoliso("AKTIIVI"), puoliso(null)])).toMatchObject(puuttuu);
    expect(map.toPuoliso([puoliso("EHKA")])).toMatchObject(puuttuu);
  });
});
