import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SqlRow } from "../../../gateway/source/index.ts";
import type { Tunnus } from "../../../gateway/subgraph/index.ts";
import {
  parseAmmattilaiset,
  parseAsiakkuudet,
  parseHistoriat,
  parseLaheiset,
  parseOmasuunnitelmat,
  parseSuhteet,
  parseToiveet,
} from "../../../subgraphs/yhteinen/wire.ts";

const matti: Tunnus = { laji: "HETU", arvo: "010190-900P" };
const liisa: Tunnus = { laji: "HETU", arvo: "131052-9030" };
const person = ({ arvo }: Tunnus): SqlRow => ({
  kysytty_hetu: arvo,
  kysytty_tilapainen: null,
  hetu: arvo,
  tilapainen_tunnus: null,
});
const toNulls = (row: SqlRow): SqlRow => Object.fromEntries(Object.keys(row).map((name) => [name, null]));
const invalid = expect.objectContaining({ ok: false, failure: expect.objectContaining({ kind: "invalid" }) });

const hoitaja = { nimi: "Testi Hoitaja", rekisterointinumero: "99900000001", nimike: "sairaanhoitaja", puhelin: null };
const jakso = { alkanut: "2026-01-01", paattynyt: null };
const suhde: SqlRow = { tunnus: "A08-1", palveluntarjoaja: "1.2.3", ...jakso };
const asiakkuus: SqlRow = {
  ...suhde,
  palvelu: "Terveysasema",
  tarjoajan_nimi: "Alue",
  toimiala: "terveydenhuolto",
  rekisterinpitaja: null,
  maksaja_laji: "alue",
  maksaja_nimi: null,
  huoltajalta_salattu: null,
  yhteyshenkilot: JSON.stringify([hoitaja]),
};
const ammattilainen: SqlRow = {
  ...hoitaja,
  asiakkuus: "A08-1",
  ...jakso,
  palveluntarjoaja: "1.2.3",
  tarjoajan_nimi: "Alue",
  toimiala: "terveydenhuolto",
  rekisterinpitaja: null,
  huoltajalta_salattu: "false",
  rooli: "hoitaja",
  alkaen: "2026-01-01",
  vastuussa: "true",
};
const toive: SqlRow = {
  palvelu: "Terveysasema",
  toimiala: "terveydenhuolto",
  rekisterinpitaja: null,
  huoltajalta_salattu: null,
  laji: "kieli",
  teksti: "Suomeksi.",
  ilmoitettu: "2026-02-01",
};
const laheinen: SqlRow = {
  jarjestys: "1",
  nimi: "Testi",
  laheisen_hetu: null,
  roolit: '["muu"]',
  puhelin: null,
  suunnitelmassa: "false",
};
const osa = JSON.stringify({ tarve: "Tarve", tavoitteet: ["Tavoite"], toimet: [] });
const suunnitelma: SqlRow = {
  tunnus: "S1",
  laadittu: "2026-01-01",
  tarkistetaan: "2027-01-01",
  huoltajalta_salattu: null,
  terveys_ja_hoito: osa,
  palvelut: null,
};
const tapahtuma = (tunnus: string, paattyi: string, changes: Readonly<Record<string, unknown>> = {}): unknown => ({
  tunnus,
  palvelu: "Terveysasema",
  palveluntarjoaja: "1.2.3",
  tarjoajan_nimi: "Alue",
  toimiala: "terveydenhuolto",
  rekisterinpitaja: null,
  alkoi: "2026-01-01",
  paattyi,
  maksaja_laji: "alue",
  maksaja_nimi: null,
  huoltajalta_salattu: null,
  erityinen_sisalto: false,
  ...changes,
});
const historia = (...tapahtumat: readonly unknown[]): SqlRow => ({
  tapahtumat: JSON.stringify(tapahtumat),
  asiakkuudet: JSON.stringify([{ palvelu: "Terveysasema", palveluntarjoaja: "1.2.3", ...jakso }]),
  uudemmat: JSON.stringify([{ palvelu: "Terveysasema", palveluntarjoaja: "1.2.3", alkoi: "2026-01-01" }]),
});

const parsers = [
  ["parseSuhteet", parseSuhteet, suhde],
  ["parseAsiakkuudet", parseAsiakkuudet, asiakkuus],
  ["parseAmmattilaiset", parseAmmattilaiset, ammattilainen],
  ["parseToiveet", parseToiveet, toive],
  ["parseLaheiset", parseLaheiset, laheinen],
  ["parseOmasuunnitelmat", parseOmasuunnitelmat, suunnitelma],
  ["parseHistoriat", parseHistoriat, historia(tapahtuma("T1", "2026-01-02"))],
] as const;

describe.each(parsers)("%s", (_, parse, row) => {
  it("puts each row under its own person, and takes silence for nothing only when the region says so", () => {
    const result = parse(
      [
        { ...person(matti), ...row },
        { ...person(liisa), ...toNulls(row) },
      ],
      [liisa, matti],
    );
    if (!result.ok) throw new Error(result.failure.reason);
    expect(result.value.get("HETU/010190-900P")).toHaveLength(1);
    expect(result.value.get("HETU/131052-9030")).toEqual([]);
    expect(parse([], [matti])).toEqual(invalid);
  });

  it.each<[string, SqlRow]>([
    ["a person who was not asked", { ...person(liisa), ...row }],
    ["another person than the row's own question", { ...person(matti), ...row, hetu: liisa.arvo }],
    ["nobody", { ...person(matti), ...row, kysytty_hetu: null }],
    ["a column too many", { ...person(matti), ...row, muu: "x" }],
  ])("refuses a row of %s, and tells nothing of it", (_name, wrong) => {
    const result = parse([wrong], [matti]);
    expect(result).toEqual(invalid);
    expect(JSON.stringify(result)).not.toMatch(/131052|010190|Terveysasema|Testi/);
  });

  it("gives a value or a failure for any rows, and never throws", () => {
    const column = fc.oneof(fc.string(), fc.constant(null), fc.json(), fc.constantFrom(...Object.values(row)));
    const anyRow = fc.record(
      Object.fromEntries(Object.keys({ ...person(matti), ...row }).map((name) => [name, column])),
    );
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 4 }), fc.boolean(), (rows, own) => {
        const given = own ? rows.map((each) => ({ ...each, ...person(matti) })) : rows;
        expect(typeof parse(given, [matti]).ok).toBe("boolean");
      }),
    );
  });
});

describe("the values of closed lists", () => {
  const lists = [
    [
      "a payer",
      parseAsiakkuudet,
      asiakkuus,
      "maksaja_laji",
      ["alue", "tuottaja", "asiakas", "vakuutusyhtio", "tyoterveys", "muu_alue", "ulkomaa"],
    ],
    [
      "a professional's role",
      parseAmmattilaiset,
      ammattilainen,
      "rooli",
      ["vastuuhenkilo", "omatyontekija", "omalaakari", "hoitaja"],
    ],
    ["a wish", parseToiveet, toive, "laji", ["sama_ammattilainen", "kieli", "sukupuoli", "muu"]],
  ] as const;

  it.each(lists)("of %s are taken, each, and no other is", (_, parse, row, column, values) => {
    for (const value of values) expect(parse([{ ...person(matti), ...row, [column]: value }], [matti]).ok).toBe(true);
    for (const value of ["", "muu laji", "ALUE"])
      expect(parse([{ ...person(matti), ...row, [column]: value }], [matti])).toEqual(invalid);
  });

  it("of a close person's roles are taken, each, and neither another nor none is", () => {
    const parse = (roolit: unknown) =>
      parseLaheiset([{ ...person(matti), ...laheinen, roolit: JSON.stringify(roolit) }], [matti]);
    const known = ["yhteyshenkilo", "tukihenkilo", "omaishoitaja", "huoltaja", "edunvalvoja", "muu"];
    for (const rooli of known) expect(parse([rooli]).ok).toBe(true);
    expect(parse(known).ok).toBe(true);
    for (const wrong of [[], ["kissa"], "muu", null]) expect(parse(wrong)).toEqual(invalid);
  });
});

describe("what an answer may not hold", () => {
  const twice = (row: SqlRow): readonly SqlRow[] => [
    { ...person(matti), ...row },
    { ...person(matti), ...row },
  ];

  it.each<[string, unknown]>([
    ["one customership twice", parseAsiakkuudet(twice(asiakkuus), [matti])],
    ["one relation twice", parseSuhteet(twice(suhde), [matti])],
    ["one professional twice in a customership", parseAmmattilaiset(twice(ammattilainen), [matti])],
    ["one place of a close person twice", parseLaheiset(twice(laheinen), [matti])],
    [
      "two plans",
      parseOmasuunnitelmat(
        [...twice(suunnitelma)].map((row, at) => ({ ...row, tunnus: `S${at}` })),
        [matti],
      ),
    ],
    [
      "a customership that ends before it begins",
      parseSuhteet([{ ...person(matti), ...suhde, paattynyt: "2025-12-31" }], [matti]),
    ],
    [
      "a plan looked at before it was made",
      parseOmasuunnitelmat([{ ...person(matti), ...suunnitelma, tarkistetaan: "2025-12-31" }], [matti]),
    ],
    [
      "a close person's code that is none",
      parseLaheiset([{ ...person(matti), ...laheinen, laheisen_hetu: "010190-9000" }], [matti]),
    ],
    ["a history twice", parseHistoriat(twice(historia()), [matti])],
    [
      "events the oldest first",
      parseHistoriat(
        [{ ...person(matti), ...historia(tapahtuma("T1", "2026-01-02"), tapahtuma("T2", "2026-01-03")) }],
        [matti],
      ),
    ],
    [
      "one event twice",
      parseHistoriat(
        [{ ...person(matti), ...historia(tapahtuma("T1", "2026-01-02"), tapahtuma("T1", "2026-01-02")) }],
        [matti],
      ),
    ],
    [
      "an event that ends before it begins",
      parseHistoriat([{ ...person(matti), ...historia(tapahtuma("T1", "2025-01-02")) }], [matti]),
    ],
    [
      "an event of a payer of no list",
      parseHistoriat(
        [{ ...person(matti), ...historia(tapahtuma("T1", "2026-01-02", { maksaja_laji: "x" })) }],
        [matti],
      ),
    ],
  ])("is %s", (_, result) => {
    expect(result).toEqual(invalid);
  });
});
