import { describe, expect, it } from "vitest";
import { toKokeilu, toMaksukatto, toPalvelujenMaksukatto } from "../../../subgraphs/kela/map.ts";

describe("toMaksukatto", () => {
  it("keeps every sum in cents", () => {
    const kertyma = { raja: 63_612, kertynyt: 63_612, jaljella: 0, taynna: true };
    const initial = { raja: 7033, kertynyt: 7033, jaljella: 0, taynna: true };
    expect(
      toMaksukatto({
        laji: "LAAKE",
        vuosi: 2026,
        syy: null,
        kertyma,
        tayttymispaiva: "2026-10-03",
        alkuomavastuu: initial,
        kertyyHuoltajalle: false,
      }),
    ).toEqual({
      vuosi: 2026,
      raja: { sentit: 63_612 },
      kertynyt: { sentit: 63_612 },
      jaljella: { sentit: 0 },
      tayttynyt: true,
      tayttymispaiva: "2026-10-03",
      puuttumisenSyy: null,
      alkuomavastuu: {
        sovelletaan: true,
        raja: { sentit: 7033 },
        kertynyt: { sentit: 7033 },
        jaljella: { sentit: 0 },
        taynna: true,
      },
    });
  });

  const untold = {
    laji: "LAAKE",
    vuosi: 2026,
    kertyma: null,
    tayttymispaiva: null,
    alkuomavastuu: null,
    kertyyHuoltajalle: false,
  } as const;

  it.each(["EI_VAKUUTETTU", "KT"] as const)("gives null sums, not zero, beside the reason %s", (syy) => {
    expect(toMaksukatto({ ...untold, syy })).toEqual({
      vuosi: 2026,
      raja: null,
      kertynyt: null,
      jaljella: null,
      tayttynyt: null,
      tayttymispaiva: null,
      alkuomavastuu: null,
      puuttumisenSyy: syy,
    });
  });

  it("says that an initial deductible does not apply", () => {
    expect(toMaksukatto({ ...untold, syy: null, alkuomavastuu: "EI_SOVELLETA" }).alkuomavastuu).toEqual({
      sovelletaan: false,
      raja: null,
      kertynyt: null,
      jaljella: null,
      taynna: null,
    });
  });
});

describe("toPalvelujenMaksukatto", () => {
  const katto = {
    laji: "PALVELU",
    vuosi: 2026,
    syy: null,
    kertyma: { raja: 81_500, kertynyt: 20_200, jaljella: 61_300, taynna: false },
    tayttymispaiva: null,
    alkuomavastuu: null,
    kertyyHuoltajalle: false,
  } as const;

  it("gives Kela's figure as whole, and of no region", () => {
    expect(toPalvelujenMaksukatto(katto)).toEqual({
      vuosi: 2026,
      raja: { sentit: 81_500 },
      kertynyt: { sentit: 20_200 },
      jaljella: { sentit: 61_300 },
      tayttynyt: false,
      perustuu: "KELA",
      taydellinen: true,
      kertyyHuoltajalle: false,
      alueet: [],
    });
    expect(toPalvelujenMaksukatto({ ...katto, kertyyHuoltajalle: true })).toMatchObject({ kertyyHuoltajalle: true });
  });

  it("is null, not zero, where Kela tells no sums", () => {
    expect(toPalvelujenMaksukatto({ ...katto, kertyma: null, syy: "EI_VAKUUTETTU" })).toBeNull();
  });
});

describe("toKokeilu", () => {
  it("gives what each visit cost", () => {
    const kaynti = { paiva: "2026-03-04", tuottaja: { ytunnus: "9990001-1", nimi: "Esimerkkilääkärit Oy" } };
    const kokeilu = { oikeus: true, kayntejaKaytetty: 1, kayntejaJaljella: 2 };
    expect(toKokeilu({ ...kokeilu, kaynnit: [{ ...kaynti, omavastuu: 3020 }] })).toEqual({
      ...kokeilu,
      kaynnit: [{ ...kaynti, omavastuu: { sentit: 3020 } }],
    });
  });
});
