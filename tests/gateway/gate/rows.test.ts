import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { asiakasActor, idOf } from "../fixture-graph.ts";
import { valueAt } from "./expect-denied.ts";
import { ammattilainen, huolto, oma, peruste, startWorld } from "./world.ts";
import type { Vastaus } from "./world.ts";
import type { Luovutustieto, Rivitieto } from "./world-facts.ts";

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

describe("a register's own mark of non-disclosure, where the population register tells of none", () => {
  const marked = rivi(["TURVAKIELTO"]);
  const hidden = (...paths: readonly string[]): readonly string[] =>
    paths.map((path) => `NON_DISCLOSURE asiakas.${path} RIVI-TURVAKIELTO`);
  const toldOf = ({ errors }: Vastaus): readonly string[] => errors.map((error) => error.replace(/ \d+$/, ""));

  it("withholds what tells a place in the row, and gives the rest and the other rows whole", async () => {
    const answer = await ask([marked, rivi([])], "asiakkuudet { nimi tuottaja }");
    const whole = { nimi: "asiakkuudet.r/AINO", tuottaja: "tuottaja/AINO" };
    expect(valueAt(answer.data, "asiakas.asiakkuudet")).toEqual([{ ...whole, tuottaja: null }, whole]);
    expect(answer.errors).toEqual(["NON_DISCLOSURE asiakas.asiakkuudet.0.tuottaja RIVI-TURVAKIELTO 18"]);
  });

  it("does so under any alias, through any fragment and below any field of the row", async () => {
    const selection = `
      a: asiakkuudet { x: tuottaja ... on Asiakkuus { y: tuottaja } toimipaikat { osoite nimi } }
      b: asiakkuudet { paikat: toimipaikat { o: osoite } }`;
    const answer = await ask([marked], selection);
    expect(toldOf(answer)).toEqual(
      hidden(
        "a.0.toimipaikat.0.osoite",
        "a.0.toimipaikat.1.osoite",
        "a.0.x",
        "a.0.y",
        "b.0.paikat.0.o",
        "b.0.paikat.1.o",
      ),
    );
    expect(answer.bytes).not.toMatch(/tuottaja\/|osoite\//);
    expect(answer.bytes).toContain("toimipaikka/AINO");
  });

  it("withholds the row whole where the row itself tells a place, in a connection too", async () => {
    const official = ammattilainen("J");
    const list = await ask([marked, rivi([])], "asiakassetelit { nimi }", official);
    expect(valueAt(list.data, "asiakas.asiakassetelit")).toEqual([null, given("asiakassetelit")]);
    expect(toldOf(list)).toEqual(hidden("asiakassetelit.0"));
    const connection = await ask([marked, rivi([])], "setelisivut { edges { node { nimi } } }", official);
    expect(toldOf(connection)).toEqual(hidden("setelisivut.edges.0.node"));
    expect(connection.bytes).not.toContain('setelisivut.r/AINO"}},{');
  });

  it("withholds nothing where no place is asked of the row, whatever else is asked", async () => {
    expect((await ask([marked])).errors).toEqual([]);
    expect((await ask([marked], "yhteystiedot asiakkuudet { nimi }")).errors).toEqual([]);
  });

  it("withholds nothing from the customer, nor from whom the law names", async () => {
    expect((await ask([marked], "asiakkuudet { tuottaja }", asiakasActor("AINO"))).errors).toEqual([]);
    const police = ammattilainen("H", { kayttotarkoitus: "POLIISITEHTAVA", peruste });
    expect((await ask([marked], "asiakkuudet { tuottaja }", police)).errors).toEqual([]);
  });

  it("keeps the answer from telling of a place beside, whatever was asked first", async () => {
    const noted = async (actor = ammattilainen("H"), rows = [marked]): Promise<boolean | undefined> =>
      (await ask(rows, "yhteystiedot osoitteet asiakkuudet { nimi }", actor)).notes.get(idOf("AINO"))?.paikkaNaytetaan;
    expect(await noted()).toBe(false);
    expect(await noted(ammattilainen("H"), [rivi([])])).toBe(true);
    expect(await noted(asiakasActor("AINO"))).toBe(true);
    expect(await noted(ammattilainen("H", { kayttotarkoitus: "POLIISITEHTAVA", peruste }))).toBe(true);
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
