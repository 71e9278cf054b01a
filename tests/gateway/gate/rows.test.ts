import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { asiakasActor } from "../fixture-graph.ts";
import { valueAt } from "./expect-denied.ts";
import { ammattilainen, huolto, oma, peruste, startWorld } from "./world.ts";
import type { Vastaus } from "./world.ts";
import type { Luovutustieto, Rivitieto } from "./world-registers.ts";

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
  luovutus: Luovutustieto = {},
): Promise<Vastaus> => {
  world.set({ henkilot: { AINO: { avoimet: [oma.organisaatio], alueella: ["08", "01"], rivit, luovutus } } });
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

describe("a field of its own letters in a row", () => {
  const payer = "asiakkuudet { nimi maksaja }";

  it("is given to a letter that may not have the row's item, and nothing else of the row", async () => {
    const answer = await ask([rivi([]), rivi([], "05")], payer, ammattilainen("J"));
    const maksaja = { nimi: null, maksaja: "maksaja/AINO" };
    expect(answer.data).toEqual({ asiakas: { asiakkuudet: [maksaja, maksaja] } });
    expect(answer.errors).toEqual([
      "FORBIDDEN asiakas.asiakkuudet.0.nimi R-18 18",
      "FORBIDDEN asiakas.asiakkuudet.1.nimi R-18 18",
    ]);
  });

  it("stays in a row whose marks did not come, and without it nothing is asked", async () => {
    expect(valueAt((await ask([rivi(null)], payer, ammattilainen("J"))).data, "asiakas.asiakkuudet")).toEqual([null]);
    const none = await ask([rivi([])], "asiakkuudet { nimi tuottaja }", ammattilainen("J"));
    expect(none.data).toEqual({ asiakas: { asiakkuudet: null } });
    expect(none.calls.filter((call) => call.startsWith("crm: asiakkuudet"))).toEqual([]);
  });

  it("of the row's own item is judged by the row's marks, not by the child's age", async () => {
    world.set({
      henkilot: { EINO: { rivit: [rivi(["HUOLTAJALLE_AVOIN"]), rivi(["HUOLTAJALTA_SALATTU"]), rivi([])] } },
      huollot: [huolto("AINO", "EINO", "2012-01-01")],
    });
    const answer = await world.askOf("EINO", "asiakkuudet { nimi tuottaja }", asiakasActor("AINO"));
    expect(valueAt(answer.data, "asiakas.asiakkuudet")).toEqual([
      { nimi: "asiakkuudet.r/EINO", tuottaja: "tuottaja/EINO" },
      null,
      null,
    ]);
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

describe("what is shown in no e-service", () => {
  const marked = ["EI_SAHKOISEEN_ASIOINTIIN", "HUOLTAJALLE_AVOIN"];

  it("is given to professionals, and not to the customer or a guardian", async () => {
    expect((await ask([rivi(marked)], "asiakkuudet { nimi }", ammattilainen("L"))).errors).toEqual([]);
    world.set({
      henkilot: { EINO: { rivit: [rivi(marked)] } },
      huollot: [huolto("AINO", "EINO", "2020-01-01")],
    });
    for (const actor of ["EINO", "AINO"]) {
      const answer = await world.askOf("EINO", "asiakkuudet { nimi }", asiakasActor(actor));
      expect(answer.errors).toEqual(["FORBIDDEN asiakas.asiakkuudet.0 RIVI-ASIOINTI 18"]);
    }
  });
});

describe("a register's own mark of non-disclosure", () => {
  it("withholds the row where the place is asked and the population register tells of none", async () => {
    const place = await ask([rivi(["TURVAKIELTO"])], "asiakkuudet { nimi tuottaja }");
    expect(valueAt(place.data, "asiakas.asiakkuudet")).toEqual([null]);
    expect(place.errors).toEqual(["NON_DISCLOSURE asiakas.asiakkuudet.0 RIVI-TURVAKIELTO 18"]);
  });

  it("withholds nothing more where no place is asked, nor from the customer", async () => {
    expect((await ask([rivi(["TURVAKIELTO"])])).errors).toEqual([]);
    expect((await ask([rivi(["TURVAKIELTO"])], "asiakkuudet { tuottaja }", asiakasActor("AINO"))).errors).toEqual([]);
  });
});

describe("a row that a child of 12 allows", () => {
  it("is given to a guardian whole: parts with a mark of their own too", async () => {
    world.set({
      henkilot: { EINO: { rivit: [rivi(["HUOLTAJALLE_AVOIN"]), rivi([])] } },
      huollot: [huolto("AINO", "EINO", "2014-01-01")],
    });
    const answer = await world.askOf("EINO", "asiakkuudet { nimi tuottaja }", asiakasActor("AINO"));
    expect(valueAt(answer.data, "asiakas.asiakkuudet")).toEqual([
      { nimi: expect.any(String), tuottaja: expect.any(String) },
      null,
    ]);
    expect(answer.errors).toEqual(["FORBIDDEN asiakas.asiakkuudet.1 RIVI-HUOLTAJALTA 18"]);
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

  it("of the circle of Uusimaa are given to health care of Uusimaa, once the customer has been informed", async () => {
    const asked = ["asiakkuudet { nimi }", ammattilainen("H", { alue: "01" })] as const;
    expect((await ask(rowsFrom([...uusimaa, "HUS"]), ...asked)).errors).toHaveLength(5);
    const answer = await ask(rowsFrom([...uusimaa, "HUS", "05", "91"]), ...asked, { informoitu: true });
    expect(answer.errors).toEqual([
      "CONSENT_MISSING asiakas.asiakkuudet.6 RIVI-REKISTERINPITAJA 18",
      "CONSENT_MISSING asiakas.asiakkuudet.7 RIVI-REKISTERINPITAJA 18",
    ]);
  });

  it("of the circle are not given to social care of Uusimaa, nor to health care elsewhere", async () => {
    const informed = { informoitu: true };
    const social = await ask(rowsFrom(uusimaa), "asiakkuudet { nimi }", ammattilainen("L", { alue: "01" }), informed);
    expect(social.errors.map((error) => error.split(" ")[1])).toEqual(
      [1, 2, 3, 4].map((at) => `asiakas.asiakkuudet.${at}`),
    );
    expect((await ask(rowsFrom(uusimaa), "asiakkuudet { nimi }", ammattilainen("H"), informed)).errors).toHaveLength(5);
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
