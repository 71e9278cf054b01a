import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toActor } from "../../../gateway/actor/claims.ts";
import type { ActorResult, ClaimMapping } from "../../../gateway/actor/claims.ts";
import { plainMapping } from "./open-issuer.ts";

const hetuClaim = "urn:oid:1.2.246.21";
const oid = "1.2.246.10.99900008";
const professional = { rooli: "terveydenhuolto", organisaatio: oid, organisaation_nimi: "Pirha", alue: "08" };

function read(claims: Readonly<Record<string, unknown>>, mapping: ClaimMapping = plainMapping): ActorResult {
  const sealId = (laji: string, arvo: string): string => `${laji}:${arvo}`;
  return toActor({ sub: "s-1", ...claims }, { provider: "testi", mapping, sealId });
}

const place = { sub: "testi:s-1", organisaatio: oid, organisaationNimi: "Pirha", alue: "08" };
const forbidden = (reason: string) => ({ ok: false, code: "FORBIDDEN", reason });

describe("claims", () => {
  it.each([
    [
      "a customer",
      { rooli: "asiakas", [hetuClaim]: "010190-900P" },
      { kind: "asiakas", asiakasId: "HETU:010190-900P" },
    ],
    [
      "a customer without a code",
      { rooli: "asiakas", tilapainen_tunnus: "t-1" },
      { kind: "asiakas", asiakasId: "TILAPAINEN:t-1" },
    ],
    ["an analyst", { rooli: "analyytikko" }, { kind: "analyytikko" }],
    [
      "a data protection officer",
      { ...professional, rooli: "tietosuojavastaava" },
      { ...place, kind: "tietosuojavastaava" },
    ],
    [
      "a third party",
      { rooli: "kolmasosapuoli", vastaanottaja: "v-1", vastaanottajan_nimi: "Yhtiö", kayttotarkoitus: "KORVAUS" },
      { kind: "kolmasosapuoli", vastaanottaja: "v-1", vastaanottajanNimi: "Yhtiö", kayttotarkoitus: "KORVAUS" },
    ],
  ])("tell %s", (_, claims, actor) => {
    expect(read(claims)).toEqual({ ok: true, actor: { sub: "testi:s-1", ...actor } });
  });

  it.each([
    ["terveydenhuolto", "H"],
    ["sosiaalihuolto", "L"],
    ["palveluohjaus", "O"],
    ["laskutus", "R"],
    ["jarjestaja", "J"],
  ])("tell a professional in the role %s by the letter %s", (rooli, kirjain) => {
    const told = { yksikko: "Terveysasema", nimi: "Testi Lääkäri", kayttotarkoitus: "HOITO" };
    const more = { ...told, ammattinimike: "erikoislääkäri (EL)", palvelutehtava: "3" };
    expect(read({ ...professional, ...more, rooli })).toEqual({
      ok: true,
      actor: { kind: "ammattilainen", kirjain, ...place, ...more },
    });
  });

  it.each([
    ["organisation", { organisaatio: undefined }],
    ["organisation as an OID", { organisaatio: "Pirha" }],
    ["organisation, one of two", { organisaatio: [oid, oid] }],
    ["region", { alue: undefined }],
    ["region of two digits", { alue: "8" }],
    ["region as text", { alue: 8 }],
    ["region or controller", { alue: "Hus" }],
  ])("of a professional without %s are forbidden, with no default", (_, changed) => {
    expect(read({ ...professional, ...changed })).toEqual(forbidden("organisation or region missing"));
  });

  it("of a controller that is no region are a professional's, but never an organiser's official's", () => {
    const hus = { organisaatio: oid, organisaation_nimi: "HUS-yhtymä", alue: "HUS" };
    const where = { ...place, organisaationNimi: "HUS-yhtymä", alue: "HUS" };
    expect(read({ ...professional, ...hus })).toMatchObject({ ok: true, actor: { kirjain: "H", ...where } });
    expect(read({ ...professional, ...hus, rooli: "jarjestaja" })).toEqual(forbidden("an official of no region"));
  });

  it.each(["", "hoito", ["HOITO", "TUTKIMUS"], "H".repeat(61), 1])(
    "with the purpose %j tell none: the request must state its own",
    (kayttotarkoitus) => {
      const result = read({ ...professional, kayttotarkoitus });
      expect(result).toMatchObject({ ok: true });
      expect(result.ok && result.actor).not.toHaveProperty("kayttotarkoitus");
    },
  );

  it.each([
    "",
    ["lääkäri", "hoitaja"],
    7,
    "l".repeat(101),
    "lääkäri\nnimi: toinen",
    "<b>lääkäri</b>",
    "{}",
    "lääkäri 010190-900P",
    "lääkäri\u202e",
  ])("with the title and service task %j tell none, and refuse nobody for it", (given) => {
    const result = read({ ...professional, ammattinimike: given, palvelutehtava: given });
    expect(result).toEqual({ ok: true, actor: { kind: "ammattilainen", kirjain: "H", ...place } });
  });

  it("tell a title and service task of professionals only", () => {
    const more = { ammattinimike: "lakimies", palvelutehtava: "3", vastaanottaja: "v-1" };
    for (const rooli of ["tietosuojavastaava", "analyytikko", "kolmasosapuoli"]) {
      const result = read({ ...professional, ...more, rooli });
      expect(result).toMatchObject({ ok: true });
      expect(JSON.stringify(result)).not.toContain("lakimies");
    }
  });

  it.each(["paakayttaja", "constructor", "__proto__", "toString", "H", "", undefined, [], ["muu"], 1, {}])(
    "with the role %j are forbidden",
    (rooli) => {
      expect(read({ ...professional, rooli })).toEqual(forbidden("unknown role"));
    },
  );

  it("with several roles are forbidden, and refused when one is the customer's", () => {
    expect(read({ ...professional, rooli: ["terveydenhuolto", "laskutus"] })).toEqual(forbidden("several roles"));
    expect(read({ ...professional, rooli: ["terveydenhuolto", "muu", "terveydenhuolto"] })).toMatchObject({ ok: true });
    expect(read({ ...professional, rooli: ["asiakas", "laskutus"] })).toMatchObject({ code: "UNAUTHENTICATED" });
  });

  it("with a thousand roles are refused", () => {
    const rooli = Array.from({ length: 1000 }, (_, at) => `rooli-${at}`);
    expect(read({ ...professional, rooli })).toMatchObject({ code: "UNAUTHENTICATED" });
  });

  it.each(["terveydenhuolto", "analyytikko", "tietosuojavastaava", "kolmasosapuoli"])(
    "of the role %s that hold a customer's identity too are refused",
    (rooli) => {
      for (const identity of [{ [hetuClaim]: "010190-900P" }, { tilapainen_tunnus: "t-1" }]) {
        const claims = { ...professional, vastaanottaja: "v-1", rooli, ...identity };
        expect(read(claims)).toMatchObject({ code: "UNAUTHENTICATED" });
      }
    },
  );

  it("of a customer tell who the customer is, or are refused", () => {
    expect(read({ rooli: "asiakas" })).toMatchObject({ code: "UNAUTHENTICATED" });
  });

  it.each([
    "",
    "010190-900P",
    "x:131052A9030",
    "010190\u2013900P",
    "\uff10\uff11\uff10\uff11\uff19\uff10-900P",
    "FI2112345600000785",
    "s".repeat(201),
  ])("whose subject is %j are refused", (sub) => {
    expect(read({ rooli: "analyytikko", sub })).toMatchObject({ code: "UNAUTHENTICATED" });
  });

  it("take any UUID or digest as a subject, though many a one has an identity code's form in it", () => {
    for (const sub of ["ab010190-900a-4ccc-8ddd-eeeeeeeeeeee", "f".repeat(20) + "010190a900a" + "0".repeat(33)]) {
      expect(read({ rooli: "analyytikko", sub })).toMatchObject({ ok: true, actor: { sub: `testi:${sub}` } });
    }
  });

  it("of a third party without a receiver are forbidden", () => {
    expect(read({ rooli: "kolmasosapuoli" })).toEqual(forbidden("receiver missing"));
  });
});

describe("a mapping", () => {
  const nested: ClaimMapping = {
    rooli: ["resource_access", "graph", "roles"],
    roolit: { laakari: "H" },
    organisaatio: ["organization", "id"],
    organisaatiot: { pirha: { tunnus: oid, nimi: "Pirha", alue: "08" } },
  };
  const claims = { resource_access: { graph: { roles: ["laakari"] } }, organization: { id: "pirha" } };

  it("finds claims inside claims, and an organisation's OID, name and region by a table", () => {
    expect(read(claims, nested)).toMatchObject({ ok: true, actor: { kirjain: "H", ...place } });
  });

  it.each(["varha", "constructor", oid])("that has a table of organisations takes no other: %s", (id) => {
    expect(read({ ...claims, organization: { id } }, nested)).toMatchObject({ code: "FORBIDDEN" });
  });

  it("makes every token of a provider of customers a customer's, whatever roles it tells", () => {
    const mapping: ClaimMapping = { oletusrooli: "asiakas", hetu: hetuClaim };
    expect(read({ rooli: "jarjestaja", [hetuClaim]: "010190-900P" }, mapping)).toMatchObject({
      actor: { kind: "asiakas" },
    });
  });

  it("gives an actor or a refusal for any claims, and never throws", () => {
    const anything = fc.dictionary(fc.constantFrom(...Object.keys(professional), "sub", hetuClaim), fc.anything());
    fc.assert(
      fc.property(anything, (given) => {
        for (const mapping of [plainMapping, nested]) expect(typeof read(given, mapping).ok).toBe("boolean");
      }),
    );
  });
});
