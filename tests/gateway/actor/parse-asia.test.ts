import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAsia, withAsia } from "../../../gateway/actor/index.ts";
import type { Actor } from "../../../gateway/actor/index.ts";

const peruste = { laji: "LAHETE", selite: "Lähete terveysasemalta" } as const;
const refusedFor = (name: string) => ({ ok: false, syy: { fi: expect.stringContaining(`extensions.${name}`) } });

describe("purpose and ground of a request", () => {
  it("are read from its extensions, and what is others' business is left", () => {
    const extensions = { kayttotarkoitus: "HOITO", peruste, persistedQuery: { version: 1 } };
    expect(parseAsia(extensions)).toEqual({ ok: true, asia: { kayttotarkoitus: "HOITO", peruste } });
    expect(parseAsia({})).toEqual({ ok: true, asia: {} });
  });

  it.each(["LAHETE", "AJANVARAUS", "PYYNTO", "LAKISAATEINEN_TEHTAVA"])("may be of the kind %s", (laji) => {
    expect(parseAsia({ peruste: { ...peruste, laji } })).toMatchObject({ ok: true });
  });

  it("may be ten characters, or five hundred, blanks around not counted", () => {
    const read = (selite: string) => parseAsia({ peruste: { ...peruste, selite } });
    expect(read(`  ${"a".repeat(10)}  `)).toMatchObject({ ok: true, asia: { peruste: { selite: "a".repeat(10) } } });
    expect(read("ä".repeat(500))).toMatchObject({ ok: true });
    expect(read(`   ${"a".repeat(9)}   `)).toMatchObject(refusedFor("peruste"));
    expect(read("a".repeat(501))).toMatchObject(refusedFor("peruste"));
  });

  it.each(["hoito", "HO", "H".repeat(61), "HOITO ", "HOITO1", "", null, 1, ["HOITO"], { laji: "HOITO" }])(
    "are refused with the purpose %j",
    (kayttotarkoitus) => {
      expect(parseAsia({ kayttotarkoitus })).toMatchObject(refusedFor("kayttotarkoitus"));
    },
  );

  it.each([
    ["an unknown kind", { ...peruste, laji: "HATA" }],
    ["no kind", { selite: peruste.selite }],
    ["no words", { laji: "LAHETE" }],
    ["more than is known", { ...peruste, hetu: "x" }],
    ["a text in its place", "LAHETE"],
    ["nothing in its place", null],
  ])("are refused with %s in the ground", (_, given) => {
    expect(parseAsia({ peruste: given })).toMatchObject(refusedFor("peruste"));
  });

  it.each([
    "asiakas 010190-900P soitti",
    "asiakas 131052a9030 soitti",
    "asiakas 010190 - 900P soitti",
    "asiakas 010190–900P soitti",
    "asiakas ０１０１９０-９００P soitti",
    "tilille FI2112345600000785 maksettu",
    "tilille FI21 1234 5600 0007 85 maksettu",
    "tilille fi21-1234-5600-0007-85 maksettu",
    "rivi\nvaihdettu tässä",
    "010190\u200b-900P soitti eilen",
    "käännetty \u202e teksti tässä",
    "puolikas merkki \ud800 tässä",
  ])("are refused, and not repeated, with the words %j", (selite) => {
    const result = parseAsia({ peruste: { ...peruste, selite } });
    expect(result).toMatchObject(refusedFor("peruste"));
    expect(JSON.stringify(result)).not.toContain(selite);
  });

  it.each(["Soitto 24.11.2026 klo 10.15", "Potilas 3/12, osasto A4, puhelin 0401234567", "Lähete nro 2026-118"])(
    "may have figures that are no one's code: %s",
    (selite) => {
      expect(parseAsia({ peruste: { ...peruste, selite } })).toMatchObject({ ok: true });
    },
  );

  it("are read or refused whatever comes, without throwing", () => {
    const given = fc.record({ kayttotarkoitus: fc.anything(), peruste: fc.anything() }, { requiredKeys: [] });
    fc.assert(fc.property(given, (extensions) => typeof parseAsia(extensions).ok === "boolean"));
  });
});

describe("an actor with what the request states", () => {
  const professional: Actor = {
    kind: "ammattilainen",
    sub: "s",
    kirjain: "H",
    organisaatio: "1.2.246.10.99900008",
    organisaationNimi: "Pirha",
    alue: "08",
    kayttotarkoitus: "HOITO",
  };
  const asia = { kayttotarkoitus: "TUTKIMUS", peruste };

  it("has the request's purpose in place of the token's, and its ground", () => {
    expect(withAsia(professional, asia)).toEqual({ ...professional, ...asia });
    expect(withAsia(professional, {})).toBe(professional);
  });

  it("has no ground as a third party, and neither as anyone else", () => {
    const third: Actor = { kind: "kolmasosapuoli", sub: "s", vastaanottaja: "v", vastaanottajanNimi: "V" };
    expect(withAsia(third, asia)).toEqual({ ...third, kayttotarkoitus: "TUTKIMUS" });
    for (const actor of [{ kind: "asiakas", sub: "s", asiakasId: "a" }, { kind: "tuntematon" }] as const) {
      expect(withAsia(actor, asia)).toEqual(actor);
    }
  });
});
