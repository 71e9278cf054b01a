import { describe, expect, it } from "vitest";
import { activityStates, goalStates, planStates, toSuunnitelmat } from "../../../subgraphs/ptj/suunnitelmat.ts";
import { carePlanTapa, episodeTapa, goalTapa } from "../../../subgraphs/ptj/wire-suunnitelmat.ts";
import { findFaults } from "../../mocks/ptj/validate.ts";
import { base, carePlan, episode, goal, readAll, readGood } from "./resources.ts";

const toAll = (plans: readonly unknown[], goals: readonly unknown[] = [goal()], episodes = [episode()]) =>
  toSuunnitelmat(readGood(carePlanTapa, plans), {
    base,
    goals: readGood(goalTapa, goals),
    episodes: readGood(episodeTapa, episodes),
  });

describe("a plan", () => {
  it("is told with its goals, what is to be done and its customership", () => {
    expect([carePlan(), goal(), episode()].flatMap(findFaults)).toEqual([]);
    expect(toAll([carePlan()])).toEqual([
      {
        nimi: "Kotihoidon suunnitelma",
        laji: null,
        tila: "VOIMASSA",
        alkaa: "2026-01-01",
        paattyy: null,
        asiakkuus: { tunnus: "A08-1", nimi: "Kotihoito" },
        tavoitteet: [
          { teksti: "Asuu kotona turvallisesti", tila: "KAYNNISSA", saavutettu: null, maaraaika: "2026-12-31" },
        ],
        toimet: [{ teksti: "Kotikäynti kerran viikossa", tila: "KAYNNISSA" }],
        rivimerkit: [],
        rekisterilaji: null,
      },
    ]);
  });

  it("whose goals could not be read has none, which is not an empty list", () => {
    const plans = readGood(carePlanTapa, [carePlan()]);
    expect(toSuunnitelmat(plans, { base, goals: undefined, episodes: undefined })).toMatchObject([
      { tavoitteet: null, asiakkuus: { tunnus: null, nimi: null } },
    ]);
    expect(toAll([carePlan()], [])).toMatchObject([{ tavoitteet: [] }]);
  });

  it("finds what it points to by an identifier as well", () => {
    const identifier = { system: "https://tunnus.example", value: "T-1" };
    const valueReference = { type: "EpisodeOfCare", identifier: { value: "A08-9" }, display: "Kotihoito" };
    const extension = [{ url: "https://asiakasgraph.example/fhir/StructureDefinition/asiakkuus", valueReference }];
    const told = toAll(
      [carePlan({ goal: [{ identifier }], extension })],
      [goal({ id: "t9", identifier: [identifier] })],
    );
    expect(told).toMatchObject([
      { tavoitteet: [{ teksti: "Asuu kotona turvallisesti" }], asiakkuus: { tunnus: "A08-9", nimi: "Kotihoito" } },
    ]);
  });

  it("is closed by a mark of its goal, and not opened by one", () => {
    const withMark = (code: string) =>
      goal({ meta: { security: [{ system: "urn:oid:1.2.246.537.5.40202.201901", code }] } });
    expect(toAll([carePlan()], [withMark("3")])).toMatchObject([{ rivimerkit: ["HUOLTAJALTA_SALATTU"] }]);
    expect(toAll([carePlan()], [withMark("2")])).toMatchObject([{ rivimerkit: [] }]);
  });

  it.each(Object.entries(planStates))("of the status %s is told as %s", (status, tila) => {
    expect(toAll([carePlan({ status })]).map((plan) => plan.tila)).toEqual(tila === undefined ? [] : [tila]);
  });

  it.each([
    ["proposal", 0],
    ["option", 0],
    ["plan", 1],
    ["order", 1],
  ])("of the intent %s is told %i times", (intent, times) => {
    expect(toAll([carePlan({ intent })])).toHaveLength(times);
  });

  it.each([
    ["TOTEUTUSSUUNNITELMA", ["TOTEUTUSSUUNNITELMA"]],
    ["HOITOSUUNNITELMA", ["HOITOSUUNNITELMA"]],
    ["ASIAKASSUUNNITELMA", []],
    ["PALVELUSUUNNITELMA", []],
    ["MUU", []],
  ])("of the kind %s is told as %j: plans of the whole are another field's", (code, lajit) => {
    const system = "https://asiakasgraph.example/fhir/CodeSystem/suunnitelman-laji";
    expect(toAll([carePlan({ category: [{ coding: [{ system, code }] }] })]).map(({ laji }) => laji)).toEqual(lajit);
  });

  it.each(Object.entries(goalStates))("has a goal of the status %s as %s", (lifecycleStatus, tila) => {
    const [plan] = toAll([carePlan()], [goal({ lifecycleStatus })]);
    expect(plan?.tavoitteet?.map((each) => each.tila)).toEqual(tila === undefined ? [] : [tila]);
  });

  it.each(Object.entries(activityStates))("has an activity of the status %s as %s", (status, tila) => {
    const [plan] = toAll([carePlan({ activity: [{ detail: { status, description: "Soitto" } }] })]);
    expect(plan?.toimet.map((each) => each.tila)).toEqual(tila === undefined ? [] : [tila]);
  });

  it("tells an activity that is only a reference by the reference's text, and one without any not at all", () => {
    const activity = [{ reference: { reference: "ServiceRequest/1", display: "Fysioterapia" } }, { reference: {} }];
    expect(toAll([carePlan({ activity })])).toMatchObject([
      { toimet: [{ teksti: "Fysioterapia", tila: "TUNTEMATON" }] },
    ]);
  });

  it("with a status that R4 does not have, or an activity that is two things, makes the answer invalid", () => {
    const detail = { status: "completed", description: "Soitto" };
    for (const changes of [
      { status: "done" },
      { intent: "wish" },
      { activity: [{ detail, reference: { display: "Soitto" } }] },
      { activity: [{ detail: { status: "done" } }] },
    ]) {
      expect(readAll(carePlanTapa, [carePlan(changes)]).ok).toBe(false);
    }
    expect(readAll(goalTapa, [goal({ lifecycleStatus: "done" })]).ok).toBe(false);
    expect(readAll(episodeTapa, [episode({ status: "done" })]).ok).toBe(false);
  });

  it("in force comes first, then the newest", () => {
    const told = toAll([
      carePlan({ id: "a", title: "päättynyt", status: "completed", period: { start: "2026-05-01" } }),
      carePlan({ id: "b", title: "vanha", period: { start: "2025-01-01" } }),
      carePlan({ id: "c", title: "uusi", period: { start: "2026-02-01" } }),
    ]);
    expect(told.map(({ nimi }) => nimi)).toEqual(["uusi", "vanha", "päättynyt"]);
  });

  it("whose achievement is judged tells whether the goal was achieved", () => {
    const achieved = (code: string) => ({
      achievementStatus: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/goal-achievement", code }] },
    });
    expect(toAll([carePlan()], [goal(achieved("achieved"))])).toMatchObject([{ tavoitteet: [{ saavutettu: true }] }]);
    expect(toAll([carePlan()], [goal(achieved("worsening"))])).toMatchObject([{ tavoitteet: [{ saavutettu: false }] }]);
  });
});
