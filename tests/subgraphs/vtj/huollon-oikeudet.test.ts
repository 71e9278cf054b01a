import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasSoteOikeus, toOikeudet } from "../../../subgraphs/vtj/huollon-oikeudet.ts";
import type { OikeusWire } from "../../../subgraphs/vtj/wire.ts";
import { ask, entities, persona, population, sealed, startGraph } from "./graph.ts";
import type { Graph } from "./graph.ts";

type Rights = Readonly<Record<string, OikeusWire["tieto"]>>;

const toRows = (rights: Rights): readonly OikeusWire[] =>
  Object.entries(rights).map(([koodi, tieto]) => ({ koodi, tieto, alkaen: null, paattyy: null }));
const divided = (laji: string | null, rights: Rights): boolean =>
  hasSoteOikeus({ laji, onJaettu: true, oikeudetWire: toRows(rights) });

describe("a guardian's right to social and health data", () => {
  it.each([
    ["03", true],
    ["36", true],
    ["06", true],
    ["LAKISAATEINEN_HUOLTAJA", true],
    ["MAARATTY_HUOLTAJA", true],
    ["TIEDONSAANTIOIKEUTETTU", false],
    ["JOKIN_MUU", false],
    [null, false],
  ])("of kind %s, where tasks are not divided, is %s", (laji, expected) => {
    expect(hasSoteOikeus({ laji, onJaettu: false, oikeudetWire: [] })).toBe(expected);
    expect(hasSoteOikeus({ laji, onJaettu: false, oikeudetWire: undefined })).toBe(expected);
  });

  it.each<readonly [Rights, boolean]>([
    [{}, false],
    [{ T000: "KYLLA" }, true],
    [{ T100: "KYLLA" }, true],
    [{ T101: "KYLLA", T102: "KYLLA" }, true],
    [{ T101: "KYLLA" }, false],
    [{ T102: "KYLLA" }, false],
    [{ T100: "KYLLA", T102: "EI" }, false],
    [{ T100: "EI", T101: "KYLLA", T102: "KYLLA" }, false],
    [{ T000: "EI", T100: "KYLLA" }, true],
    [{ T000: "KYLLA", T100: "EI" }, false],
    [{ T000: "KYLLA", T100: "EI_TIEDOSSA" }, false],
    [{ T000: "EI_TIEDOSSA" }, false],
    [{ T200: "KYLLA" }, false],
    [{ P300: "KYLLA" }, true],
    [{ P301: "KYLLA", P302: "KYLLA" }, true],
    [{ P301: "KYLLA" }, false],
    [{ P300: "KYLLA", P302: "EI" }, false],
    [{ P300: "KYLLA", T000: "EI" }, false],
    [{ P300: "EI", T100: "KYLLA" }, true],
    [{ P300: "EI" }, false],
    [{ P400: "KYLLA" }, false],
    [{ T100: "KYLLA", HUOLLON_JAKO_KUVATTU_SISALTOTEKSTISSA: "EI_TIEDOSSA" }, false],
    [{ HUOLLON_JAKO_KUVATTU_SISALTOTEKSTISSA: "EI_TIEDOSSA" }, false],
    [{ T100: "KYLLA", T999: "KYLLA" }, false],
  ])("of a guardian by law whose division says %j is %s", (rights, expected) => {
    expect(divided("03", rights)).toBe(expected);
    expect(divided("MAARATTY_HUOLTAJA", rights)).toBe(expected);
  });

  it.each<readonly [Rights, boolean]>([
    [{ T000: "KYLLA" }, true],
    [{ T100: "KYLLA" }, true],
    [{ P300: "KYLLA" }, false],
    [{ T200: "KYLLA" }, false],
    [{}, false],
  ])("of one who has a right to information only, %j, is %s", (rights, expected) => {
    expect(divided("TIEDONSAANTIOIKEUTETTU", rights)).toBe(expected);
  });

  it("is never there where a right is twice, yes and no, or where nothing of it is a plain yes", () => {
    const codes = ["P300", "P301", "P302", "T000", "T100", "T101", "T102", "T200", "P400"];
    const row = fc.record({
      koodi: fc.constantFrom(...codes),
      tieto: fc.constantFrom("EI", "EI_TIEDOSSA"),
      alkaen: fc.constant(null),
      paattyy: fc.constant(null),
    });
    fc.assert(
      fc.property(
        fc.array(row),
        fc.constantFrom("03", "36", "06", "TIEDONSAANTIOIKEUTETTU", "X", null),
        (rows, laji) => {
          expect(hasSoteOikeus({ laji, onJaettu: true, oikeudetWire: rows })).toBe(false);
        },
      ),
    );
    const twice = [...toRows({ T100: "KYLLA" }), ...toRows({ T100: "EI" })];
    expect(hasSoteOikeus({ laji: "03", onJaettu: true, oikeudetWire: twice })).toBe(false);
  });
});

describe("rights of custody", () => {
  it("are codes with names where the catalogue has them; null where the answer has no place for them", () => {
    expect(toOikeudet(undefined)).toBeNull();
    expect(toOikeudet(toRows({ T100: "EI", T201: "KYLLA" }))).toMatchObject([
      { koodi: { arvo: "T100", nimet: { fi: "Sosiaali- ja terveystiedot" } }, tieto: "EI" },
      { koodi: { arvo: "T201" }, tieto: "KYLLA" },
    ]);
  });
});

describe("through both of the register's interfaces", () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await startGraph();
  });
  afterAll(() => graph.close());

  const eino = persona("eino");
  const isa = population.henkilo(eino.huoltajat[1]?.index ?? -1);
  const fields = (more: string): string =>
    `perhesuhteet { huollettavat { henkilo { id } syntymaaika huoltomuoto saaSoteTiedot ${more} } }`;
  const rights = "oikeudet { koodi { arvo nimi } tieto }";
  const einosRow = { henkilo: { id: sealed(eino.hetu) }, syntymaaika: "2014-08-24", huoltomuoto: "LAKISAATEINEN" };
  const told = [
    { koodi: { arvo: "P300", nimi: "Sosiaali- ja terveyspalvelut" }, tieto: "EI" },
    { koodi: { arvo: "T100", nimi: "Sosiaali- ja terveystiedot" }, tieto: "EI" },
    { koodi: { arvo: "T200", nimi: null }, tieto: "KYLLA" },
  ];

  it.each([
    ["SOAP", rights, {}],
    ["JSON", `${rights} rooli`, { rooli: "ISA" }],
  ])("a father kept from social and health care sees so over %s, in his own record", async (_, more, others) => {
    const [record] = entities(await ask(graph.transport, { fields: fields(more), id: [sealed(isa.hetu)] }));
    expect(record).toEqual({
      perhesuhteet: { huollettavat: [{ ...einosRow, saaSoteTiedot: false, oikeudet: told, ...others }] },
    });
  });

  it.each([
    ["SOAP", rights],
    ["JSON", `${rights} rooli`],
  ])("a mother without restrictions has the right over %s, with nothing divided", async (_, more) => {
    const [record] = entities(await ask(graph.transport, { fields: fields(more) }));
    const free = { saaSoteTiedot: true, oikeudet: [] };
    expect(record).toMatchObject({
      perhesuhteet: { huollettavat: [{ ...einosRow, ...free }, free] },
    });
  });

  it("the child's own record tells the same of both guardians", async () => {
    const [record] = entities(
      await ask(graph.transport, {
        fields: "perhesuhteet { huoltajat { henkilo { id } saaSoteTiedot } }",
        id: [sealed(eino.hetu)],
      }),
    );
    expect(record).toEqual({
      perhesuhteet: {
        huoltajat: [
          { henkilo: { id: sealed(persona("aino").hetu) }, saaSoteTiedot: true },
          { henkilo: { id: sealed(isa.hetu) }, saaSoteTiedot: false },
        ],
      },
    });
  });

  it("one dwelling has one identifier whichever interface is asked, and one kept back has none", async () => {
    const [alone] = entities(await ask(graph.transport, { fields: "asuinpaikka" }));
    const many = entities(
      await ask(graph.transport, {
        fields: "asuinpaikka",
        id: [persona("aino"), eino, persona("helmi"), persona("venla"), persona("onni")].map(({ hetu }) =>
          sealed(hetu),
        ),
      }),
    );
    expect(alone).toEqual({ asuinpaikka: expect.stringMatching(/^\w{14,16}$/) });
    expect(many.slice(0, 3)).toEqual([alone, alone, alone]);
    expect(many[3]).toEqual({ asuinpaikka: null });
    expect(many[4]).not.toEqual(alone);
    const [venla] = entities(
      await ask(graph.transport, { fields: "asuinpaikka", id: [sealed(persona("venla").hetu)] }),
    );
    expect(venla).toEqual({ asuinpaikka: null });
  });
});
