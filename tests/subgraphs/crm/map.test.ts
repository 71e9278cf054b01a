import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toNewest, toSetelit, toValiaikainen, toYhteystiedot } from "../../../subgraphs/crm/map.ts";
import type { SeteliWire, ValiaikainenWire, YhteystietoWire } from "../../../subgraphs/crm/wire.ts";

function yhteystieto(changed: Partial<YhteystietoWire> = {}): YhteystietoWire {
  return {
    laji: "puhelin",
    arvo: "+358401234567",
    kayttotarkoitus: "ajanvaraukset",
    pitkaaikainen: "true",
    ilmoitettu: "2026-02-01",
    ...changed,
  };
}

function seteli(changed: Partial<SeteliWire> = {}): SeteliWire {
  return {
    numero: "PS-1",
    palvelu: "Kotihoito",
    arvo: 12_000,
    alkaen: "2026-01-01",
    paattyy: "2026-12-31",
    tila: "voimassa",
    huoltajalta_salattu: null,
    kaytot: [],
    ...changed,
  };
}

function kaytto(paiva: string, summa: number): SeteliWire["kaytot"][number] {
  return { tuottaja: "Hoiva Oy", alue: "15", summa, paiva };
}

function valiaikainen(changed: Partial<ValiaikainenWire> = {}): ValiaikainenWire {
  return {
    tunniste: "08-2026-000012",
    nimi: "Tuntematon Testi",
    syy: "tunnistamaton",
    annettu: "2026-02-01",
    yhdistetty_hetu: null,
    ...changed,
  };
}

describe("toYhteystiedot", () => {
  it.each([
    ["puhelin", "PUHELIN"],
    ["sahkoposti", "SAHKOPOSTI"],
    ["postiosoite", "POSTIOSOITE"],
  ] as const)("calls %s %s", (laji, expected) => {
    expect(toYhteystiedot([yhteystieto({ laji })], "08")[0]?.laji).toBe(expected);
  });

  it("says the region, and the newest first", () => {
    const rows = ["2026-01-01", "2026-03-01", "2026-02-01"].map((ilmoitettu) => yhteystieto({ ilmoitettu }));
    const mapped = toYhteystiedot(rows, "08");
    expect(mapped.map(({ ilmoitettu }) => ilmoitettu)).toEqual(["2026-03-01", "2026-02-01", "2026-01-01"]);
    expect(mapped.every(({ alue }) => alue === "08")).toBe(true);
  });

  it("reads what is long-term", () => {
    const mapped = toYhteystiedot([yhteystieto(), yhteystieto({ pitkaaikainen: "false", arvo: "z" })], "08");
    expect(mapped.map(({ pitkaaikainen }) => pitkaaikainen)).toEqual([true, false]);
  });
});

describe("toSetelit", () => {
  it.each([
    ["voimassa", "VOIMASSA"],
    ["kaytetty", "KAYTETTY"],
    ["paattynyt", "PAATTYNYT"],
    ["peruttu", "PERUTTU"],
  ] as const)("calls %s %s", (tila, expected) => {
    expect(toSetelit([seteli({ tila })], "08")[0]?.tila).toBe(expected);
  });

  it("counts what is left, and puts the newest use first", () => {
    const [mapped] = toSetelit([seteli({ kaytot: [kaytto("2026-02-01", 29), kaytto("2026-03-01", 70)] })], "08");
    expect(mapped).toMatchObject({ arvo: { sentit: 12_000 }, jaljella: { sentit: 11_901 }, alue: "08" });
    expect(mapped?.kaytot.map(({ paiva }) => paiva)).toEqual(["2026-03-01", "2026-02-01"]);
  });

  it("makes value the sum of its uses and of what is left, always", () => {
    const sums = fc.array(fc.integer({ min: 1, max: 100_000 }), { maxLength: 20 });
    fc.assert(
      fc.property(sums, fc.nat(1_000_000), (summat, left) => {
        const arvo = summat.reduce((sum, summa) => sum + summa, left);
        const [mapped] = toSetelit(
          [seteli({ arvo, kaytot: summat.map((summa) => kaytto("2026-01-01", summa)) })],
          "08",
        );
        const used = mapped?.kaytot.reduce((sum, { summa }) => sum + summa.sentit, 0) ?? 0;
        expect((mapped?.jaljella.sentit ?? -1) + used).toBe(arvo);
      }),
    );
  });

  it("puts the newest voucher first, those of a day by number", () => {
    const rows = [
      seteli({ numero: "B", alkaen: "2026-01-01" }),
      seteli({ numero: "C", alkaen: "2026-05-01" }),
      seteli({ numero: "A", alkaen: "2026-01-01" }),
    ];
    expect(toSetelit(rows, "08").map(({ numero }) => numero)).toEqual(["C", "A", "B"]);
  });
});

describe("toValiaikainen", () => {
  it.each([
    ["turvapaikanhakija", "TURVAPAIKANHAKIJA"],
    ["ulkomaalainen", "ULKOMAALAINEN"],
    ["tunnistamaton", "TUNNISTAMATON"],
    ["vastasyntynyt", "VASTASYNTYNYT"],
  ] as const)("calls %s %s", (syy, expected) => {
    expect(toValiaikainen(valiaikainen({ syy }), "08").syy).toBe(expected);
  });

  it("points to whom the person was joined", () => {
    expect(toValiaikainen(valiaikainen(), "08").yhdistetty).toBeNull();
    expect(toValiaikainen(valiaikainen({ yhdistetty_hetu: "010190-900P" }), "08").yhdistetty).toEqual({
      laji: "HETU",
      arvo: "010190-900P",
    });
  });

  it("is the newest of several; of one day, that of the first region", () => {
    const identities = [
      toValiaikainen(valiaikainen({ annettu: "2026-01-01" }), "08"),
      toValiaikainen(valiaikainen({ annettu: "2026-02-01" }), "90"),
      toValiaikainen(valiaikainen({ annettu: "2026-02-01" }), "15"),
    ];
    expect(toNewest(identities)?.alue).toBe("15");
    expect(toNewest([])).toBeUndefined();
  });
});
