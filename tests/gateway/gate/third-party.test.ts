import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { idOf } from "../fixture-graph.ts";
import { expectDenied, valueAt } from "./expect-denied.ts";
import { ammattilainen, kolmas, oma, startWorld } from "./world.ts";
import type { Vastaus } from "./world.ts";

const world = await startWorld();
afterAll(() => world.graph.close());
beforeEach(() => world.set({}));

const consent = (tiedot: readonly number[], voimassa = true) => ({ voimassa, tiedot });
const ask = (selection: string, actor = kolmas("pankki")): Promise<Vastaus> => world.askOf("AINO", selection, actor);

describe("a third party", () => {
  it("has the items that a live consent names, and no other", async () => {
    world.set({ henkilot: { AINO: { suostumukset: { pankki: consent([26, 9]) } } } });
    const answer = await ask("laakekatto vakuutukset ammatti");
    expect(answer.data).toEqual({
      asiakas: { laakekatto: "laakekatto/AINO", vakuutukset: ["vakuutukset/AINO"], ammatti: null },
    });
    expectDenied(answer, "asiakas.ammatti", "CONSENT_MISSING SUOSTUMUS-M 6");
    expect(answer.calls).toEqual(["mydata: suostumus of AINO", "crm: laakekatto vakuutukset of AINO"]);
    expect(answer.notes.get(idOf("AINO"))?.suhde).toBe("SUOSTUMUS");
  });

  it.each([
    ["none", {}],
    ["one for another receiver", { vakuuttaja: consent([26]) }],
    ["one withdrawn or expired, though it names the item", { pankki: consent([26], false) }],
    ["one that names nothing", { pankki: consent([]) }],
  ])("with %s has nothing, and only consents are asked", async (_, suostumukset) => {
    world.set({ henkilot: { AINO: { suostumukset } } });
    const answer = await ask("laakekatto");
    expectDenied(answer, "asiakas.laakekatto", "CONSENT_MISSING SUOSTUMUS-M 26");
    expect(answer.calls).toEqual(["mydata: suostumus of AINO"]);
  });

  it("loses the item at the next query after the consent is withdrawn", async () => {
    world.set({ henkilot: { AINO: { suostumukset: { pankki: consent([26]) } } } });
    expect((await ask("laakekatto")).errors).toEqual([]);
    world.set({ henkilot: { AINO: { suostumukset: { pankki: consent([26], false) } } } });
    expectDenied(await ask("laakekatto"), "asiakas.laakekatto", "CONSENT_MISSING SUOSTUMUS-M 26");
  });

  it.each([
    ["is down", { alhaalla: ["mydata" as const] }],
    ["does not tell", { henkilot: { AINO: { suostumukset: { pankki: null } } } }],
  ])("is told so when the register of consents %s: neither a denial nor a consent", async (_, maailma) => {
    world.set(maailma);
    const answer = await ask("laakekatto");
    expectDenied(answer, "asiakas.laakekatto", "SOURCE_UNAVAILABLE SUOSTUMUS-M 26 mydata");
    expect(answer.calls).toEqual(["mydata: suostumus of AINO"]);
  });

  it("has of each of several persons in one query what that person's own consent names", async () => {
    world.set({
      henkilot: {
        AINO: { suostumukset: { pankki: consent([26]) } },
        EINO: { suostumukset: { pankki: consent([9]) } },
        HILMA: { suostumukset: {} },
      },
    });
    const part = (key: string): string => `${key}: asiakas(id: $${key}) { laakekatto vakuutukset }`;
    const { data } = await world.ask(
      `query($aino: ID!, $eino: ID!, $hilma: ID!) { ${["aino", "eino", "hilma"].map(part).join(" ")} }`,
      kolmas("pankki"),
      { aino: idOf("AINO"), eino: idOf("EINO"), hilma: idOf("HILMA") },
    );
    expect(data).toEqual({
      aino: { laakekatto: "laakekatto/AINO", vakuutukset: null },
      eino: { laakekatto: null, vakuutukset: ["vakuutukset/EINO"] },
      hilma: { laakekatto: null, vakuutukset: null },
    });
  });

  it("may not have by any consent what the letter does not have, and nobody is asked", async () => {
    world.set({ henkilot: { AINO: { suostumukset: { pankki: consent([14, 18]) } } } });
    const answer = await ask("palveluidenKaytto asiakkuudet { nimi }");
    expectDenied(answer, "asiakas.palveluidenKaytto", "FORBIDDEN R-14 14");
    expectDenied(answer, "asiakas.asiakkuudet", "FORBIDDEN R-18 18");
    expect(answer.calls).toEqual([]);
  });

  it("does not see a protected place by a consent, and its protection is not asked without one", async () => {
    world.set({ henkilot: { AINO: { turvakielto: true, suostumukset: { pankki: consent([103]) } } } });
    expectDenied(await ask("osoitteet"), "asiakas.osoitteet", "NON_DISCLOSURE TURVAKIELTO 103");
    world.set({ henkilot: { AINO: { suostumukset: { pankki: consent([103]) } } } });
    expect((await ask("osoitteet")).data).toEqual({ asiakas: { osoitteet: ["osoitteet/AINO"] } });
  });

  it("needs a purpose", async () => {
    const answer = await ask("laakekatto", kolmas("pankki", ""));
    expect(answer.data).toEqual({ asiakas: null });
    expect(answer.errors).toEqual(["PURPOSE_MISSING asiakas KAYTTOTARKOITUS"]);
    expect(world.graph.calls).toEqual([]);
  });

  it("is not given data for secondary use by a consent", async () => {
    world.set({ henkilot: { AINO: { suostumukset: { pankki: consent([26]) } } } });
    expectDenied(
      await ask("laakekatto", kolmas("pankki", "OPETUS")),
      "asiakas.laakekatto",
      "FORBIDDEN TOISIOKAYTTO 26",
    );
  });

  it("may use its own entry, and no one else's", async () => {
    const answer = await world.ask("{ kolmannelle { luku } tilastot { luku } }", kolmas("pankki"));
    expect(answer.data).toEqual({ kolmannelle: { luku: 7 }, tilastot: null });
    expect(answer.errors).toEqual(["FORBIDDEN tilastot SISAANKAYNTI"]);
  });
});

describe("billing, which needs a consent for insurances", () => {
  const billing = ammattilainen("R");

  it("has them with a consent that names its organisation", async () => {
    world.set({
      henkilot: { AINO: { avoimet: [oma.organisaatio], suostumukset: { [oma.organisaatio]: consent([9]) } } },
    });
    const answer = await ask("vakuutukset laakekatto", billing);
    expect(answer.errors).toEqual([]);
    expect(answer.calls.slice(0, 2)).toEqual(["yhteinen: hoitosuhde of AINO", "mydata: suostumus of AINO"]);
  });

  it.each([
    ["without one", {}],
    ["with one of another item", { [oma.organisaatio]: consent([26]) }],
    ["with a third party's", { pankki: consent([9]) }],
  ])("has the rest only, %s", async (_, suostumukset) => {
    world.set({ henkilot: { AINO: { avoimet: [oma.organisaatio], suostumukset } } });
    const answer = await ask("vakuutukset laakekatto", billing);
    expectDenied(answer, "asiakas.vakuutukset", "CONSENT_MISSING SUOSTUMUS-9 9");
    expect(valueAt(answer.data, "asiakas.laakekatto")).toBe("laakekatto/AINO");
  });

  it("is told that consents could not be asked, and has the rest", async () => {
    world.set({ henkilot: { AINO: { avoimet: [oma.organisaatio] } }, alhaalla: ["mydata"] });
    const answer = await ask("vakuutukset laakekatto", billing);
    expectDenied(answer, "asiakas.vakuutukset", "SOURCE_UNAVAILABLE SUOSTUMUS-9 9 mydata");
    expect(answer.errors).toHaveLength(1);
  });

  it("without a relation is denied by that, and consents are not asked", async () => {
    const answer = await ask("vakuutukset", billing);
    expectDenied(answer, "asiakas.vakuutukset", "FORBIDDEN SUHDE-A 9");
    expect(answer.calls).toEqual(["yhteinen: hoitosuhde of AINO"]);
  });

  it("is not asked for a consent where no field needs one", async () => {
    world.set({ henkilot: { AINO: { avoimet: [oma.organisaatio] } } });
    expect((await ask("laakekatto", billing)).calls).toEqual([
      "yhteinen: hoitosuhde of AINO",
      "crm: laakekatto of AINO",
    ]);
  });
});

it("where no register of consents has joined nobody has given one: a denial, and no source's failure", async () => {
  const alone = await startWorld(["mydata"]);
  const answer = await alone.askOf("AINO", "laakekatto", kolmas("pankki"));
  await alone.graph.close();
  expectDenied(answer, "asiakas.laakekatto", "CONSENT_MISSING SUOSTUMUS-M 26");
  expect(answer.calls).toEqual([]);
});

it("where no register of customerships has joined nobody has one", async () => {
  const alone = await startWorld(["yhteinen"]);
  const answer = await alone.askOf("AINO", "nimi { etunimet }", ammattilainen("H"));
  await alone.graph.close();
  expectDenied(answer, "asiakas.nimi", "FORBIDDEN SUHDE-A 102");
  expect(answer.calls).toEqual([]);
});
