import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { asiakasActor } from "../fixture-graph.ts";
import { expectDenied, expectField, valueAt } from "./expect-denied.ts";
import { huolto, startWorld } from "./world.ts";
import type { Vastaus } from "./world.ts";
import type { Huolto } from "./world-facts.ts";

// Today is 2026-11-25.
const world = await startWorld(["valtuudet"]);
afterAll(() => world.graph.close());
beforeEach(() => world.set({}));

const small = "2020-01-01";
const child = (syntymaaika: string | null, muut: Partial<Huolto> = {}): void =>
  world.set({ huollot: [huolto("AINO", "EINO", syntymaaika, muut)] });
const ask = (selection: string): Promise<Vastaus> => world.askOf("EINO", selection, asiakasActor("AINO"));

describe("the guardian of a child", () => {
  it.each([
    ["9, ten tomorrow", "2016-11-26", true, true],
    ["10 today", "2016-11-25", true, false],
    ["11, twelve tomorrow", "2014-11-26", true, false],
    ["12 today", "2014-11-25", true, false],
    ["17, of age tomorrow", "2008-11-26", true, false],
    ["18 today", "2008-11-25", false, false],
    ["18 since a month", "2008-10-30", false, false],
    ["17, of age next month", "2008-12-01", true, false],
  ])("aged %s (%s): plain items %s, health data %s", async (_, syntymaaika, plain, health) => {
    child(syntymaaika);
    const answer = await ask("laakekatto palveluidenKaytto");
    expectField(answer, "asiakas.laakekatto", plain ? { value: "laakekatto/EINO" } : { why: "FORBIDDEN SUHDE-P 26" });
    const why = plain ? "FORBIDDEN ALAIKAISEN-KIELTO 14" : "FORBIDDEN SUHDE-P 14";
    expectField(answer, "asiakas.palveluidenKaytto", health ? { value: "palveluidenKaytto/EINO" } : { why });
  });

  it("is found by one question about the guardian, never by one about the child", async () => {
    child(small);
    const answer = await ask("laakekatto ammatti");
    expect(answer.errors).toEqual([]);
    expect(answer.calls.slice(0, 1)).toEqual(["vtj: perhesuhteet of AINO"]);
    expect(answer.calls.slice(1).toSorted()).toEqual(["crm: laakekatto of EINO", "vtj: ammatti of EINO"]);
  });

  it("may not have the child's bank details or turvakielto, and nobody is asked", async () => {
    child(small);
    const answer = await ask("maksuyhteydet turvakielto { voimassa }");
    expectDenied(answer, "asiakas.maksuyhteydet", "FORBIDDEN R-5 5");
    expectDenied(answer, "asiakas.turvakielto", "FORBIDDEN R-104 104");
    expect(answer.calls).toEqual([]);
  });

  it.each([
    ["2016-11-26", true],
    ["2016-11-25", false],
    ["2014-11-25", false],
    ["2008-11-26", false],
  ])("born %s: who has looked at the child is told: %s", async (syntymaaika, isTold) => {
    child(syntymaaika);
    const answer = await ask("katselut");
    expectField(
      answer,
      "asiakas.katselut",
      isTold ? { value: ["katselut/EINO"] } : { why: "FORBIDDEN LOKI-HUOLTAJALLE 106" },
    );
  });

  it.each<[string, string | null, Partial<Huolto>]>([
    ["whose right to social and health data is restricted", small, { saaSoteTiedot: false }],
    ["whose custody is of another kind", small, { huoltomuoto: "MUU" }],
    ["whose kind of custody the register does not tell", small, { huoltomuoto: null }],
    ["when the child's date of birth is not told", null, {}],
  ])("%s has no right", async (_, syntymaaika, muut) => {
    child(syntymaaika, muut);
    const answer = await ask("laakekatto nimi { etunimet }");
    expectDenied(answer, "asiakas.laakekatto", "FORBIDDEN SUHDE-P 26");
    expectDenied(answer, "asiakas.nimi", "FORBIDDEN SUHDE-P 102");
    expect(answer.calls).toEqual(["vtj: perhesuhteet of AINO"]);
  });

  it("by an order has the right as by law", async () => {
    child(small, { huoltomuoto: "MAARATTY" });
    expect((await ask("laakekatto")).data).toEqual({ asiakas: { laakekatto: "laakekatto/EINO" } });
  });

  it("can't be known as one while the population register is down: that is told, and is not a denial", async () => {
    world.set({ huollot: [huolto("AINO", "EINO", small)], alhaalla: ["vtj"] });
    const answer = await ask("laakekatto palveluidenKaytto");
    expectDenied(answer, "asiakas.laakekatto", "SOURCE_UNAVAILABLE SUHDE-P 26 vtj");
    expectDenied(answer, "asiakas.palveluidenKaytto", "SOURCE_UNAVAILABLE SUHDE-P 14 vtj");
    expect(answer.calls).toEqual(["vtj: perhesuhteet of AINO"]);
  });

  it("of a child without an identity code, who can't be asked about, loses nothing of another child", async () => {
    world.set({ huollot: [huolto("AINO", "", small), huolto("AINO", "EINO", small)] });
    expect((await ask("laakekatto")).data).toEqual({ asiakas: { laakekatto: "laakekatto/EINO" } });
  });

  it("sees their own while the population register is down", async () => {
    world.set({ alhaalla: ["vtj"] });
    expect((await world.askOf("AINO", "laakekatto", asiakasActor("AINO"))).errors).toEqual([]);
  });

  it("is asked about once in a request, however many persons and selections", async () => {
    world.set({ huollot: [huolto("AINO", "EINO", small), huolto("AINO", "HELMI", "2012-01-01")] });
    const answer = await world.askOwn(
      "AINO",
      "perhesuhteet { huollettavat { henkilo { laakekatto palveluidenKaytto ammatti } } }",
    );
    expect(answer.calls.filter((call) => call === "vtj: perhesuhteet of AINO")).toHaveLength(2);
    expect(answer.errors).toEqual([
      "FORBIDDEN mina.perhesuhteet.huollettavat.1.henkilo.palveluidenKaytto ALAIKAISEN-KIELTO 14",
    ]);
  });

  it("does not become a guardian of the child's other relatives", async () => {
    world.set({
      huollot: [huolto("AINO", "EINO", small), huolto("VENLA", "EINO", small), huolto("VENLA", "HELMI", small)],
    });
    const answer = await ask(
      "perhesuhteet { huoltajat { henkilo { laakekatto perhesuhteet { huollettavat { henkilo { laakekatto } } } } } }",
    );
    const at = "asiakas.perhesuhteet.huoltajat.1.henkilo";
    expect(answer.errors).toEqual([`FORBIDDEN ${at}.laakekatto SUHDE-P 26`, `FORBIDDEN ${at}.perhesuhteet SUHDE-P 4`]);
    expect(answer.bytes).toContain("laakekatto/AINO");
    expect(answer.bytes).not.toMatch(/laakekatto\/(VENLA|HELMI)/);
  });

  it("is the guardian of whom their own record names, not of who names them", async () => {
    world.set({ huollot: [huolto("EINO", "AINO", small)] });
    expectDenied(await ask("laakekatto"), "asiakas.laakekatto", "FORBIDDEN SUHDE-P 26");
  });
});

describe("rows of a child's record", () => {
  const rivi = (nimi: string, ...rivimerkit: string[]) => ({ nimi, rivimerkit, rekisterinpitaja: "08" });
  const names = "asiakkuudet { nimi }";
  const rows = [
    rivi("avoin", "HUOLTAJALLE_AVOIN"),
    rivi("salattu", "HUOLTAJALTA_SALATTU"),
    rivi("merkitsematon"),
    rivi("molemmat", "HUOLTAJALLE_AVOIN", "HUOLTAJALTA_SALATTU"),
  ];

  it.each([
    ["2016-11-26", [true, false, true, false]],
    ["2016-11-25", [true, false, false, false]],
    ["2014-11-25", [true, false, false, false]],
    ["2008-11-26", [true, false, false, false]],
  ])("born %s: open, closed, unmarked and both are shown as %s", async (syntymaaika, shown) => {
    world.set({ henkilot: { EINO: { rivit: rows } }, huollot: [huolto("AINO", "EINO", syntymaaika)] });
    const answer = await ask(names);
    expect(valueAt(answer.data, "asiakas.asiakkuudet")).toEqual(
      rows.map(({ nimi }, at) => (shown[at] === true ? { nimi: `asiakkuudet.${nimi}/EINO` } : null)),
    );
    expect(answer.errors).toEqual(
      shown.flatMap((isShown, at) => (isShown ? [] : [`FORBIDDEN asiakas.asiakkuudet.${at} RIVI-HUOLTAJALTA 18`])),
    );
  });

  it("show what carries the row's own item with the row, and are kept back whole", async () => {
    world.set({ henkilot: { EINO: { rivit: rows } }, huollot: [huolto("AINO", "EINO", "2014-11-25")] });
    const answer = await ask("asiakkuudet { tuottaja }");
    expect(valueAt(answer.data, "asiakas.asiakkuudet")).toEqual([{ tuottaja: "tuottaja/EINO" }, null, null, null]);
  });
});
