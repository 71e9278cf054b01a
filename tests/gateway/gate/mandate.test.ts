import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { asiakasActor, idOf as asiakasIdOf } from "../fixture-graph.ts";
import { expectDenied, valueAt } from "./expect-denied.ts";
import { huolto, startWorld } from "./world.ts";
import type { Vastaus } from "./world.ts";
import type { Henkilo, Maailma } from "./world-facts.ts";

// Today is 2026-11-25.
const world = await startWorld();
const alone = await startWorld(["valtuudet"]);
afterAll(async () => {
  await world.graph.close();
  await alone.graph.close();
});
beforeEach(() => world.set({}));

const health = ["TERVEYDENHUOLTO"];
const social = ["SOSIAALIHUOLTO"];
const both = ["TERVEYDENHUOLTO", "SOSIAALIHUOLTO"];

/** Aino may act for Oiva in these matters. */
const mandate = (asiat: readonly string[] | null, muut: Henkilo = {}, maailma: Maailma = {}): void =>
  world.set({ ...maailma, henkilot: { OIVA: { valtuutetut: { AINO: asiat }, ...muut } } });
const ask = (selection: string, tunnus = "OIVA"): Promise<Vastaus> =>
  world.askOf(tunnus, selection, asiakasActor("AINO"));
const askedMandates = ({ calls }: Vastaus): readonly string[] => calls.filter((call) => call.startsWith("valtuudet"));

describe("one who acts by a mandate", () => {
  it.each([
    ["health care", health, ["nimi", "yhteystiedot", "laakekatto", "tyoterveys"]],
    ["social care", social, ["nimi", "yhteystiedot", "budjetti"]],
    [
      "both",
      both,
      ["nimi", "yhteystiedot", "laakekatto", "tyoterveys", "budjetti", "palveluidenKaytto", "asiakkuudet"],
    ],
  ])("of %s sees what the theme covers, and no more", async (_, asiat, expected) => {
    mandate(asiat, { rivit: [{ nimi: "a", rivimerkit: [] }] });
    const fields = [
      ["nimi", "nimi { etunimet }", "102"],
      ["yhteystiedot", "yhteystiedot", "1"],
      ["laakekatto", "laakekatto", "26"],
      ["tyoterveys", "tyoterveys", "10"],
      ["budjetti", "budjetti { jaljella }", "24"],
      ["palveluidenKaytto", "palveluidenKaytto", "14"],
      ["asiakkuudet", "asiakkuudet { nimi }", "18"],
      ["ammatti", "ammatti", "6"],
      ["perhesuhteet", "perhesuhteet { huoltajat { syntymaaika } }", "4"],
    ] as const;
    const answer = await ask(fields.map(([, selection]) => selection).join(" "));
    const given = fields.map(([name]) => name).filter((name) => valueAt(answer.data, `asiakas.${name}`) !== null);
    expect(given).toEqual(expected);
    expect(answer.errors).toEqual(
      fields
        .filter(([name]) => !expected.includes(name))
        .map(([name, , tieto]) => `FORBIDDEN asiakas.${name} VALTUUDEN-ASIA ${tieto}`)
        .toSorted(),
    );
    expect(answer.notes.get([...answer.notes.keys()][0] ?? "")?.suhde).toBe("VALTUUTUS");
  });

  it("does not see who has looked, nor what no mandate gives", async () => {
    mandate(both);
    const answer = await ask("laakekatto katselut maksuyhteydet");
    expectDenied(answer, "asiakas.katselut", "FORBIDDEN LOKI-HUOLTAJALLE 106");
    expectDenied(answer, "asiakas.maksuyhteydet", "FORBIDDEN R-5 5");
  });

  it("does not see a protected place, nor one of which protection is not known", async () => {
    for (const turvakielto of [true, null]) {
      mandate(both, { turvakielto });
      const answer = await ask("osoitteet nimi { etunimet }");
      expectDenied(answer, "asiakas.osoitteet", "NON_DISCLOSURE TURVAKIELTO 103");
      expect(valueAt(answer.data, "asiakas.nimi.etunimet")).toBe("nimi/OIVA");
    }
    mandate(both);
    expect(valueAt((await ask("osoitteet")).data, "asiakas.osoitteet")).toEqual(["osoitteet/OIVA"]);
  });

  it("does not see rows of special content", async () => {
    mandate(both, { rivit: [{ nimi: "a", rivimerkit: ["ERITYINEN_SISALTO"] }] });
    expect((await ask("asiakkuudet { nimi }")).errors).toEqual(["FORBIDDEN asiakas.asiakkuudet.0 RIVI-ERITYINEN 18"]);
  });

  it("has no right to anyone else by it, nor does the other to them", async () => {
    mandate(both);
    const other = await ask("nimi { etunimet }", "TUIJA");
    expectDenied(other, "asiakas.nimi", "FORBIDDEN SUHDE-P 102");
    const back = await world.askOf("AINO", "nimi { etunimet }", asiakasActor("OIVA"));
    expectDenied(back, "asiakas.nimi", "FORBIDDEN SUHDE-P 102");
  });
});

describe("a mandate is asked", () => {
  it("once for each person in a request, however many fields and times the person is met", async () => {
    mandate(both);
    const answer = await world.ask(
      "query($id: ID!) { a: asiakas(id: $id) { nimi { etunimet } laakekatto } b: asiakas(id: $id) { budjetti { jaljella } } }",
      asiakasActor("AINO"),
      { id: asiakasIdOf("OIVA") },
    );
    expect(answer.errors).toEqual([]);
    expect(askedMandates(answer)).toEqual(["valtuudet: valtuutus of OIVA"]);
  });

  it("anew in each request: one that has ended opens nothing", async () => {
    mandate(health);
    expect((await ask("laakekatto")).errors).toEqual([]);
    mandate([]);
    expectDenied(await ask("laakekatto"), "asiakas.laakekatto", "FORBIDDEN SUHDE-P 26");
  });

  it("not of a child in the asker's custody, whose data the guardian has already", async () => {
    world.set({ huollot: [huolto("AINO", "EINO", "2020-01-01")] });
    const answer = await ask("laakekatto", "EINO");
    expect(answer.errors).toEqual([]);
    expect(askedMandates(answer)).toEqual([]);
  });

  it("not of the customer's own", async () => {
    expect(askedMandates(await world.askOwn("AINO", "laakekatto"))).toEqual([]);
  });

  it.each(["ammatti", "katselut", "maksuyhteydet", "id"])("not for %s, which no mandate opens", async (selection) => {
    mandate(both);
    const answer = await ask(selection);
    expect(askedMandates(answer)).toEqual([]);
    // Nor is a register that was not asked told to have failed.
    expect(answer.errors.filter((error) => !error.startsWith("FORBIDDEN"))).toEqual([]);
  });
});

describe("a mandate that can't be known", () => {
  it.each([
    ["while the register is down", both, { alhaalla: ["valtuudet"] as const }],
    ["when the register does not tell", null, {}],
    ["when it tells a matter not known", ["TERVEYDENHUOLTO", "KAIKKI"], {}],
  ])("%s gives nothing, and is told as the source's failure", async (_, asiat, maailma) => {
    mandate(asiat, {}, maailma);
    const answer = await ask("laakekatto nimi { etunimet }");
    expectDenied(answer, "asiakas.laakekatto", "SOURCE_UNAVAILABLE SUHDE-P 26 valtuudet");
    expectDenied(answer, "asiakas.nimi", "SOURCE_UNAVAILABLE SUHDE-P 102 valtuudet");
    expect(answer.bytes).not.toContain("/OIVA");
  });

  it("costs a guardian nothing", async () => {
    world.set({ huollot: [huolto("AINO", "EINO", "2020-01-01")], alhaalla: ["valtuudet"] });
    expect((await ask("laakekatto", "EINO")).errors).toEqual([]);
  });

  it("while custody can't be asked either, is told as that", async () => {
    mandate(both, {}, { alhaalla: ["valtuudet", "vtj"] });
    expectDenied(await ask("laakekatto"), "asiakas.laakekatto", "SOURCE_UNAVAILABLE SUHDE-P 26 vtj");
  });

  it("is known though custody can't be asked", async () => {
    mandate(both, {}, { alhaalla: ["vtj"] });
    expect(valueAt((await ask("laakekatto")).data, "asiakas.laakekatto")).toBe("laakekatto/OIVA");
  });

  it("because no register of mandates has joined is a plain denial", async () => {
    alone.set({ henkilot: { OIVA: { valtuutetut: { AINO: both } } } });
    const answer = await alone.askOf("OIVA", "laakekatto", asiakasActor("AINO"));
    expectDenied(answer, "asiakas.laakekatto", "FORBIDDEN SUHDE-P 26");
  });
});
