import { describe, expect, it } from "vitest";
import { toOleskelutiedot } from "../../../subgraphs/migri/map.ts";
import type { OleskeluWire } from "../../../subgraphs/migri/wire.ts";
import { documented, lupa } from "./answers.ts";

const tanaan = "2026-11-23";
const withLuvat = (...oleskeluluvat: ReturnType<typeof lupa>[]): ReturnType<typeof toOleskelutiedot> =>
  toOleskelutiedot({ ...documented, oleskeluluvat, turvapaikka: null }, tanaan);

describe("toOleskelutiedot", () => {
  it("keeps what the register tells", () => {
    expect(toOleskelutiedot(documented, tanaan)).toEqual({
      asiakasnumero: "0001234567",
      etunimet: "Omar",
      sukunimi: "Haddar",
      kansalaisuudet: ["SYR"],
      oleskelunPeruste: "VOIMASSA_OLEVA_LUPA",
      oleskelulupa: {
        laji: "A",
        peruste: "KANSAINVALINEN_SUOJELU",
        alkaa: "2025-06-01",
        paattyy: "2029-05-31",
        voimassa: true,
        peruutettu: false,
        tyoskentelyoikeus: "RAJOITTAMATON",
        jatkohakemus: null,
      },
      oleskeluluvat: [expect.objectContaining({ alkaa: "2025-06-01" })],
      turvapaikka: documented.turvapaikka,
      passinnumero: "XM0000000",
      matkustusasiakirjat: documented.matkustusasiakirjat,
      vastaanotto: documented.vastaanotto,
      kuntaanosoitus: documented.kuntaanosoitus,
    });
  });

  it("finds the one permit in force among several, and gives all of them newest first", () => {
    const tiedot = withLuvat(
      lupa({ laji: "B", alkaa: "2023-01-01", paattyy: "2023-12-31" }),
      lupa({ laji: "P", alkaa: "2028-01-01", paattyy: null }),
      lupa({ laji: "A", alkaa: "2024-01-01", paattyy: "2027-12-31" }),
    );
    expect(tiedot).toMatchObject({ oleskelunPeruste: "VOIMASSA_OLEVA_LUPA", oleskelulupa: { laji: "A" } });
    expect(tiedot.oleskeluluvat.map(({ laji, voimassa }) => `${laji} ${voimassa}`)).toEqual([
      "P false",
      "A true",
      "B false",
    ]);
  });

  const expired = { alkaa: "2022-11-01", paattyy: "2026-10-31", tila: "PAATTYNYT" } as const;
  const pending = (haettu: string) => ({ haettu, tila: "VIREILLA" }) as const;

  it("tells lawful stay on an expired permit whose extension is pending", () => {
    const tiedot = withLuvat(lupa({ ...expired, jatkohakemus: pending("2026-10-31") }));
    expect(tiedot).toMatchObject({
      oleskelunPeruste: "JATKOHAKEMUS_VIREILLA",
      oleskelulupa: { voimassa: false, paattyy: "2026-10-31", jatkohakemus: "2026-10-31" },
    });
  });

  it.each([
    ["applied for too late", lupa({ ...expired, jatkohakemus: pending("2026-11-01") })],
    ["without an extension", lupa(expired)],
    ["revoked", lupa({ ...expired, tila: "PERUUTETTU", jatkohakemus: pending("2026-10-01") })],
    ["revoked before its end", lupa({ tila: "PERUUTETTU", paattyy: "2029-05-31" })],
    ["of a day that has not come", lupa({ alkaa: "2026-11-24", paattyy: "2029-05-31" })],
  ])("tells no ground on a permit %s", (_, permit) => {
    expect(withLuvat(permit)).toMatchObject({ oleskelunPeruste: null, oleskelulupa: null });
  });

  it("counts the last day in, and looks at days rather than at the register's state", () => {
    const last = withLuvat(lupa({ paattyy: tanaan, tila: "PAATTYNYT" }));
    expect(last).toMatchObject({ oleskelulupa: { voimassa: true } });
    expect(withLuvat(lupa({ paattyy: "2026-11-22", tila: "VOIMASSA" }))).toMatchObject({ oleskelulupa: null });
  });

  it("prefers a permit in force to one whose extension is pending", () => {
    const tiedot = withLuvat(
      lupa({ ...expired, jatkohakemus: pending("2026-10-01") }),
      lupa({ laji: "B", alkaa: "2020-01-01", paattyy: "2026-12-31" }),
    );
    expect(tiedot).toMatchObject({ oleskelunPeruste: "VOIMASSA_OLEVA_LUPA", oleskelulupa: { laji: "B" } });
  });

  it("tells the stay of one whose application for asylum is pending", () => {
    const turvapaikka = { tila: "VIREILLA", suojelumuoto: null, haettu: "2026-01-19", ratkaistu: null } as const;
    const tiedot = toOleskelutiedot({ ...documented, oleskeluluvat: [], turvapaikka }, tanaan);
    expect(tiedot).toMatchObject({ oleskelunPeruste: "TURVAPAIKKAHAKEMUS_VIREILLA", oleskelulupa: null });
  });

  it("gives the number of a passport in force, valid longest, never of an identity card", () => {
    type Asiakirjat = OleskeluWire["matkustusasiakirjat"];
    const passi = { laji: "PASSI", numero: "P1", maa: "EST", voimassaAsti: "2027-01-01" } as const;
    const kortti = { ...passi, laji: "HENKILOKORTTI", numero: "K1", voimassaAsti: "2035-01-01" } as const;
    const vanha = { ...passi, numero: "P0", voimassaAsti: "2026-11-22" } as const;
    const numberOf = (...matkustusasiakirjat: Asiakirjat): unknown =>
      toOleskelutiedot({ ...documented, matkustusasiakirjat }, tanaan).passinnumero;
    expect(numberOf(vanha, passi, kortti)).toBe("P1");
    expect(numberOf(vanha, kortti)).toBeNull();
  });
});
