import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { createHasTurvakieltoOikeus } from "../../../gateway/gate/index.ts";
import { createTurvakielto } from "../../../gateway/gate/turvakielto.ts";
import { asiakasActor, idOf } from "../fixture-graph.ts";
import { register, scopeOf } from "./ask-kit.ts";
import { expectDenied, valueAt } from "./expect-denied.ts";
import { ammattilainen, huolto, kolmas, oma, peruste, startWorld } from "./world.ts";
import type { Vastaus } from "./world.ts";
import type { Henkilo, Huolto, Maailma } from "./world-facts.ts";

const world = await startWorld(["valtuudet"]);
afterAll(() => world.graph.close());
beforeEach(() => world.set({}));

const related = { avoimet: [oma.organisaatio] };
const rivit = [{ nimi: "a", rivimerkit: [], rekisterinpitaja: oma.alue }];
const professional = ammattilainen("H");
const set = (turvakielto: boolean | null, muut: Maailma = {}): void =>
  world.set({ ...muut, henkilot: { AINO: { ...related, rivit, turvakielto, alue: "05" }, ...muut.henkilot } });
const ask = (selection: string, actor = professional): Promise<Vastaus> => world.askOf("AINO", selection, actor);

/** Every way to a place of one's own that the fixture graph has. */
const routes: readonly (readonly [string, string, string])[] = [
  ["an address", "osoitteet", "osoitteet"],
  ["an alias", "nimi: osoitteet", "nimi"],
  ["two aliases", "a: osoitteet b: osoitteet", "b"],
  ["an alias that looks like a key", "id: osoitteet", "id"],
  ["an object", "alue { koodi }", "alue"],
  ["a fragment of no type", "... { osoitteet }", "osoitteet"],
  ["a fragment of the type", "... on Asiakas { osoitteet }", "osoitteet"],
  ["nested fragments", "... on Asiakas { ... { ... on Asiakas { alue { koodi } } } }", "alue"],
  ["another register", "yhteystiedot", "yhteystiedot"],
];

describe("while turvakielto is on", () => {
  it.each(routes)("%s tells nothing, and no register is asked for it", async (_, selection, key) => {
    set(true);
    const answer = await ask(`laakekatto ${selection}`);
    expect(valueAt(answer.data, `asiakas.${key}`)).toBeNull();
    expect(answer.errors.filter((error) => error.startsWith(`NON_DISCLOSURE asiakas.${key} TURVAKIELTO`))).toHaveLength(
      1,
    );
    expect(answer.calls).toEqual([
      "yhteinen: hoitosuhde of AINO",
      "vtj: alue turvakielto of AINO",
      "crm: laakekatto of AINO",
    ]);
    expect(valueAt(answer.data, "asiakas.laakekatto")).toBe("laakekatto/AINO");
  });

  it.each(routes)("and while it is off, %s tells it", async (_, selection, key) => {
    set(false);
    expect(valueAt((await ask(selection)).data, `asiakas.${key}`)).not.toBeNull();
  });

  it("a named fragment tells nothing", async () => {
    set(true);
    const answer = await world.ask(
      "query($id: ID!) { asiakas(id: $id) { ...f } } fragment f on Asiakas { laakekatto x: osoitteet }",
      professional,
      { id: idOf("AINO") },
    );
    expect(answer.data).toEqual({ asiakas: { laakekatto: "laakekatto/AINO", x: null } });
  });

  it("a field below another is kept back where only it tells the place", async () => {
    set(true);
    const answer = await ask("asiakkuudet { nimi tuottaja }");
    expect(valueAt(answer.data, "asiakas.asiakkuudet")).toEqual([{ nimi: "asiakkuudet.a/AINO", tuottaja: null }]);
    expect(answer.errors).toEqual(["NON_DISCLOSURE asiakas.asiakkuudet.0.tuottaja TURVAKIELTO 18"]);
  });

  it("a selection of nothing but the place asks nobody, and is told as the whole field's denial", async () => {
    set(true);
    const answer = await ask("asiakkuudet { tuottaja }");
    expectDenied(answer, "asiakas.asiakkuudet", "NON_DISCLOSURE TURVAKIELTO 18");
  });

  it("the person's place is kept back at the end of any route through others", async () => {
    set(true, { henkilot: { EINO: related }, huollot: [huolto("AINO", "EINO", "2015-01-01")] });
    const answer = await world.askOf(
      "EINO",
      "perhesuhteet { huoltajat { henkilo { perhesuhteet { huollettavat { henkilo { perhesuhteet { huoltajat { henkilo { osoitteet laakekatto } } } } } } } } }",
      professional,
    );
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors[0]).toMatch(/^NON_DISCLOSURE .*osoitteet TURVAKIELTO 103$/);
    expect(answer.bytes).toContain("laakekatto/AINO");
    expect(answer.bytes).not.toContain("osoitteet/");
  });

  it("the customer sees it, and is not asked about it", async () => {
    set(true);
    const answer = await world.askOwn("AINO", "osoitteet yhteystiedot");
    expect(answer.errors).toEqual([]);
    expect(answer.calls.join()).not.toContain("turvakielto");
  });

  it("the letters of the item see that it is on", async () => {
    set(true);
    expect((await ask("turvakielto { voimassa }")).data).toEqual({ asiakas: { turvakielto: { voimassa: true } } });
  });
});

describe("when turvakielto is not known", () => {
  it.each<[string, () => void]>([
    ["the register does not tell", () => set(null)],
    ["the register is down", () => set(false, { alhaalla: ["vtj"] })],
  ])("because %s, the answer is byte for byte that of one in force, after the same calls", async (_, make) => {
    const selection = "osoitteet yhteystiedot alue { koodi } asiakkuudet { nimi tuottaja }";
    set(true);
    const on = await ask(selection);
    make();
    const unknown = await ask(selection);
    expect(unknown.bytes).toBe(on.bytes);
    expect(unknown.calls).toEqual(on.calls);
  });

  it("nothing of it is asked for an actor who may not see a place anyway, nor where no place is asked", async () => {
    set(false);
    expect((await ask("laakekatto")).calls).toEqual(["yhteinen: hoitosuhde of AINO", "crm: laakekatto of AINO"]);
    const stranger = await world.askOf("VENLA", "osoitteet", professional);
    expect(stranger.calls).toEqual(["yhteinen: hoitosuhde of VENLA"]);
  });
});

describe("the right that the law gives", () => {
  const police = { kayttotarkoitus: "POLIISITEHTAVA", peruste };

  it("opens the place to the organisation and purpose that it names, and is noted", async () => {
    set(true);
    const answer = await ask("osoitteet", ammattilainen("H", police));
    expect(answer.data).toEqual({ asiakas: { osoitteet: ["osoitteet/AINO"] } });
    expect(answer.notes.get(idOf("AINO"))).toEqual({
      suhde: "AVOIN_ASIAKKUUS",
      paikkaNaytetaan: true,
      turvakieltoOhitettu: true,
      suostumukset: [],
    });
  });

  it("is not noted where the place was not given, or not protected", async () => {
    set(true);
    const without = await ask("laakekatto", ammattilainen("H", police));
    expect(without.notes.get(idOf("AINO"))?.turvakieltoOhitettu).toBe(false);
    set(false);
    const off = await ask("osoitteet", ammattilainen("H", police));
    expect(off.notes.get(idOf("AINO"))?.turvakieltoOhitettu).toBe(false);
  });

  it("opens nothing without the relation", async () => {
    world.set({ henkilot: { AINO: { turvakielto: true } } });
    const answer = await ask("osoitteet", ammattilainen("J", police));
    expectDenied(answer, "asiakas.osoitteet", "FORBIDDEN SUHDE-J 103");
  });

  it.each([
    ["without the ground", { kayttotarkoitus: "POLIISITEHTAVA" }],
    ["for another purpose", { peruste }],
    ["in another organisation", { ...police, organisaatio: "1.2.246.10.99900001" }],
  ])("is not had %s", async (_, muut) => {
    set(true);
    world.set({ henkilot: { AINO: { turvakielto: true, avoimet: [oma.organisaatio, "1.2.246.10.99900001"] } } });
    expectDenied(
      await ask("osoitteet", ammattilainen("H", muut)),
      "asiakas.osoitteet",
      "NON_DISCLOSURE TURVAKIELTO 103",
    );
  });

  it("is nobody's but a professional's, and nobody's where the configuration names none", () => {
    const has = createHasTurvakieltoOikeus([{ organisaatio: oma.organisaatio, kayttotarkoitus: "POLIISITEHTAVA" }]);
    expect(has(ammattilainen("H", police))).toBe(true);
    expect(has(kolmas(oma.organisaatio, "POLIISITEHTAVA"))).toBe(false);
    expect(has(asiakasActor("AINO"))).toBe(false);
    expect(createHasTurvakieltoOikeus([])(ammattilainen("H", police))).toBe(false);
  });
});

describe("a child's place", () => {
  const guardian = asiakasActor("AINO");
  const small = "2020-01-01";
  const both = [huolto("AINO", "EINO", small), huolto("VENLA", "EINO", small)];
  const askChild = (
    henkilot: Readonly<Record<string, Henkilo>>,
    huollot: readonly Huolto[] = both,
  ): Promise<Vastaus> => {
    world.set({ henkilot, huollot });
    return world.askOf("EINO", "osoitteet laakekatto", guardian);
  };
  const yhteinen = { asunto: "talo" };

  it.each<[string, Readonly<Record<string, Henkilo>>]>([
    ["nobody is protected", {}],
    ["the guardian who asks is protected, and the child lives elsewhere", { AINO: { turvakielto: true } }],
    [
      "the child lives with the one who asks, though the other guardian is protected",
      { AINO: yhteinen, EINO: yhteinen, VENLA: { turvakielto: true } },
    ],
  ])("is shown to a guardian when %s", async (_, henkilot) => {
    const answer = await askChild(henkilot);
    expect(answer.errors).toEqual([]);
    expect(valueAt(answer.data, "asiakas.osoitteet")).toEqual(["osoitteet/EINO"]);
  });

  it.each<[string, Readonly<Record<string, Henkilo>>]>([
    ["the child is protected", { EINO: { turvakielto: true } }],
    ["the child is protected, even in the same dwelling", { AINO: yhteinen, EINO: { ...yhteinen, turvakielto: true } }],
    ["the child's protection is not told", { EINO: { turvakielto: null } }],
    ["the other guardian is protected", { VENLA: { turvakielto: true } }],
    ["the other guardian's protection is not told", { VENLA: { turvakielto: null } }],
    [
      "the other guardian is protected, and no dwelling is told",
      { AINO: { asunto: null }, EINO: { asunto: null }, VENLA: { turvakielto: true } },
    ],
    [
      "the other guardian is protected, and the dwellings are empty text",
      { AINO: { asunto: "" }, EINO: { asunto: "" }, VENLA: { turvakielto: true } },
    ],
    ["the child lives with the protected guardian", { VENLA: { ...yhteinen, turvakielto: true }, EINO: yhteinen }],
    ["the child has a guardian without an identity code, who can't be asked about", { EINO: { tunnukseton: true } }],
  ])("is kept back when %s", async (_, henkilot) => {
    const answer = await askChild(henkilot);
    expectDenied(answer, "asiakas.osoitteet", "NON_DISCLOSURE TURVAKIELTO 103");
    expect(valueAt(answer.data, "asiakas.laakekatto")).toBe("laakekatto/EINO");
  });

  it("is kept back from a guardian when it can't be asked about, as when it is protected", async () => {
    const on = await askChild({ EINO: { turvakielto: true } });
    const off = await askChild({ EINO: { turvakielto: null } });
    expect(off.bytes).toBe(on.bytes);
  });

  it("is asked of guardian and child together, and of other guardians once", async () => {
    const answer = await askChild({});
    expect(answer.calls.filter((call) => call.startsWith("vtj"))).toEqual([
      "vtj: perhesuhteet of AINO",
      "vtj: alue asuinpaikka perhesuhteet turvakielto of EINO AINO",
      "vtj: alue turvakielto of VENLA",
      "vtj: osoitteet of EINO",
    ]);
  });

  it("of two children is told of each apart", async () => {
    world.set({
      huollot: [...both, huolto("AINO", "HELMI", small)],
      henkilot: { VENLA: { turvakielto: true } },
    });
    const answer = await world.askOwn("AINO", "perhesuhteet { huollettavat { henkilo { osoitteet } } }");
    expect(valueAt(answer.data, "mina.perhesuhteet.huollettavat")).toEqual([
      { henkilo: { osoitteet: null } },
      { henkilo: { osoitteet: ["osoitteet/HELMI"] } },
    ]);
  });

  it("is not asked about for a stranger", async () => {
    world.set({ henkilot: { EINO: { turvakielto: true } } });
    const answer = await world.askOf("EINO", "osoitteet", guardian);
    expectDenied(answer, "asiakas.osoitteet", "FORBIDDEN SUHDE-P 103");
    expect(answer.calls).toEqual(["vtj: perhesuhteet of AINO"]);
  });
});

describe("what the population register tells in words of no meaning", () => {
  const told = { turvakielto: { voimassa: false }, asuinpaikka: null, perhesuhteet: { huoltajat: [] } };
  const read = (changes: Readonly<Record<string, unknown>>) =>
    createTurvakielto(() => register("vtj", { ...told, ...changes }));
  const guardian = scopeOf(asiakasActor("AINO"));

  it.each([[""], [8], [null]])("is no home region: %j", async (koodi) => {
    const { findKotialueet } = read({ alue: { koodi } });
    expect(await findKotialueet(["a"], guardian)).toEqual(new Map());
  });

  it.each([[5], [null], [""]])("is no guardian who could be asked about: %j", async (id) => {
    const { askShownToGuardian } = read({ perhesuhteet: { huoltajat: [{ henkilo: { id } }] } });
    expect(await askShownToGuardian(["a"], guardian)).toEqual(new Set());
  });
});
