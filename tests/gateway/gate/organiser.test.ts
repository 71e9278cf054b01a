import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { idOf } from "../fixture-graph.ts";
import { expectDenied, valueAt } from "./expect-denied.ts";
import { ammattilainen, ilmanTarkoitusta, oma, peruste, startWorld } from "./world.ts";
import type { Vastaus } from "./world.ts";
import type { Henkilo, Rekisteri } from "./world-facts.ts";

const world = await startWorld();
afterAll(() => world.graph.close());
beforeEach(() => world.set({}));

const ask = (henkilo: Henkilo, selection = "yhteystiedot tyoterveys"): Promise<Vastaus> => {
  world.set({ henkilot: { AINO: henkilo } });
  return world.askOf("AINO", selection, ammattilainen("J"));
};

/** What is asked of the registers of the own region, side by side. */
const own = ["yhteinen: avoinAsiakkuusAlueella of AINO", "crm: paatosVoimassaAlueella of AINO"];

describe("the organiser's official", () => {
  it("sees a person of whom the own region has decided, wherever they live; residence is not asked", async () => {
    const answer = await ask({ alueella: [oma.alue], alue: "05" });
    expect(answer.errors).toEqual([]);
    expect(answer.calls).toEqual([...own, "vtj: alue turvakielto of AINO", "crm: tyoterveys yhteystiedot of AINO"]);
    expect(answer.notes.get(idOf("AINO"))?.suhde).toBe("OMA_ALUE");
  });

  it("sees a person with an open customership in the own region, wherever they live", async () => {
    const answer = await ask({ asiakkuusAlueilla: [oma.alue], alue: "05" });
    expect(answer.errors).toEqual([]);
    expect(answer.notes.get(idOf("AINO"))?.suhde).toBe("OMA_ALUE");
  });

  it("sees a resident of the own region", async () => {
    const answer = await ask({ alue: oma.alue });
    expect(answer.errors).toEqual([]);
    expect(answer.calls.slice(0, 3)).toEqual([...own, "vtj: alue turvakielto of AINO"]);
  });

  it.each<[string, Henkilo]>([
    ["of another region", { alue: "05", alueella: ["05"] }],
    ["of no known region", {}],
    [
      "who lives in the own region under turvakielto: seeing them would tell where they live",
      { alue: "08", turvakielto: true },
    ],
    [
      "who lives in the own region and of whose turvakielto the register does not tell",
      { alue: "08", turvakielto: null },
    ],
    [
      "with an open customership in the organisation, which is not the organiser's ground",
      { avoimet: [oma.organisaatio] },
    ],
  ])("sees nothing of a person %s", async (_, henkilo) => {
    const answer = await ask(henkilo);
    expectDenied(answer, "asiakas.yhteystiedot", "FORBIDDEN SUHDE-J 1");
    expectDenied(answer, "asiakas.tyoterveys", "FORBIDDEN SUHDE-J 10");
    expect(answer.calls).toEqual([...own, "vtj: alue turvakielto of AINO"]);
  });

  it("does not see more by a stated ground", async () => {
    world.set({});
    const answer = await world.askOf("AINO", "tyoterveys", ammattilainen("J", { peruste }));
    expectDenied(answer, "asiakas.tyoterveys", "FORBIDDEN SUHDE-J 10");
  });

  it("sees a protected person whom the own region knows, and not the place", async () => {
    const answer = await ask({ alueella: [oma.alue], turvakielto: true });
    expectDenied(answer, "asiakas.yhteystiedot", "NON_DISCLOSURE TURVAKIELTO 1");
    expect(valueAt(answer.data, "asiakas.tyoterveys")).toBe("tyoterveys/AINO");
  });

  it.each<[string, Henkilo, readonly Rekisteri[], Rekisteri]>([
    ["the region's register does not tell, and the person lives elsewhere", { alueella: null, alue: "05" }, [], "crm"],
    [
      "the region's register does not tell, and the person is protected",
      { alueella: null, alue: "08", turvakielto: true },
      [],
      "crm",
    ],
    ["the register of customerships does not tell", { asiakkuusAlueilla: null, alue: "05" }, [], "yhteinen"],
    ["the register of customerships is down", { alue: "05" }, ["yhteinen"], "yhteinen"],
    ["the register of decisions is down", { alue: "05" }, ["crm"], "crm"],
    ["the population register is down, and the region does not know the person", { alue: "08" }, ["vtj"], "vtj"],
  ])("is told that the relation could not be asked when %s", async (_, henkilo, alhaalla, lahde) => {
    world.set({ henkilot: { AINO: henkilo }, alhaalla });
    const answer = await world.askOf("AINO", "laakekatto tyoterveys", ammattilainen("J"));
    expectDenied(answer, "asiakas.tyoterveys", `SOURCE_UNAVAILABLE SUHDE-J 10 ${lahde}`);
    expectDenied(answer, "asiakas.laakekatto", "FORBIDDEN R-26 26");
  });

  it.each<[string, Henkilo, readonly Rekisteri[]]>([
    ["lives in the region while its register does not tell", { alueella: null, alue: "08" }, []],
    ["is known to the region while the population register is down", { alueella: ["08"] }, ["vtj"]],
    [
      "has a customership there while no other register answers",
      { asiakkuusAlueilla: ["08"], alueella: null },
      ["vtj"],
    ],
  ])("sees a person who %s", async (_, henkilo, alhaalla) => {
    world.set({ henkilot: { AINO: henkilo }, alhaalla });
    expect((await world.askOf("AINO", "tyoterveys", ammattilainen("J"))).errors).toEqual([]);
  });

  it("is judged by the region of the token, each person apart", async () => {
    world.set({ henkilot: { AINO: { alueella: ["05"] }, VENLA: { alue: "05" }, EINO: { alueella: ["08"] } } });
    const query = `{ a: asiakas(id: "${idOf("AINO")}") { tyoterveys } v: asiakas(id: "${idOf("VENLA")}") { tyoterveys } e: asiakas(id: "${idOf("EINO")}") { tyoterveys } }`;
    const answer = await world.ask(query, ammattilainen("J", { alue: "05" }));
    expect(answer.data).toEqual({
      a: { tyoterveys: "tyoterveys/AINO" },
      v: { tyoterveys: "tyoterveys/VENLA" },
      e: { tyoterveys: null },
    });
  });

  it("is denied what the role may not have before anyone is asked", async () => {
    const answer = await ask(
      { alueella: ["08"] },
      "ammatti turvakielto { voimassa } perhesuhteet { huoltajat { nimi { etunimet } } }",
    );
    expect(answer.errors).toEqual([
      "FORBIDDEN asiakas.ammatti R-6 6",
      "FORBIDDEN asiakas.perhesuhteet R-4 4",
      "FORBIDDEN asiakas.turvakielto R-104 104",
    ]);
    expect(answer.calls).toEqual([]);
  });

  it("follows the own region's vouchers, and each person met there is judged", async () => {
    world.set({ henkilot: { AINO: { alueella: ["08"] } } });
    const answer = await world.ask(
      "{ alueenSetelit { maara setelit { numero asiakas { tyoterveys } } } }",
      ammattilainen("J"),
    );
    expect(answer.data).toEqual({
      alueenSetelit: {
        maara: 2,
        setelit: [
          { numero: "numero/AINO", asiakas: { tyoterveys: "tyoterveys/AINO" } },
          { numero: "numero/VENLA", asiakas: { tyoterveys: null } },
        ],
      },
    });
    expect(answer.errors).toEqual(["FORBIDDEN alueenSetelit.setelit.1.asiakas.tyoterveys SUHDE-J 10"]);
  });

  it("may use no entry without a purpose", async () => {
    const answer = await world.ask("{ alueenSetelit { maara } tilastot { luku } }", ilmanTarkoitusta("J"));
    expect(answer.data).toEqual({ alueenSetelit: null, tilastot: null });
    expect(answer.errors).toEqual([
      "PURPOSE_MISSING alueenSetelit KAYTTOTARKOITUS",
      "PURPOSE_MISSING tilastot KAYTTOTARKOITUS",
    ]);
    expect(answer.calls).toEqual([]);
  });
});
