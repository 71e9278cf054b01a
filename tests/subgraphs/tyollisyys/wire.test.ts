import * as fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { palvelulajit, parseTilanne, tilat, toTyollisyysFailure } from "../../../subgraphs/tyollisyys/wire.ts";

const hetu = "010190-999W";
const invalid = { ok: false, failure: { kind: "invalid" } };

/** The documented answer; `henkilotunnus` is our addition. */
const tyonhakija = {
  henkilotunnus: hetu,
  tyonhakija: true,
  tila: "TYOTON",
  alkaen: "2026-03-01",
  tyollisyysalue: "Työllisyysalue Tampere",
  jaksot: [{ tila: "TYOSSA", alku: "2024-01-01", loppu: "2026-02-28" }],
  palvelut: [{ laji: "TYOVOIMAKOULUTUS", alku: "2026-09-01", loppu: null }],
};

describe("parseTilanne", () => {
  it("reads the documented answer", () => {
    expect(parseTilanne(tyonhakija, hetu)).toMatchObject({ ok: true, value: { tila: "TYOTON", alkaen: "2026-03-01" } });
  });

  it("reads that the person is no job seeker, whatever else the answer says", () => {
    const parsed = parseTilanne({ henkilotunnus: hetu, tyonhakija: false, tila: "TYOSSA" }, hetu);
    expect(parsed).toMatchObject({ ok: true, value: { tyonhakija: false } });
  });

  it.each(tilat)("knows the state %s", (tila) => {
    const jaksot = [{ tila, alku: "2024-01-01", loppu: "2026-02-28" }];
    expect(parseTilanne({ ...tyonhakija, tila, jaksot }, hetu)).toMatchObject({ ok: true, value: { tila } });
  });

  it.each(palvelulajit)("knows the service %s", (laji) => {
    expect(parseTilanne({ ...tyonhakija, palvelut: [{ laji, alku: "2026-09-01", loppu: null }] }, hetu)).toMatchObject({
      ok: true,
    });
  });

  it("lists the states and services that the schema has, and no others", () => {
    const schema = readFileSync(new URL("../../../subgraphs/tyollisyys/schema.graphql", import.meta.url), "utf8");
    const valuesOf = (name: string): unknown =>
      [...(new RegExp(`enum ${name} \\{([^}]*)\\}`).exec(schema)?.[1] ?? "").matchAll(/^ {2}([A-Z_]+)$/gm)].map(
        ([, value]) => value,
      );
    expect(valuesOf("TyollisyydenTila")).toEqual(tilat);
    expect(valuesOf("TyollisyyspalvelunLaji")).toEqual(palvelulajit);
  });

  it.each([
    ["another person", { ...tyonhakija, henkilotunnus: "210790-9084" }],
    ["no person", { ...tyonhakija, henkilotunnus: undefined }],
    ["an unknown state", { ...tyonhakija, tila: "TYOSSAKIN" }],
    ["an unknown state of a period", { ...tyonhakija, jaksot: [{ ...tyonhakija.jaksot[0], tila: "MUU" }] }],
    ["an unknown service", { ...tyonhakija, palvelut: [{ laji: "KUNTOUTUS", alku: "2026-09-01", loppu: null }] }],
    ["no beginning", { ...tyonhakija, alkaen: null }],
    ["a day that is none", { ...tyonhakija, alkaen: "2026-02-30" }],
    [
      "a period that ends before it begins",
      { ...tyonhakija, jaksot: [{ tila: "TYOSSA", alku: "2026-02-28", loppu: "2024-01-01" }] },
    ],
    [
      "a service that ends before it begins",
      { ...tyonhakija, palvelut: [{ laji: "TYOKOKEILU", alku: "2026-09-02", loppu: "2026-09-01" }] },
    ],
    ["no word of seeking work", { henkilotunnus: hetu }],
  ])("refuses %s", (_, value) => {
    expect(parseTilanne(value, hetu)).toMatchObject(invalid);
  });

  it("gives a value or a failure for anything", () => {
    fc.assert(
      fc.property(fc.anything(), fc.record({}, { noNullPrototype: true }), (value, extra) => {
        expect(typeof parseTilanne(value, hetu).ok).toBe("boolean");
        expect(typeof parseTilanne({ ...tyonhakija, ...extra, jaksot: value }, hetu).ok).toBe("boolean");
      }),
    );
  });
});

describe("toTyollisyysFailure", () => {
  it.each([
    [401, "denied"],
    [403, "denied"],
    [400, "configuration"],
    [404, "configuration"],
    [429, "unavailable"],
    [500, "unavailable"],
    [503, "unavailable"],
  ])("reads the status %i as %s", (status, kind) => {
    expect(toTyollisyysFailure(status).kind).toBe(kind);
  });
});
