import { readFileSync } from "node:fs";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../../gateway/actor/index.ts";
import { loadCatalogue } from "../../../gateway/catalogue/index.ts";
import { judgeRows, turnsOnRelease } from "../../../gateway/gate/judge-rows.ts";
import type { Stance } from "../../../gateway/gate/judge.ts";
import { gateKeys } from "../../../gateway/gate/narrow.ts";
import { createPolicy, readRuleTexts } from "../../../gateway/policy/index.ts";
import { asiakasActor, idOf } from "../fixture-graph.ts";
import { valueAt } from "./expect-denied.ts";
import { ammattilainen, huolto, oma, startWorld } from "./world.ts";
import type { Vastaus } from "./world.ts";
import type { Henkilo, Rivitieto } from "./world-facts.ts";

const world = await startWorld();
afterAll(() => world.graph.close());
beforeEach(() => world.set({}));

const rivi = (rekisterinpitaja: string, rivimerkit: readonly string[] = []): Rivitieto => ({
  nimi: "r",
  rivimerkit,
  rekisterinpitaja,
});
const branches = ["TERVEYDENHUOLTO", "SOSIAALIHUOLTO"];
const luvat = branches.flatMap((mista) => branches.map((mihin) => ({ mista, mihin })));

interface Asked {
  readonly actor?: Actor;
  readonly muut?: Henkilo;
}

function ask(
  rivit: readonly Rivitieto[],
  selection: string,
  { actor = ammattilainen("H"), muut = {} }: Asked = {},
): Promise<Vastaus> {
  world.set({ henkilot: { AINO: { avoimet: [oma.organisaatio], alueella: [oma.alue], rivit, ...muut } } });
  return world.askOf("AINO", `palvelujaksot { edges { node { ${selection} } } }`, actor);
}
const nodesOf = ({ data }: Vastaus): unknown => valueAt(data, "asiakas.palvelujaksot.edges");
const askedKanta = ({ calls }: Vastaus): number => calls.filter((call) => call.startsWith("kanta")).length;

describe("rows of a connection", () => {
  const node = { node: { nimi: "palvelujaksot.r/AINO" } };

  it("are judged one by one: a permission is asked when any turns on it, and opens that", async () => {
    const rivit = [rivi("08"), rivi("05")];
    const closed = await ask(rivit, "nimi");
    expect(nodesOf(closed)).toEqual([node, { node: null }]);
    const open = await ask(rivit, "nimi", { muut: { luovutus: { luvat } } });
    expect(nodesOf(open)).toEqual([node, node]);
    expect(askedKanta(open)).toBe(1);
  });

  it("of which none is there, or none turns on it, ask nobody", async () => {
    for (const rivit of [[], [rivi("08")]]) expect(askedKanta(await ask(rivit, "nimi"))).toBe(0);
  });

  it("are a guardian's by their marks, not by the child's age, also where no part of them has letters of its own", async () => {
    const rivit = [rivi("08", ["HUOLTAJALLE_AVOIN"]), rivi("08")];
    world.set({ henkilot: { EINO: { rivit } }, huollot: [huolto("AINO", "EINO", "2014-01-01")] });
    const selection = "setelisivut { edges { node { nimi } } } toteutussuunnitelmat { nimi }";
    const { data, errors } = await world.askOf("EINO", selection, asiakasActor("AINO"));
    expect(data).toEqual({
      asiakas: {
        setelisivut: { edges: [{ node: { nimi: "setelisivut.r/EINO" } }, { node: null }] },
        toteutussuunnitelmat: [{ nimi: "toteutussuunnitelmat.r/EINO" }, null],
      },
    });
    expect(errors).toEqual([
      "FORBIDDEN asiakas.setelisivut.edges.1.node RIVI-HUOLTAJALTA 23",
      "FORBIDDEN asiakas.toteutussuunnitelmat.1 RIVI-HUOLTAJALTA 21",
    ]);
  });
});

describe("a row that is open in part", () => {
  it("gives what has letters of its own, through a connection too, and nothing that is the item's: not its id", async () => {
    const answer = await ask([rivi("08")], "id nimi maksaja", { actor: ammattilainen("J") });
    expect(nodesOf(answer)).toEqual([{ node: { id: null, nimi: null, maksaja: "maksaja/AINO" } }]);
    expect(answer.errors).toEqual([
      "FORBIDDEN asiakas.palvelujaksot.edges.0.node.id R-19 19",
      "FORBIDDEN asiakas.palvelujaksot.edges.0.node.nimi R-19 19",
    ]);
  });

  it("is judged by every item of it that is given, and opened by the permission that one of them turns on", async () => {
    const asked = ["kieli asiakkuus", { actor: ammattilainen("O") }] as const;
    const closed = await ask([rivi("05")], ...asked);
    expect(nodesOf(closed)).toEqual([{ node: null }]);
    expect(closed.errors).toEqual(["CONSENT_MISSING asiakas.palvelujaksot.edges.0.node RIVI-REKISTERINPITAJA 18"]);
    const open = await ask([rivi("05")], asked[0], { ...asked[1], muut: { luovutus: { luvat } } });
    expect(nodesOf(open)).toEqual([{ node: { kieli: "kieli/AINO", asiakkuus: "asiakkuus/AINO" } }]);
    expect(open.notes.get(idOf("AINO"))?.suostumukset).toHaveLength(4);
  });

  it("tells a protected person's place by which region has it: kept back when the query names the region", async () => {
    const selection = 'palvelujaksot(alueet: ["08"]) { edges { node { maksaja } } }';
    for (const [turvakielto, given] of [
      [false, "maksaja/AINO"],
      [true, undefined],
    ] as const) {
      world.set({ henkilot: { AINO: { turvakielto, alueella: [oma.alue], rivit: [rivi("08")] } } });
      const answer = await world.askOf("AINO", selection, ammattilainen("J"));
      expect(valueAt(answer.data, "asiakas.palvelujaksot.edges.0.node.maksaja")).toBe(given);
      expect(answer.errors).toEqual(given === undefined ? ["NON_DISCLOSURE asiakas.palvelujaksot TURVAKIELTO 19"] : []);
    }
  });
});

const schemaText = (name: string): string => readFileSync(new URL(`../../../schema/${name}`, import.meta.url), "utf8");
const catalogue = loadCatalogue({
  tiedotSdl: schemaText("tiedot.graphql"),
  supergraphSdl: "type Asiakas { jaksot: [Jakso] @tieto(id: 18) } type Jakso { nimi: String rivimerkit: [String!] }",
});
const stance: Stance = {
  asema: {
    kysyja: "H",
    suhde: "AVOIN_ASIAKKUUS",
    ikaluokka: "TAYSI",
    valtuusasiat: [],
    kayttotarkoitus: "MUU",
    turvakielto: false,
    turvakieltoOikeus: false,
  },
  suostumukset: new Set(),
  suostumusviitteet: [],
  suhdeEiTiedossa: undefined,
  suostumusEiTiedossa: undefined,
};

/** What judges `jaksot` in answers by some rules. */
function judgeBy(text: string) {
  const { schema } = readRuleTexts(new URL("../../../schema/saannot/", import.meta.url));
  const policy = createPolicy({ schema, files: [{ name: "a.cedar", text }] });
  const kentta = catalogue.kentta("Asiakas", "jaksot");
  if (kentta === undefined) throw new Error("the field is in the schema");
  const rows = [{ at: ["jaksot"], fields: [{ kentta, tieto: 18, rivilla: false }], paikka: undefined, places: [] }];
  return { rows, kit: { rules: { policy, catalogue }, stance, actor: ammattilainen("H") } };
}
const permit = '@id("LUPA") @laki("1/2000") permit (principal, action, resource);';

it("a denial of release is asked also where the rules ask no permission", () => {
  const kielto = `@id("KIELTO") @laki("1/2000") @koodi("CONSENT_MISSING") @neuvo_fi("f") @neuvo_sv("s") @neuvo_en("e")
    forbid (principal, action == Action::"lueRivi", resource) when { context.luovutuskielto };`;
  const { rows, kit } = judgeBy(`${permit} ${kielto}`);
  expect(turnsOnRelease({ jaksot: [{ nimi: "a", [gateKeys.marks]: [] }] }, rows, kit)).toBe(true);
});

it.each([[["A", 5]], [[null]], ["A"], [null]])("a row whose marks do not read, %j, is kept back", (marks) => {
  const { rows, kit } = judgeBy(permit);
  const answer = {
    jaksot: [
      { nimi: "a", [gateKeys.marks]: marks },
      { nimi: "b", [gateKeys.marks]: ["A"] },
    ],
  };
  const unheard = { luovutus: undefined, lahde: undefined, onGiven: () => undefined, onPlaceMark: () => undefined };
  const errors = judgeRows(answer, rows, { ...kit, ...unheard });
  expect(answer.jaksot).toEqual([null, { nimi: "b" }]);
  expect(errors).toMatchObject([{ code: "FORBIDDEN", path: ["jaksot", 0] }]);
});
