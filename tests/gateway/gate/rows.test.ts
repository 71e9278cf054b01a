import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { asiakasActor } from "../fixture-graph.ts";
import { valueAt } from "./expect-denied.ts";
import { ammattilainen, huolto, oma, peruste, startWorld } from "./world.ts";
import type { Vastaus } from "./world.ts";
import type { Rivitieto } from "./world-registers.ts";

const world = await startWorld();
afterAll(() => world.graph.close());
beforeEach(() => world.set({}));

const rivi = (rivimerkit: readonly string[] | null, rekisterinpitaja: string | null = oma.alue): Rivitieto => ({
  nimi: "r",
  rivimerkit,
  rekisterinpitaja,
});
const ask = (
  rivit: readonly Rivitieto[],
  selection = "asiakkuudet { nimi }",
  actor = ammattilainen("H"),
): Promise<Vastaus> => {
  world.set({ henkilot: { AINO: { avoimet: [oma.organisaatio], alueella: ["08", "01"], rivit } } });
  return world.askOf("AINO", selection, actor);
};
const given = (field: string): unknown => ({ nimi: `${field}.r/AINO` });

describe("rows", () => {
  it("without marks are given, and the gate's own keys are not", async () => {
    const answer = await ask([rivi([]), rivi([])]);
    expect(answer.errors).toEqual([]);
    expect(answer.data).toEqual({ asiakas: { asiakkuudet: [given("asiakkuudet"), given("asiakkuudet")] } });
  });

  it("kept back are null at their index, and the others stand where they stood", async () => {
    const answer = await ask([rivi([]), rivi(["REKISTERINPITAJALTA_KIELLETTY"], "05"), rivi([])]);
    expect(valueAt(answer.data, "asiakas.asiakkuudet")).toEqual([given("asiakkuudet"), null, given("asiakkuudet")]);
    expect(answer.errors).toEqual(["CONSENT_MISSING asiakas.asiakkuudet.1 RIVI-KIELTO 18"]);
  });

  it("whose marks did not come are kept back, also where the field is one object", async () => {
    const answer = await ask(
      [rivi(null)],
      "asiakkuudet { nimi } omasuunnitelma { nimi } toteutussuunnitelmat { nimi }",
    );
    expect(answer.errors).toEqual([
      "FORBIDDEN asiakas.asiakkuudet.0 18",
      "FORBIDDEN asiakas.omasuunnitelma 21",
      "FORBIDDEN asiakas.toteutussuunnitelmat.0 21",
    ]);
    expect(answer.bytes).not.toContain("/AINO");
  });

  it("of which there are none are an empty list, and a field without a value is null without an error", async () => {
    const answer = await ask([], "asiakkuudet { nimi } omasuunnitelma { nimi }");
    expect(answer.data).toEqual({ asiakas: { asiakkuudet: [], omasuunnitelma: null } });
    expect(answer.errors).toEqual([]);
  });

  it("are judged under any alias, and twice where they are asked twice", async () => {
    const answer = await ask(
      [rivi(["ERITYINEN_SISALTO"])],
      "a: asiakkuudet { nimi } b: asiakkuudet { tuottaja }",
      ammattilainen("L"),
    );
    expect(answer.data).toEqual({ asiakas: { a: [null], b: [null] } });
    expect(answer.errors).toHaveLength(2);
  });
});

describe("special content", () => {
  it.each([
    ["the letter H with an open customership", "H", {}, true],
    ["the letter L", "L", {}, false],
    ["the letter O", "O", {}, false],
  ] as const)("to %s: %s %s given %s", async (_, kirjain, muut, isGiven) => {
    const answer = await ask([rivi(["ERITYINEN_SISALTO"])], "asiakkuudet { nimi }", ammattilainen(kirjain, muut));
    expect(valueAt(answer.data, "asiakas.asiakkuudet")).toEqual([isGiven ? given("asiakkuudet") : null]);
    expect(answer.errors).toEqual(isGiven ? [] : ["FORBIDDEN asiakas.asiakkuudet.0 RIVI-ERITYINEN 18"]);
  });

  it("is not for one who has only stated a ground", async () => {
    world.set({ henkilot: { AINO: { rivit: [rivi(["ERITYINEN_SISALTO"])] } } });
    const answer = await world.askOf("AINO", "asiakkuudet { nimi }", ammattilainen("H", { peruste }));
    expect(answer.errors).toEqual(["FORBIDDEN asiakas.asiakkuudet.0 RIVI-ERITYINEN 18"]);
  });

  it("is not for a guardian, even of a small child", async () => {
    world.set({
      henkilot: { EINO: { rivit: [rivi(["ERITYINEN_SISALTO", "HUOLTAJALLE_AVOIN"])] } },
      huollot: [huolto("AINO", "EINO", "2020-01-01")],
    });
    const answer = await world.askOf("EINO", "asiakkuudet { nimi }", asiakasActor("AINO"));
    expect(answer.errors).toEqual(["FORBIDDEN asiakas.asiakkuudet.0 RIVI-ERITYINEN 18"]);
  });
});

describe("rows of another controller", () => {
  const uusimaa = ["01", "02", "03", "04", "90"];
  const rowsFrom = (controllers: readonly (string | null)[]): readonly Rivitieto[] =>
    controllers.map((each) => rivi([], each));

  it("need a release permission", async () => {
    const answer = await ask(rowsFrom(["08", "05", "", null]));
    expect(valueAt(answer.data, "asiakas.asiakkuudet")).toEqual([given("asiakkuudet"), null, null, null]);
    expect(answer.errors).toEqual(
      [1, 2, 3].map((at) => `CONSENT_MISSING asiakas.asiakkuudet.${at} RIVI-REKISTERINPITAJA 18`),
    );
  });

  it("that do not tell their branch are in no circle", async () => {
    const answer = await ask(rowsFrom(uusimaa), "asiakkuudet { nimi }", ammattilainen("H", { alue: "01" }));
    expect(answer.errors).toHaveLength(4);
  });

  it("that the customer has denied stay denied in the circle", async () => {
    const rows = [rivi(["REKISTERINPITAJALTA_KIELLETTY"], "02"), rivi(["REKISTERINPITAJALTA_KIELLETTY"], "01")];
    const answer = await ask(rows, "asiakkuudet { nimi }", ammattilainen("H", { alue: "01" }));
    expect(answer.errors).toEqual(["CONSENT_MISSING asiakas.asiakkuudet.0 RIVI-KIELTO 18"]);
  });

  it("are given where the item moves between organisers: vouchers", async () => {
    const answer = await ask(rowsFrom(["08", "05"]), "asiakassetelit { nimi }", ammattilainen("J"));
    expect(answer.errors).toEqual([]);
    const denied = await ask(
      [rivi(["REKISTERINPITAJALTA_KIELLETTY"], "05")],
      "asiakassetelit { nimi }",
      ammattilainen("J"),
    );
    expect(denied.errors).toEqual(["CONSENT_MISSING asiakas.asiakassetelit.0 RIVI-KIELTO 23"]);
  });

  it("are the customer's and the guardian's own, whoever's register they are in", async () => {
    const rows = [rivi(["REKISTERINPITAJALTA_KIELLETTY", "HUOLTAJALLE_AVOIN"], "05")];
    world.set({ henkilot: { EINO: { rivit: rows } }, huollot: [huolto("AINO", "EINO", "2012-01-01")] });
    expect((await world.askOf("EINO", "asiakkuudet { nimi }", asiakasActor("AINO"))).errors).toEqual([]);
    expect((await world.askOwn("EINO", "asiakkuudet { nimi }")).errors).toEqual([]);
  });

  it("that do not tell their controller are another's", async () => {
    const answer = await ask([rivi([])], "toteutussuunnitelmat { nimi }");
    expect(answer.errors).toEqual(["CONSENT_MISSING asiakas.toteutussuunnitelmat.0 RIVI-REKISTERINPITAJA 21"]);
  });
});
