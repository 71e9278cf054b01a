import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../../gateway/actor/index.ts";
import type { PersonNote } from "../../../gateway/gate/index.ts";
import { asiakasActor, idOf } from "../fixture-graph.ts";
import { ammattilainen, huolto, kolmas, oma, peruste, startWorld } from "./world.ts";

const world = await startWorld();
afterAll(() => world.graph.close());
beforeEach(() => world.set({}));

const related = { avoimet: [oma.organisaatio] };
const noteOf = async (selection: string, actor: Actor, tunnus = "AINO"): Promise<PersonNote | undefined> =>
  (await world.askOf(tunnus, selection, actor)).notes.get(idOf(tunnus));

describe("what is noted of a person", () => {
  it("who is the customer: their own, and the place may be told even when it was not asked", async () => {
    world.set({ henkilot: { AINO: { turvakielto: true } } });
    expect(await noteOf("laakekatto", asiakasActor("AINO"))).toEqual({
      suhde: "OMA",
      paikkaNaytetaan: true,
      turvakieltoOhitettu: false,
      suostumukset: [],
    });
  });

  it("whose place was asked and is not protected: it may be told", async () => {
    world.set({ henkilot: { AINO: related } });
    expect(await noteOf("osoitteet", ammattilainen("H"))).toEqual({
      suhde: "AVOIN_ASIAKKUUS",
      paikkaNaytetaan: true,
      turvakieltoOhitettu: false,
      suostumukset: [],
    });
  });

  it("whose place was not asked: it may not be told, as it is not known to be free", async () => {
    world.set({ henkilot: { AINO: related } });
    expect((await noteOf("laakekatto", ammattilainen("H")))?.paikkaNaytetaan).toBe(false);
  });

  it("whose place is protected: it may not be told", async () => {
    world.set({ henkilot: { AINO: { ...related, turvakielto: true } } });
    expect((await noteOf("laakekatto osoitteet", ammattilainen("H")))?.paikkaNaytetaan).toBe(false);
  });

  it("whose protected place was given by right, beside other fields: it is marked; the customer's own is not", async () => {
    world.set({ henkilot: { AINO: { ...related, turvakielto: true } } });
    const police = ammattilainen("H", { kayttotarkoitus: "POLIISITEHTAVA", peruste });
    // Of the same register and of another: each call is noted.
    for (const selection of ["osoitteet laakekatto", "yhteystiedot laakekatto"])
      expect(await noteOf(selection, police)).toMatchObject({ paikkaNaytetaan: true, turvakieltoOhitettu: true });
    expect((await noteOf("osoitteet", asiakasActor("AINO")))?.turvakieltoOhitettu).toBe(false);
  });

  it("of whom nothing was given: no ground was used, and nothing is said of a place", async () => {
    world.set({ henkilot: { AINO: { ...related, turvakielto: true } } });
    for (const [selection, actor] of [
      ["osoitteet", ammattilainen("H")],
      ["laakekatto", ammattilainen("H", { organisaatio: "1.2.246.10.1" })],
      ["katselut", ammattilainen("H")],
      ["laakekatto", kolmas("pankki")],
    ] as const)
      expect(await noteOf(selection, actor)).toEqual({
        suhde: "EI",
        paikkaNaytetaan: undefined,
        turvakieltoOhitettu: false,
        suostumukset: [],
      });
  });

  it("by the ground that gave something, whichever selections gave nothing", async () => {
    world.set({ henkilot: { AINO: { ...related, turvakielto: true } } });
    expect(await noteOf("osoitteet laakekatto", ammattilainen("H"))).toEqual({
      suhde: "AVOIN_ASIAKKUUS",
      paikkaNaytetaan: false,
      turvakieltoOhitettu: false,
      suostumukset: [],
    });
    const twice = await noteOf("osoitteet yhteystiedot laakekatto", ammattilainen("H", { peruste, avoimet: [] }));
    expect(twice?.suhde).toBe("AVOIN_ASIAKKUUS");
  });

  it("first stays, when the person is met again and no place is asked then", async () => {
    const again = "perhesuhteet { huoltajat { henkilo { perhesuhteet { huollettavat { henkilo { laakekatto } } } } } }";
    const huollot = [huolto("AINO", "EINO", "2015-01-01")];
    const askedTwice = async (actor: Actor, turvakielto: boolean): Promise<PersonNote | undefined> => {
      world.set({ henkilot: { EINO: { ...related, turvakielto }, AINO: related }, huollot });
      return noteOf(`osoitteet ${again}`, actor, "EINO");
    };
    expect((await askedTwice(ammattilainen("H"), false))?.paikkaNaytetaan).toBe(true);
    const police = ammattilainen("H", { kayttotarkoitus: "POLIISITEHTAVA", peruste });
    expect(await askedTwice(police, true)).toMatchObject({ paikkaNaytetaan: true, turvakieltoOhitettu: true });
  });

  it("who has consented: by which consent something was given to the receiver, and its version", async () => {
    world.set({ henkilot: { AINO: { suostumukset: { pankki: { voimassa: true, tiedot: [26] } } } } });
    expect(await noteOf("laakekatto", kolmas("pankki"))).toMatchObject({
      suhde: "SUOSTUMUS",
      suostumukset: [{ suostumusId: "S-pankki", versio: 3 }],
    });
  });

  it("of each person of the answer, those met on the way too", async () => {
    world.set({ henkilot: { EINO: related }, huollot: [huolto("AINO", "EINO", "2015-01-01")] });
    const answer = await world.askOf(
      "EINO",
      "perhesuhteet { huoltajat { henkilo { laakekatto } } }",
      ammattilainen("H", { peruste }),
    );
    expect([...answer.notes].map(([id, { suhde }]) => [id, suhde])).toEqual([
      [idOf("EINO"), "AVOIN_ASIAKKUUS"],
      [idOf("AINO"), "ILMOITETTU_PERUSTE"],
    ]);
  });

  it("stays when a release permission is noted beside it, of them and of others", async () => {
    const rivit = [{ nimi: "r", rivimerkit: [], rekisterinpitaja: "05", rekisterilaji: "TERVEYDENHUOLTO" }];
    const luovutus = { luvat: [{ mista: "TERVEYDENHUOLTO", mihin: "TERVEYDENHUOLTO" }] };
    world.set({ henkilot: { AINO: { ...related, rivit, luovutus }, EINO: related } });
    const query =
      "query($a: ID! $b: ID!) { b: asiakas(id: $b) { laakekatto } a: asiakas(id: $a) { laakekatto jaksot { nimi } } }";
    const { notes } = await world.ask(query, ammattilainen("H"), { a: idOf("AINO"), b: idOf("EINO") });
    expect(notes.get(idOf("EINO"))).toMatchObject({ suhde: "AVOIN_ASIAKKUUS", suostumukset: [] });
    expect(notes.get(idOf("AINO"))).toMatchObject({
      suhde: "AVOIN_ASIAKKUUS",
      suostumukset: [{ suostumusId: "L-TERVEYDENHUOLTO-TERVEYDENHUOLTO" }],
    });
  });

  it("in one request is not known in another", async () => {
    world.set({ henkilot: { AINO: related } });
    await noteOf("laakekatto", ammattilainen("H"));
    expect((await world.askOwn("EINO", "laakekatto")).notes.has(idOf("AINO"))).toBe(false);
  });

  it("is nothing at all where no person was asked about", async () => {
    expect((await world.ask("{ ohjeet { teksti } }", { kind: "tuntematon" })).notes.size).toBe(0);
  });
});
