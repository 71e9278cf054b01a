import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SqlRow } from "../../../gateway/source/index.ts";
import type { Tunnus } from "../../../gateway/subgraph/index.ts";
import { keyOf } from "../../../subgraphs/crm/rows.ts";
import { parseSetelit, parseValiaikaiset, parseYhteystiedot } from "../../../subgraphs/crm/wire.ts";

const matti: Tunnus = { laji: "HETU", arvo: "010190-900P" };
const liisa: Tunnus = { laji: "HETU", arvo: "131052-9030" };
const nimeton: Tunnus = { laji: "TILAPAINEN", arvo: "08-2026-000012" };

function person(tunnus: Tunnus): SqlRow {
  const [hetu, tilapainen] = tunnus.laji === "HETU" ? [tunnus.arvo, null] : [null, tunnus.arvo];
  return { kysytty_hetu: hetu, kysytty_tilapainen: tilapainen, hetu, tilapainen_tunnus: tilapainen };
}

function toNulls(columns: SqlRow): SqlRow {
  return Object.fromEntries(Object.keys(columns).map((name) => [name, null]));
}

const seteli: SqlRow = {
  numero: "PS-08-1",
  palvelu: "Kotihoito",
  arvo: "120.00",
  alkaen: "2026-01-01",
  paattyy: "2026-12-31",
  tila: "voimassa",
  huoltajalta_salattu: null,
  kaytot: '[{"tuottaja" : "Hoiva Oy", "alue" : "15", "summa" : "45.50", "paiva" : "2026-03-02"}]',
};
const yhteystieto: SqlRow = {
  laji: "puhelin",
  arvo: "+358401234567",
  kayttotarkoitus: "ajanvaraukset",
  pitkaaikainen: "true",
  ilmoitettu: "2026-02-01",
};
const valiaikainen: SqlRow = {
  tunniste: "08-2026-000012",
  nimi: "Tuntematon Testi",
  syy: "turvapaikanhakija",
  annettu: "2026-02-01",
  yhdistetty_hetu: null,
};
const invalid = expect.objectContaining({ ok: false, failure: expect.objectContaining({ kind: "invalid" }) });

describe("parseSetelit", () => {
  it("reads a voucher and its uses, money in cents", () => {
    const result = parseSetelit([{ ...person(matti), ...seteli }], [matti]);
    expect(result).toEqual({
      ok: true,
      value: new Map([
        [
          keyOf(matti),
          [
            {
              ...seteli,
              arvo: 12_000,
              kaytot: [{ tuottaja: "Hoiva Oy", alue: "15", summa: 4550, paiva: "2026-03-02" }],
            },
          ],
        ],
      ]),
    });
  });

  it("puts each row under its own person, whatever the order", () => {
    const rows = [
      { ...person(liisa), ...seteli, numero: "PS-08-2" },
      { ...person(matti), ...seteli },
      { ...person(liisa), ...seteli, numero: "PS-08-3" },
    ];
    const result = parseSetelit(rows, [matti, liisa]);
    if (!result.ok) throw new Error(result.failure.reason);
    expect(result.value.get(keyOf(matti))?.map(({ numero }) => numero)).toEqual(["PS-08-1"]);
    expect(result.value.get(keyOf(liisa))?.map(({ numero }) => numero)).toEqual(["PS-08-2", "PS-08-3"]);
  });

  it("takes silence for nothing only when the region says so", () => {
    const none = { ...person(liisa), ...toNulls(seteli) };
    const unknown = { ...none, hetu: null };
    expect(parseSetelit([none], [liisa])).toEqual({ ok: true, value: new Map([[keyOf(liisa), []]]) });
    expect(parseSetelit([unknown], [liisa])).toEqual({ ok: true, value: new Map([[keyOf(liisa), []]]) });
    expect(parseSetelit([], [liisa])).toEqual(invalid);
    expect(parseSetelit([none], [liisa, matti])).toEqual(invalid);
  });

  it.each<[string, SqlRow]>([
    ["a person who was not asked", { ...person(liisa), ...seteli }],
    ["another person than the row's own question", { ...person(matti), ...seteli, hetu: liisa.arvo }],
    ["nobody", { ...person(matti), ...seteli, kysytty_hetu: null }],
    ["two persons", { ...person(matti), ...seteli, kysytty_tilapainen: nimeton.arvo }],
    ["more use than value", { ...person(matti), ...seteli, arvo: "45.49" }],
    ["a value that is no amount", { ...person(matti), ...seteli, arvo: "120,00" }],
    ["a voucher of nothing", { ...person(matti), ...seteli, arvo: "0.00" }],
    ["a state that is not known", { ...person(matti), ...seteli, tila: "tuntematon" }],
    ["a day that does not exist", { ...person(matti), ...seteli, alkaen: "2026-02-30" }],
    ["an end before the beginning", { ...person(matti), ...seteli, paattyy: "2025-12-31" }],
    ["uses that are no JSON", { ...person(matti), ...seteli, kaytot: "[{" }],
    [
      "a use without a region",
      { ...person(matti), ...seteli, kaytot: '[{"tuottaja":"A","summa":"1.00","paiva":"2026-01-01"}]' },
    ],
    ["a missing number", { ...person(matti), ...seteli, numero: null }],
    ["a column too many", { ...person(matti), ...seteli, muu: "x" }],
    ["no columns", person(matti)],
  ])("refuses a row of %s", (_, row) => {
    expect(parseSetelit([row], [matti])).toEqual(invalid);
  });

  it("refuses one number twice for one person", () => {
    const row = { ...person(matti), ...seteli };
    expect(parseSetelit([row, { ...row, arvo: "200.00" }], [matti])).toEqual(invalid);
  });

  it("puts nothing of a row into the reason of a failure", () => {
    const result = parseSetelit([{ ...person(liisa), ...seteli }], [matti]);
    expect(JSON.stringify(result)).not.toMatch(/131052|Kotihoito|PS-08/);
  });
});

describe("parseYhteystiedot and parseValiaikaiset", () => {
  it("read their rows", () => {
    expect(parseYhteystiedot([{ ...person(matti), ...yhteystieto }], [matti])).toEqual({
      ok: true,
      value: new Map([[keyOf(matti), [yhteystieto]]]),
    });
    expect(parseValiaikaiset([{ ...person(nimeton), ...valiaikainen }], [nimeton])).toEqual({
      ok: true,
      value: new Map([[keyOf(nimeton), [valiaikainen]]]),
    });
  });

  it.each<[string, SqlRow]>([
    ["kind", { ...yhteystieto, laji: "faksi" }],
    ["truth", { ...yhteystieto, pitkaaikainen: "t" }],
    ["day", { ...yhteystieto, ilmoitettu: "1.2.2026" }],
    ["value", { ...yhteystieto, arvo: "" }],
  ])("refuse a contact with a wrong %s", (_, row) => {
    expect(parseYhteystiedot([{ ...person(matti), ...row }], [matti])).toEqual(invalid);
  });

  it.each<[string, SqlRow]>([
    ["reason", { ...valiaikainen, syy: "muu" }],
    ["identity code", { ...valiaikainen, yhdistetty_hetu: "010190-900X" }],
    ["identifier", { ...valiaikainen, tunniste: null }],
  ])("refuse a temporary identity with a wrong %s", (_, row) => {
    expect(parseValiaikaiset([{ ...person(nimeton), ...row }], [nimeton])).toEqual(invalid);
  });
});

describe("any rows", () => {
  const value = fc.option(fc.oneof(fc.string(), fc.constantFrom(...Object.values(seteli), matti.arvo, "[]", "null")));
  const names = [...Object.keys(person(matti)), ...Object.keys({ ...seteli, ...yhteystieto, ...valiaikainen })];
  const row = fc.oneof(
    fc.dictionary(fc.constantFrom(...names, "__proto__"), value),
    fc.dictionary(fc.constantFrom(...names), value).map((changed) => ({ ...person(matti), ...seteli, ...changed })),
  );

  it("become a value or a failure, never a throw, and never another person's", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 4 }), (rows) => {
        for (const parse of [parseSetelit, parseYhteystiedot, parseValiaikaiset]) {
          const result = parse(rows, [matti]);
          expect(result.ok ? [...result.value.keys()] : [keyOf(matti)]).toEqual([keyOf(matti)]);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
