import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readJson } from "../../../gateway/source/index.ts";
import { parseJoukko, parseKatot, parseKokeilu, toKelaFailure } from "../../../subgraphs/kela/wire.ts";

const hetu = "010190-999W";
const other = "210790-9084";
const kysely = { vuosi: 2026, lajit: ["LAAKE", "MATKA"] } as const;
const invalid = { ok: false, failure: { kind: "invalid" } };

type Row = Readonly<Record<string, unknown>>;

const alkuomavastuu = { raja: "70.33", kertynyt: "70.33", jaljella: "0.00", taynna: true, sovelletaan: true };
const laake: Row = {
  laji: "LAAKE",
  vuosi: 2026,
  vuosiomavastuu: "636.12",
  kertynyt: "412.40",
  jaljella: "223.72",
  tayttynyt: false,
  tayttymispaiva: null,
  alkuomavastuu,
  viimeisinTapahtuma: "2026-11-20T16:42:00+02:00",
};
const matka: Row = {
  laji: "MATKA",
  vuosi: 2026,
  vuosiomavastuu: "300.00",
  kertynyt: "0.00",
  jaljella: "300.00",
  tayttynyt: false,
  tayttymispaiva: null,
};
const untold: Row = {
  laji: "LAAKE",
  vuosi: 2026,
  vuosiomavastuu: null,
  kertynyt: null,
  jaljella: null,
  tayttynyt: null,
  tayttymispaiva: null,
  syy: "KT",
};

/** The documented answer about one person, with these rows. */
function answer(katot: readonly Row[], henkilotunnus: string = hetu): Row {
  return {
    kyselyId: "0f6b",
    poimintaaika: "2026-11-23T10:15:02+02:00",
    henkilotunnus,
    vakuutettu: true,
    suorakorvausoikeus: "K",
    ktTieto: false,
    katot,
  };
}

function joukko(...henkilot: readonly Row[]): Row {
  return { kyselyId: "0f6b", poimintaaika: "2026-11-23T10:15:02+02:00", henkilot };
}

function kaynti(paiva: string): Row {
  return { paiva, tuottaja: { ytunnus: "9990001-1", nimi: "Esimerkkilääkärit Oy" }, omavastuu: "30.20" };
}

async function* inChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes.subarray(0, bytes.length >> 1);
  yield bytes.subarray(bytes.length >> 1);
}

describe("parseKatot", () => {
  it("reads the documented answer, in the order asked", () => {
    expect(parseKatot(answer([matka, laake]), hetu, kysely)).toEqual({
      ok: true,
      value: [
        {
          laji: "LAAKE",
          vuosi: 2026,
          syy: null,
          kertyma: { raja: 63_612, kertynyt: 41_240, jaljella: 22_372, taynna: false },
          tayttymispaiva: null,
          alkuomavastuu: { raja: 7033, kertynyt: 7033, jaljella: 0, taynna: true },
          kertyyHuoltajalle: false,
        },
        {
          laji: "MATKA",
          vuosi: 2026,
          syy: null,
          kertyma: { raja: 30_000, kertynyt: 0, jaljella: 30_000, taynna: false },
          tayttymispaiva: null,
          alkuomavastuu: null,
          kertyyHuoltajalle: false,
        },
      ],
    });
  });

  it("keeps why there are no sums", () => {
    const parsed = parseKatot(answer([untold]), hetu, { vuosi: 2026, lajit: ["LAAKE"] });
    expect(parsed).toMatchObject({ ok: true, value: [{ syy: "KT", kertyma: null, alkuomavastuu: null }] });
  });

  it("knows an initial deductible that does not apply", () => {
    const child = { ...laake, alkuomavastuu: { raja: null, kertynyt: null, jaljella: null, sovelletaan: false } };
    expect(parseKatot(answer([child]), hetu, { vuosi: 2026, lajit: ["LAAKE"] })).toMatchObject({
      ok: true,
      value: [{ alkuomavastuu: "EI_SOVELLETA" }],
    });
  });

  it("knows the ceiling of service fees, and whose it fills", () => {
    const palvelu = { ...matka, laji: "PALVELU", vuosiomavastuu: "815.00", jaljella: "815.00" };
    const asked = { vuosi: 2026, lajit: ["PALVELU"] } as const;
    for (const kertyyHuoltajalle of [true, false]) {
      expect(parseKatot(answer([{ ...palvelu, kertyyHuoltajalle }]), hetu, asked)).toMatchObject({
        ok: true,
        value: [{ laji: "PALVELU", kertyma: { raja: 81_500 }, alkuomavastuu: null, kertyyHuoltajalle }],
      });
    }
    expect(parseKatot(answer([palvelu]), hetu, asked)).toMatchObject(invalid);
  });

  it("knows a full ceiling and its day", () => {
    const full = { ...matka, kertynyt: "300.00", jaljella: "0.00", tayttynyt: true, tayttymispaiva: "2026-10-03" };
    expect(parseKatot(answer([full]), hetu, { vuosi: 2026, lajit: ["MATKA"] })).toMatchObject({
      ok: true,
      value: [{ tayttymispaiva: "2026-10-03", kertyma: { taynna: true } }],
    });
  });

  it("accepts a row told twice and ignores a ceiling that was not asked", () => {
    const katot = [laake, laake, { laji: "PALVELU" }, matka];
    expect(parseKatot(answer(katot), hetu, kysely)).toMatchObject({ ok: true });
  });

  it.each<readonly [string, unknown]>([
    ["another person", answer([laake, matka], other)],
    ["no person", { ...answer([laake, matka]), henkilotunnus: undefined }],
    ["a ceiling left out", answer([laake])],
    ["another year", answer([{ ...laake, vuosi: 2025 }, matka])],
    ["sums that do not agree", answer([{ ...laake, kertynyt: "412.41" }, matka])],
    ["full with something left", answer([{ ...laake, tayttynyt: true }, matka])],
    ["not full with nothing left", answer([{ ...matka, kertynyt: "300.00", jaljella: "0.00" }, laake])],
    ["a day on which it filled, though not full", answer([{ ...laake, tayttymispaiva: "2026-01-01" }, matka])],
    ["a day that does not exist", answer([{ ...laake, tayttymispaiva: "2026-02-30" }, matka])],
    ["a decimal comma", answer([{ ...laake, kertynyt: "412,40" }, matka])],
    ["a number for a sum", answer([{ ...laake, kertynyt: 412.4 }, matka])],
    ["a negative sum", answer([{ ...laake, kertynyt: "-1.00", jaljella: "637.12" }, matka])],
    ["no initial deductible", answer([{ ...laake, alkuomavastuu: null }, matka])],
    [
      "an initial deductible that does not agree",
      answer([{ ...laake, alkuomavastuu: { ...alkuomavastuu, raja: "80.00" } }, matka]),
    ],
    ["sums null without a reason", answer([{ ...untold, syy: null }, matka])],
    ["a reason beside sums", answer([{ ...laake, syy: "KT" }, matka])],
    ["an unknown reason", answer([{ ...untold, syy: "MUU" }, matka])],
    ["one ceiling told in two ways", answer([laake, { ...laake, kertynyt: "412.41", jaljella: "223.71" }, matka])],
    ["nothing", undefined],
  ])("refuses %s", (_, value) => {
    expect(parseKatot(value, hetu, kysely)).toMatchObject(invalid);
  });
});

describe("parseJoukko", () => {
  const asked = { vuosi: 2026, lajit: ["LAAKE"] } as const;
  const ok = { tila: "OK", ...answer([laake]) };

  it("matches rows by person, whatever their order", () => {
    const parsed = parseJoukko(joukko({ henkilotunnus: other, tila: "EI_LOYDY" }, ok), [hetu, other], asked);
    expect(parsed.ok && parsed.value.get(hetu)).toMatchObject({ ok: true, value: [{ kertyma: { kertynyt: 41_240 } }] });
    expect(parsed.ok && parsed.value.get(other)).toMatchObject({ failure: { kind: "not-found" } });
  });

  it("refuses the whole answer when it holds somebody not asked", () => {
    expect(parseJoukko(joukko(ok, { ...ok, henkilotunnus: other }), [hetu], asked)).toMatchObject(invalid);
  });

  it.each<readonly [string, readonly Row[]]>([
    ["left out", []],
    ["told in two ways", [ok, { ...ok, tila: "EI_LOYDY" }]],
    ["of an unknown state", [{ ...ok, tila: "ODOTTAA" }]],
    ["with sums that do not agree", [{ tila: "OK", ...answer([{ ...laake, kertynyt: "1.00" }]) }]],
  ])("refuses only the person %s", (_, rows) => {
    const fine = { ...ok, henkilotunnus: other };
    const parsed = parseJoukko(joukko(fine, ...rows), [hetu, other], asked);
    expect(parsed.ok && parsed.value.get(hetu)).toMatchObject(invalid);
    expect(parsed.ok && parsed.value.get(other)).toMatchObject({ ok: true });
  });
});

describe("parseKokeilu", () => {
  const kokeilu = {
    oikeus: true,
    kayntejaKaytetty: 2,
    kayntejaJaljella: 1,
    kaynnit: [kaynti("2026-03-04"), kaynti("2026-01-14")],
  };

  it("gives visits oldest first", () => {
    const parsed = parseKokeilu({ henkilotunnus: hetu, valinnanvapauskokeilu: kokeilu }, hetu);
    expect(parsed.ok && parsed.value.kaynnit.map(({ paiva, omavastuu }) => [paiva, omavastuu])).toEqual([
      ["2026-01-14", 3020],
      ["2026-03-04", 3020],
    ]);
  });

  it.each<readonly [string, unknown]>([
    ["another person", { henkilotunnus: other, valinnanvapauskokeilu: kokeilu }],
    [
      "visits left to one who has no right",
      { henkilotunnus: hetu, valinnanvapauskokeilu: { ...kokeilu, oikeus: false } },
    ],
    [
      "a count that is not that of the visits",
      { henkilotunnus: hetu, valinnanvapauskokeilu: { ...kokeilu, kayntejaKaytetty: 1 } },
    ],
  ])("refuses %s", (_, value) => {
    expect(parseKokeilu(value, hetu)).toMatchObject(invalid);
  });
});

describe("toKelaFailure", () => {
  it.each([
    [400, { virhekoodi: "KELMU-404-01" }, "configuration"],
    [404, undefined, "configuration"],
    [401, undefined, "denied"],
    [403, "<html>", "denied"],
    [503, { virhekoodi: "KELMU-404-01" }, "unavailable"],
    [302, undefined, "configuration"],
  ])("takes status %i with %j for %s", (status, body, kind) => {
    expect(toKelaFailure(status, body)).toMatchObject({ kind });
  });
});

describe("any bytes", () => {
  it("become a value or a failure, never a throw", async () => {
    const documents = [answer([laake, matka]), joukko({ tila: "OK", ...answer([laake]) })].map((each) =>
      JSON.stringify(each),
    );
    const bytes = fc.oneof(
      fc.uint8Array(),
      fc.json().map((text) => Buffer.from(text)),
      // A good document with some bytes replaced.
      fc
        .tuple(
          fc.constantFrom(...documents),
          fc.array(fc.tuple(fc.nat(600), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }),
        )
        .map(([text, changes]) => {
          const changed = Buffer.from(text);
          changes.forEach(([at, byte]) => changed.writeUInt8(byte, at % changed.length));
          return changed;
        }),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (body) => {
        const json = await readJson({ status: 200, headers: {}, chunks: inChunks(body) });
        const value = json.ok ? json.value : undefined;
        expect(parseKatot(value, hetu, kysely)).toHaveProperty("ok");
        expect(parseJoukko(value, [hetu], kysely)).toHaveProperty("ok");
        expect(parseKokeilu(value, hetu)).toHaveProperty("ok");
        expect(toKelaFailure(500, value)).toHaveProperty("kind", "unavailable");
      }),
    );
  });
});
