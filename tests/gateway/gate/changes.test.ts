import { parse } from "graphql";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../../gateway/actor/index.ts";
import type { GraphError } from "../../../gateway/errors.ts";
import { muutosTekematta } from "../../../gateway/subgraph/index.ts";
import { asiakasActor, idOf } from "../fixture-graph.ts";
import { scopeOf } from "./ask-kit.ts";
import { ammattilainen, huolto, kolmas, peruste, startWorld } from "./world.ts";
import type { Vastaus } from "./world.ts";
import type { Henkilo, Maailma } from "./world-facts.ts";

// Today is 2026-11-25.
const world = await startWorld();
afterAll(() => world.graph.close());
beforeEach(() => {
  world.set({});
  world.graph.changes.length = 0;
});

const aino = asiakasActor("AINO");
const mandate = (asiat: readonly string[] | null, muut: Henkilo = {}, maailma: Maailma = {}): void =>
  world.set({ ...maailma, henkilot: { OIVA: { valtuutetut: { AINO: asiat }, turvakielto: false, ...muut } } });
const change = (field: string, actor: Actor = aino, tunnus = "OIVA", selection = "tiedot"): Promise<Vastaus> =>
  world.ask(`mutation($id: ID) { ${field}(asiakas: $id) { ${selection} } }`, actor, { id: idOf(tunnus) });
const failing = (code: GraphError["code"], parameters: GraphError["parameters"] = {}) => ({ code, parameters });
const changed = ({ calls }: Vastaus): readonly string[] => calls.filter((call) => call.includes("muuta"));

describe("a change of one's own data", () => {
  it("is made, and told before to the use log: whose, by what right, and which items", async () => {
    const answer = await world.ask("mutation { muutaTili { tiedot } }", aino);
    expect(answer).toMatchObject({ data: { muutaTili: { tiedot: [5] } }, errors: [] });
    expect(world.graph.changes).toEqual([
      { asiakasId: idOf("AINO"), kentta: "Mutation.muutaTili", suhde: "OMA", tiedot: [5] },
    ]);
  });

  it("is not made, nor told to the use log, when the client leaves it out by a condition", async () => {
    const text = `mutation($x: Boolean! = false) { muutaYhteystiedot { tiedot } muutaTili @include(if: $x) { tiedot }
      ... @include(if: $x) { toinen: muutaTili { tiedot } } }`;
    for (const variables of [{ x: false }, {}]) {
      world.graph.changes.length = 0;
      const answer = await world.ask(text, aino, variables);
      expect(answer).toMatchObject({ data: { muutaYhteystiedot: { tiedot: [1] } }, errors: [] });
      expect(answer.calls).toEqual(["crm: muutaYhteystiedot"]);
      expect(world.graph.changes.map(({ kentta }) => kentta)).toEqual(["Mutation.muutaYhteystiedot"]);
    }
  });

  it("is made once, when it stands under two conditions", async () => {
    const text = `mutation($x: Boolean!, $y: Boolean!) { muutaTili @include(if: $x) { tiedot }
      muutaTili @skip(if: $y) { asiakas { id } } }`;
    const answer = await world.ask(text, aino, { x: true, y: false });
    expect(answer.data).toEqual({ muutaTili: { tiedot: [5], asiakas: { id: idOf("AINO") } } });
    expect(changed(answer)).toEqual(["crm: muutaTili"]);
    expect(world.graph.changes).toHaveLength(1);
  });

  it("asks no other register, and may name the customer", async () => {
    const answer = await change("muutaYhteystiedot", aino, "AINO");
    expect(answer).toMatchObject({ data: { muutaYhteystiedot: { tiedot: [1] } }, calls: ["crm: muutaYhteystiedot"] });
  });

  it("is of the customer who is signed in when the argument says nobody", async () => {
    const answer = await world.ask("mutation { muutaTili(asiakas: null) { tiedot } }", aino);
    expect(answer).toMatchObject({ data: { muutaTili: { tiedot: [5] } }, errors: [] });
  });

  it.each<[string, Pick<GraphError, "code" | "parameters">, string]>([
    ["as not known, when the register fails without a word", failing("SOURCE_TIMEOUT"), " MUUTOS-EPASELVA"],
    ["as not made, when whoever made it says so", failing("SOURCE_TIMEOUT", muutosTekematta), " MUUTOS-TEKEMATTA"],
    ["as refused, when the register refused it", failing("BAD_USER_INPUT"), ""],
  ])("is told %s, and so is the use log", async (_, muutosvirhe, saanto) => {
    world.set({ muutosvirhe });
    const answer = await change("muutaTili", aino, "AINO");
    expect(answer.errors).toEqual([`${muutosvirhe.code} muutaTili${saanto}`]);
    expect(world.graph.changes.map((each) => [each.koodi, each.saanto])).toEqual([
      [undefined, undefined],
      [muutosvirhe.code, saanto === "" ? undefined : saanto.trim()],
    ]);
  });

  it("is told as failed, and as not known, when the register breaks", async () => {
    world.set({ alhaalla: ["crm"] });
    const answer = await change("muutaTili", aino, "AINO");
    expect(answer.data).toEqual({ muutaTili: null });
    expect(answer.errors).toEqual(["INTERNAL_SERVER_ERROR muutaTili MUUTOS-EPASELVA"]);
    expect(world.graph.changes).toMatchObject([
      { tiedot: [5] },
      { tiedot: [5], koodi: "INTERNAL_SERVER_ERROR", saanto: "MUUTOS-EPASELVA" },
    ]);
  });

  it("of two in one operation is judged each for itself, and each is a call and a row of its own", async () => {
    mandate(["TERVEYDENHUOLTO"]);
    const text = `mutation($id: ID) { oma: muutaTili { tiedot } toisen: muutaTili(asiakas: $id) { tiedot }
      yhteystiedot: muutaYhteystiedot(asiakas: $id) { tiedot } }`;
    const answer = await world.ask(text, aino, { id: idOf("OIVA") });
    expect(answer.data).toEqual({ oma: { tiedot: [5] }, toisen: null, yhteystiedot: { tiedot: [1] } });
    expect(answer.errors).toEqual(["FORBIDDEN toisen R-5 5"]);
    expect(changed(answer)).toEqual(["crm: muutaTili", "crm: muutaYhteystiedot"]);
    expect(world.graph.changes.map(({ kentta, suhde, koodi }) => [kentta, suhde, koodi])).toEqual([
      ["Mutation.muutaTili", "OMA", undefined],
      ["Mutation.muutaTili", "EI", "FORBIDDEN"],
      ["Mutation.muutaYhteystiedot", "VALTUUTUS", undefined],
    ]);
  });
});

describe("a change on another's behalf", () => {
  it.each([
    ["health care", ["TERVEYDENHUOLTO"], [10]],
    ["social care", ["SOSIAALIHUOLTO"], undefined],
    ["both", ["TERVEYDENHUOLTO", "SOSIAALIHUOLTO"], [10, 14]],
  ])("by a mandate of %s is of what the mandate covers, and the register is told which", async (_, asiat, tiedot) => {
    mandate(asiat);
    const answer = await change("muutaJompikumpi");
    expect(answer.data).toEqual({ muutaJompikumpi: tiedot === undefined ? null : { tiedot } });
    expect(answer.errors).toEqual(tiedot === undefined ? ["FORBIDDEN muutaJompikumpi VALTUUDEN-ASIA 10"] : []);
    expect(changed(answer)).toHaveLength(tiedot === undefined ? 0 : 1);
  });

  it("is of no account: no mandate lets it be seen", async () => {
    mandate(["TERVEYDENHUOLTO", "SOSIAALIHUOLTO"]);
    const answer = await change("muutaTili");
    expect(answer).toMatchObject({ errors: ["FORBIDDEN muutaTili R-5 5"], calls: [] });
  });

  it("without a mandate is not made, and the person's log tells that it was tried", async () => {
    mandate([]);
    const answer = await change("muutaYhteystiedot");
    expect(answer).toMatchObject({ data: { muutaYhteystiedot: null } });
    expect(answer.errors).toEqual(["FORBIDDEN muutaYhteystiedot SUHDE-P 1"]);
    expect(changed(answer)).toEqual([]);
    expect(world.graph.changes).toEqual([
      {
        asiakasId: idOf("OIVA"),
        kentta: "Mutation.muutaYhteystiedot",
        suhde: "EI",
        tiedot: [1],
        koodi: "FORBIDDEN",
        saanto: "SUHDE-P",
      },
    ]);
  });

  it("is not made while the register of mandates can't be asked", async () => {
    mandate(null);
    const answer = await change("muutaYhteystiedot");
    expect(answer.errors).toEqual(["SOURCE_UNAVAILABLE muutaYhteystiedot SUHDE-P 1 valtuudet"]);
    expect(changed(answer)).toEqual([]);
  });

  it.each(["2020-01-01", "2012-01-01"])("is not for one guardian alone, of a child born %s", async (syntymaaika) => {
    world.set({ huollot: [huolto("AINO", "OIVA", syntymaaika)], henkilot: { OIVA: { turvakielto: false } } });
    const answer = await change("muutaYhteystiedot");
    expect(answer.errors).toEqual(["FORBIDDEN muutaYhteystiedot MUUTOS-P 1"]);
    expect(changed(answer)).toEqual([]);
  });

  it("is denied to a guardian by what keeps the item itself back, where something does", async () => {
    world.set({ huollot: [huolto("AINO", "OIVA", "2012-01-01")] });
    expect((await change("muutaJompikumpi")).errors).toEqual(["FORBIDDEN muutaJompikumpi ALAIKAISEN-KIELTO 10"]);
  });

  it("of what tells the place is not made while turvakielto is on, or can't be asked", async () => {
    for (const turvakielto of [true, null]) {
      mandate(["TERVEYDENHUOLTO"], { turvakielto });
      const answer = await change("muutaYhteystiedot");
      expect(answer.errors).toEqual(["NON_DISCLOSURE muutaYhteystiedot TURVAKIELTO 1"]);
      expect(changed(answer)).toEqual([]);
    }
  });

  it("shows of the person what the mandate lets see, and nothing of others", async () => {
    mandate(["TERVEYDENHUOLTO"]);
    const answer = await change("muutaYhteystiedot", aino, "OIVA", "asiakas { laakekatto maksuyhteydet }");
    expect(answer.data).toEqual({
      muutaYhteystiedot: { asiakas: { laakekatto: "laakekatto/OIVA", maksuyhteydet: null } },
    });
    expect(answer.errors).toEqual(["FORBIDDEN muutaYhteystiedot.asiakas.maksuyhteydet R-5 5"]);
    // What may not be shown afterwards makes no failed change.
    expect(world.graph.changes.map(({ koodi }) => koodi)).toEqual([undefined]);
  });

  it.each(['"x"', "5"])("of an id that was not given here (%s) reaches no register of relations", async (id) => {
    const answer = await world.ask(`mutation { muutaYhteystiedot(asiakas: ${id}) { tiedot } }`, aino);
    expect(answer.calls).toEqual(["crm: muutaYhteystiedot"]);
    expect(answer.data).toEqual({ muutaYhteystiedot: null });
    expect(world.graph.changes).toEqual([]);
  });
});

describe("no change", () => {
  it.each([
    ["a professional", ammattilainen("H", { peruste }), "FORBIDDEN muutaYhteystiedot SISAANKAYNTI"],
    ["billing", ammattilainen("R", { peruste }), "FORBIDDEN muutaYhteystiedot SISAANKAYNTI"],
    ["a third party", kolmas("YRITYS"), "FORBIDDEN muutaYhteystiedot SISAANKAYNTI"],
    ["nobody", { kind: "tuntematon" } as const, "UNAUTHENTICATED muutaYhteystiedot"],
  ])("is made by %s", async (_, actor, error) => {
    const answer = await change("muutaYhteystiedot", actor);
    expect(answer).toMatchObject({ data: { muutaYhteystiedot: null }, errors: [error], calls: [] });
    expect(world.graph.changes).toEqual([]);
  });
});

it("is not made when the use log does not take it", async () => {
  const shut = await startWorld();
  shut.graph.closeLog();
  const answer = await shut.ask("mutation { muutaTili { tiedot } }", aino);
  expect(answer).toMatchObject({ data: { muutaTili: null }, errors: ["AUDIT_UNAVAILABLE muutaTili"], calls: [] });
  await shut.graph.close();
});

describe("what the client asks for under conditions, where an engine leaves them to the gate,", () => {
  const text = `mutation($on: Boolean!, $ei: Boolean! = false) {
    a: muutaTili { tiedot }
    b: muutaTili @include(if: $ei) { tiedot }
    c: muutaTili @skip(if: $on) { tiedot }
    d: muutaTili @include(if: $on) { tiedot }
    e: muutaTili @skip(if: $ei) { tiedot }
    ... @include(if: $ei) { f: muutaTili { tiedot } }
    ... @include(if: $on) { g: muutaTili { tiedot } ... on Mutation @skip(if: $on) { h: muutaTili { tiedot } } }
  }`;
  const run = (variables: Record<string, unknown>) =>
    world.graph.guards.get("crm")?.({ document: parse(text), variables }, scopeOf(aino));

  it("is made where they all let it, and the use log is told of nothing else", async () => {
    const answer = await run({ on: true });
    const made = { tiedot: [5] };
    expect(answer).toEqual({ data: { a: made, d: made, e: made, g: made }, errors: [] });
    expect(world.graph.changes).toHaveLength(4);
  });

  it("is made once where it stands twice, with all that is asked of it", async () => {
    const twice = `mutation { a: aloita(asiakas: "x") { aika } muutaTili { tiedot } ... { muutaTili { oma: tiedot } } luku luku }`;
    const answer = await world.graph.guards.get("crm")?.({ document: parse(twice), variables: {} }, scopeOf(aino));
    expect(answer?.data).toEqual({ a: null, muutaTili: { tiedot: [5], oma: [5] }, luku: null });
    expect(world.graph.changes).toHaveLength(1);
  });

  it("is not guessed where one has no value: then nothing is made", async () => {
    await expect(run({})).rejects.toThrow();
    expect(world.graph.changes).toEqual([]);
  });
});
