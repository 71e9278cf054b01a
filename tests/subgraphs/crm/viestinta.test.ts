import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareViesti, kohtaText, pickKanava, toViesti } from "../../../subgraphs/crm/map-viestinta.ts";
import { parseViestintavalinnat, parseViestit } from "../../../subgraphs/crm/wire-viestinta.ts";

const hetu = "210790-911T";
const asked = [{ laji: "HETU", arvo: hetu }] as const;
const person = { kysytty_hetu: hetu, kysytty_tilapainen: null, hetu, tilapainen_tunnus: null };
const row = {
  ...person,
  tunniste: "alue08-1",
  suunta: "lahetetty",
  kanava: "kirje",
  lahettaja: "Terveysasema",
  otsikko: "Ajanvaraus",
  teksti: null,
  aika: "2026-11-02T08:15:00.000000Z",
  huoltajalta_salattu: null,
};
const none = Object.fromEntries(Object.keys(row).map((key) => [key, key in person ? Object(person)[key] : null]));

describe("messages of a region", () => {
  it("are read as they are, and none is none", () => {
    expect(parseViestit([row], asked)).toMatchObject({ ok: true });
    const empty = parseViestit([none], asked);
    expect(empty.ok && [...empty.value.values()]).toEqual([[]]);
  });

  it.each([
    { tunniste: "alue 08" },
    { suunta: "sisaan" },
    { kanava: "savumerkki" },
    { aika: "2026-11-02 08:15" },
    { lahettaja: "" },
    { hetu: "030312A905M" },
    { kysytty_hetu: "030312A905M" },
    { ylimaarainen: "1" },
  ])("of a wrong form are refused: %j", (changes) => {
    expect(parseViestit([{ ...row, ...changes }], asked)).toMatchObject({ ok: false, failure: { kind: "invalid" } });
  });

  it("twice are refused", () => {
    expect(parseViestit([row, row], asked)).toMatchObject({ ok: false });
  });

  it.each([
    ["suomifi_viestit", "SUOMIFI_VIESTIT"],
    ["kirje", "KIRJE"],
    ["sahkoposti", "SAHKOPOSTI"],
    ["tekstiviesti", "TEKSTIVIESTI"],
    ["puhelin", "PUHELIN"],
  ] as const)("by the channel %s are %s", (kanava, expected) => {
    const { kysytty_hetu, kysytty_tilapainen, hetu: own, tilapainen_tunnus, ...plain } = row;
    expect([kysytty_hetu, own, kysytty_tilapainen, tilapainen_tunnus]).toHaveLength(4);
    const made = { ...plain, kanava, suunta: "vastaanotettu" as const, huoltajalta_salattu: "true" as const };
    expect(toViesti(made, "08")).toMatchObject({
      kanava: expected,
      suunta: "VASTAANOTETTU",
      alue: "08",
      rivimerkit: ["HUOLTAJALTA_SALATTU"],
    });
    expect(toViesti({ ...made, huoltajalta_salattu: "false" }, "08").rivimerkit).toEqual(["HUOLTAJALLE_AVOIN"]);
    expect(toViesti({ ...made, huoltajalta_salattu: null }, "08").rivimerkit).toEqual([]);
  });

  it("of any bytes are a value or a failure, never a throw", () => {
    const cell = fc.option(fc.string(), { nil: null });
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.constantFrom(...Object.keys(row)), cell), { maxLength: 3 }), (rows) => {
        parseViestit(rows, asked);
        parseViestintavalinnat(rows, asked);
      }),
    );
  });

  it("stand newest first, and a place reads back as it was written", () => {
    const places = [
      { aika: "2026-11-02T08:15:00.000000Z", tunniste: "a" },
      { aika: "2026-11-02T08:15:00.000000Z", tunniste: "b" },
      { aika: "2026-11-03T08:15:00.000000Z", tunniste: "a" },
    ];
    expect(places.toSorted(compareViesti).map(({ tunniste }) => tunniste)).toEqual(["a", "b", "a"]);
    expect(places.map((place) => kohtaText.read(kohtaText.write(place)))).toEqual(places);
    expect(kohtaText.read("[1]")).toBeUndefined();
    expect(kohtaText.read("7")).toBeUndefined();
  });
});

describe("the channel", () => {
  it("is the one chosen last", () => {
    expect(
      pickKanava([
        { kanava: "kirje", valittu: "2025-01-01" },
        { kanava: "puhelin", valittu: "2025-01-02" },
      ]),
    ).toBe("PUHELIN");
    expect(pickKanava([])).toBeUndefined();
  });
});
