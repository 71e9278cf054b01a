import { parse } from "graphql";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Fault } from "../../mocks/http/index.ts";
import { ammattilainen, asiakas, ids, startKanta } from "./kanta-kit.ts";
import type { Answer, KantaKit } from "./kanta-kit.ts";
import { personaHetu, toDocument } from "./persons.ts";

const give = parse(`mutation($s: AnnettavaSuostumus!, $k: String!, $a: ID) {
  annaSuostumus(suostumus: $s, toistoavain: $k, asiakas: $a) { tulos asiakas { palveluohjaussuostumus { tunniste tila } } }
}`);
const withdraw = parse(
  `mutation($id: String!, $a: ID) { peruSuostumus(tunniste: $id, asiakas: $a) { tulos asiakas { palveluohjaussuostumus { tila } } } }`,
);
const guidance = toDocument("palveluohjaussuostumus { tunniste tila annettu kattavuus }");
const biobanks = toDocument("biopankkisuostumukset { tila kattavuus paattyy saaja { tunniste } }");
const ohjaus = { laji: "PALVELUOHJAUS", kattavuus: ["YHTEYDENOTTO"] };
const keys = Array.from({ length: 30 }, (_, at) => `5e0a3a1e-0000-4000-8000-0000000000${String(at).padStart(2, "0")}`);

let kanta: KantaKit;
let next = 0;
const newKey = (): string => keys[next++ % keys.length] ?? "";

beforeAll(async () => {
  kanta = await startKanta();
});
afterAll(() => kanta.close());
beforeEach(() => kanta.mock.requests.clear());
afterEach(() => kanta.reset());

const anna = (persona: string, suostumus: object, k: string = newKey(), through = {}): Promise<Answer> =>
  kanta.run(give, { s: suostumus, k }, { actor: asiakas(personaHetu(persona)), ...through });
const peru = (persona: string, id: unknown, through = {}): Promise<Answer> =>
  kanta.run(withdraw, { id }, { actor: asiakas(personaHetu(persona)), ...through });
async function stateOf(persona: string): Promise<Record<string, unknown>> {
  const { entities } = await kanta.ask(guidance, [personaHetu(persona)]);
  const [told] = entities as readonly { readonly palveluohjaussuostumus: Record<string, unknown> | null }[];
  return told?.palveluohjaussuostumus ?? {};
}
const writes = (): readonly string[] =>
  kanta.mock.requests
    .latest()
    .filter(({ polku }) => !polku.endsWith("_search"))
    .map(({ metodi }) => metodi);

describe("giving a consent", () => {
  it("is in force at the next query, and withdrawing withholds at the next", async () => {
    expect(await stateOf("lauri")).toEqual({});
    const given = await anna("lauri", ohjaus);
    expect(given).toMatchObject({ errors: [], data: { annaSuostumus: { tulos: "TEHTY" } } });
    const told = await stateOf("lauri");
    expect(told).toMatchObject({ tila: "VOIMASSA", annettu: "2026-11-23", kattavuus: ["YHTEYDENOTTO"] });
    const withdrawn = await peru("lauri", told["tunniste"]);
    expect(withdrawn).toMatchObject({ errors: [], data: { peruSuostumus: { tulos: "TEHTY" } } });
    expect(await stateOf("lauri")).toMatchObject({ tila: "PERUTTU" });
  });

  it("of a biobank names it, covers what was said, and ends when it was said to", async () => {
    const suostumus = {
      laji: "BIOPANKKI",
      saaja: "1.2.246.10.99902001.10.1",
      kattavuus: ["NAYTE"],
      paattyy: "2027-12-31",
    };
    expect((await anna("lauri", suostumus)).errors).toEqual([]);
    expect((await kanta.ask(biobanks, [personaHetu("lauri")])).entities).toEqual([
      {
        biopankkisuostumukset: [
          {
            tila: "VOIMASSA",
            kattavuus: ["NAYTE"],
            paattyy: "2027-12-31",
            saaja: { tunniste: "1.2.246.10.99902001.10.1" },
          },
        ],
      },
    ]);
  });

  it("by one key is done once, however often it is sent", async () => {
    const key = newKey();
    const tulokset = [];
    for (let time = 0; time < 3; time += 1) tulokset.push((await anna("sofia", ohjaus, key)).data);
    expect(tulokset).toMatchObject([
      { annaSuostumus: { tulos: "TEHTY" } },
      { annaSuostumus: { tulos: "OLI_JO_TEHTY" } },
      { annaSuostumus: { tulos: "OLI_JO_TEHTY" } },
    ]);
  });

  it("by a key that was used for something else is refused, and another's key is none of it", async () => {
    const key = newKey();
    expect((await anna("sofia", ohjaus, key)).errors).toEqual([]);
    const other = await anna("sofia", { ...ohjaus, kattavuus: ["PALVELUTARVE"] }, key);
    expect(other.errors).toMatchObject([{ code: "BAD_USER_INPUT" }]);
    expect((await anna("onni", ohjaus, key)).data).toMatchObject({ annaSuostumus: { tulos: "TEHTY" } });
  });

  it("sends neither key nor identity code in an address or a header, and tells who said so", async () => {
    const key = newKey();
    await anna("aino", ohjaus, key);
    const [request] = kanta.mock.requests.latest();
    const { runko: _, ...rest } = request ?? { runko: "" };
    expect(JSON.stringify(rest)).not.toMatch(new RegExp(`${personaHetu("aino")}|${key}`));
    expect(JSON.parse(request?.otsakkeet["x-provenance"] ?? "")).toMatchObject({ resourceType: "Provenance" });
    expect(request?.otsakkeet["if-none-exist"]).toMatch(/^identifier=urn:ietf:rfc:3986\|urn:uuid:[0-9a-f-]{36}$/);
  });

  it.each([
    ["a key that is no UUID", ohjaus, "avain"],
    ["a kind that does not cover it", { ...ohjaus, kattavuus: ["NAYTE"] }, undefined],
    ["nothing covered", { ...ohjaus, kattavuus: [] }, undefined],
    ["a receiver for guidance", { ...ohjaus, saaja: "1.2.246.10.99902001.10.1" }, undefined],
    ["a biobank that is not named", { laji: "BIOPANKKI", kattavuus: ["NAYTE"] }, undefined],
    ["a biobank that is no OID", { laji: "BIOPANKKI", kattavuus: ["NAYTE"], saaja: "pankki" }, undefined],
    ["an end that has passed", { ...ohjaus, paattyy: "2026-11-22" }, undefined],
  ])("with %s is refused before Kanta is asked", async (_, suostumus, key) => {
    const { errors } = await anna("aino", suostumus, key ?? newKey());
    expect(errors).toMatchObject([{ code: "BAD_USER_INPUT" }]);
    expect(kanta.mock.requests.count()).toBe(0);
  });

  it("is the customer's own, or by what the gate has let through: nobody else gets here", async () => {
    const aino = asiakas(personaHetu("aino"));
    const id = ids.seal({ laji: "HETU", arvo: personaHetu("sofia") });
    for (const [actor, variables, sallittu] of [
      [ammattilainen("O"), {}, { asiakkaat: [], tiedot: [11, 12] }],
      [aino, { a: id }, undefined],
      [aino, { a: id }, { asiakkaat: [id], tiedot: [11] }],
    ] as const) {
      const asking = { actor, ...(sallittu === undefined ? {} : { sallittu }) };
      const { errors } = await kanta.run(give, { s: ohjaus, k: newKey(), ...variables }, asking);
      expect(errors).toMatchObject([{ code: "FORBIDDEN" }]);
    }
    expect(kanta.mock.requests.count()).toBe(0);
  });

  it("on another's behalf tells the register so, and makes the other's consent", async () => {
    const id = ids.seal({ laji: "HETU", arvo: personaHetu("kaisa") });
    const actor = asiakas(personaHetu("aino"));
    const sallittu = { asiakkaat: [id], tiedot: [12] };
    const given = await kanta.run(give, { s: ohjaus, k: newKey(), a: id }, { actor, sallittu });
    expect(given).toMatchObject({ errors: [], data: { annaSuostumus: { tulos: "TEHTY" } } });
    const [request] = kanta.mock.requests.latest();
    expect(JSON.parse(request?.otsakkeet["x-provenance"] ?? "")).toMatchObject({
      agent: [{ who: { type: "RelatedPerson" } }],
    });
    const { tunniste, tila } = await stateOf("kaisa");
    expect(tila).toBe("VOIMASSA");
    const withdrawn = await kanta.run(withdraw, { id: tunniste, a: id }, { actor, sallittu });
    expect(withdrawn).toMatchObject({ errors: [], data: { peruSuostumus: { tulos: "TEHTY" } } });
    expect(await stateOf("kaisa")).toMatchObject({ tila: "PERUTTU" });
  });
});

describe("withdrawing a consent", () => {
  it("that is withdrawn already is done, and nothing is written", async () => {
    const { tunniste: id } = await stateOf("liisa");
    kanta.mock.requests.clear();
    expect((await peru("liisa", id)).data).toMatchObject({ peruSuostumus: { tulos: "OLI_JO_TEHTY" } });
    expect(writes()).toEqual([]);
  });

  it("of another person, of no one, or of one that was refused, is not possible", async () => {
    const others = await stateOf("aino");
    const refused = await kanta.ask(toDocument("biopankkisuostumukset { tunniste tila }"), [personaHetu("aino")]);
    const [entity] = refused.entities as readonly {
      biopankkisuostumukset: readonly { tunniste: string; tila: string }[];
    }[];
    const no = entity?.biopankkisuostumukset.find(({ tila }) => tila === "KIELLETTY");
    kanta.mock.requests.clear();
    for (const [persona, id] of [
      ["sofia", others["tunniste"]],
      ["aino", "KT-999999-9"],
      ["aino", no?.tunniste],
    ] as const) {
      expect((await peru(persona, id)).errors).toMatchObject([{ code: "BAD_USER_INPUT" }]);
    }
    expect(writes()).toEqual([]);
  });

  it("writes over no change that was made in between", async () => {
    await anna("aino", ohjaus);
    const { tunniste: id } = await stateOf("aino");
    kanta.mock.faults.set([]);
    kanta.mock.changeAfterRead(String(id));
    const { errors } = await peru("aino", id);
    expect(errors).toMatchObject([
      { code: "BAD_USER_INPUT", parameters: { syy: { en: expect.stringContaining("elsewhere") } } },
    ]);
    expect(await stateOf("aino")).toMatchObject({ tila: "VOIMASSA" });
    expect((await peru("aino", id)).data).toMatchObject({ peruSuostumus: { tulos: "TEHTY" } });
  });
});

const lost: readonly (readonly [Fault, string])[] = [
  [{ laji: "jumissa" }, "SOURCE_TIMEOUT"],
  [{ laji: "katkaisu" }, "SOURCE_UNAVAILABLE"],
  [{ laji: "http500" }, "SOURCE_UNAVAILABLE"],
  [{ laji: "katkaistu" }, "SOURCE_INVALID_RESPONSE"],
  [{ laji: "roska" }, "SOURCE_INVALID_RESPONSE"],
];

describe("a change whose answer was lost", () => {
  it.each(lost)("by %j is told as not known, is done once, and is safe to repeat", async (fault, code) => {
    const key = newKey();
    kanta.mock.faults.set([fault]);
    const given = await anna("onni", ohjaus, key, kanta.hurriedFor(code));
    expect(given.data).toEqual({ annaSuostumus: null });
    expect(given.errors).toMatchObject([{ code, parameters: { saanto: "MUUTOS-EPASELVA" } }]);
    expect(writes()).toEqual(["POST"]);
    kanta.mock.faults.set([]);
    // The mock had kept it before its answer was lost.
    const repeated = await anna("onni", ohjaus, key);
    expect(repeated.data).toMatchObject({ annaSuostumus: { tulos: "OLI_JO_TEHTY" } });
  });

  it("when withdrawing is told as not known, and repeated finds it withdrawn", async () => {
    await anna("onni", ohjaus);
    const { tunniste: id } = await stateOf("onni");
    kanta.mock.loseNextWrite();
    const first = await peru("onni", id);
    expect(first.errors).toMatchObject([{ code: "SOURCE_UNAVAILABLE", parameters: { saanto: "MUUTOS-EPASELVA" } }]);
    expect((await peru("onni", id)).data).toMatchObject({ peruSuostumus: { tulos: "OLI_JO_TEHTY" } });
  });

  it.each([
    ["login", "SOURCE_DENIED"],
    ["processing", "SOURCE_DENIED"],
    ["forbidden", "SOURCE_DENIED"],
  ])("and one that the register refuses (%s) is told as refused", async (koodi, code) => {
    kanta.mock.faults.set([{ laji: "virhekoodi", koodi }]);
    const { errors } = await anna("onni", ohjaus);
    expect(errors).toMatchObject([{ code }]);
    expect(JSON.stringify(errors)).not.toContain("MUUTOS-EPASELVA");
  });
});
