import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { idOf } from "../fixture-graph.ts";
import { expectDenied, valueAt } from "./expect-denied.ts";
import { ammattilainen, huolto, ilmanTarkoitusta, oma, peruste, startWorld } from "./world.ts";
import type { Vastaus } from "./world.ts";

const world = await startWorld();
afterAll(() => world.graph.close());
beforeEach(() => world.set({}));

const related = { avoimet: [oma.organisaatio] };
const letters = ["H", "L", "O", "R"] as const;
/** An item that each of these letters may have. */
const itemOf = { H: "laakekatto", L: "ammatti", O: "ammatti", R: "laakekatto" } as const;
const numberOf = { laakekatto: 26, ammatti: 6 } as const;

describe.each(letters)("a professional of the letter %s", (kirjain) => {
  const field = itemOf[kirjain];

  it("with an open customership has the item; only the relation is asked before it", async () => {
    world.set({ henkilot: { AINO: related } });
    const answer = await world.askOf("AINO", field, ammattilainen(kirjain));
    expect(answer.errors).toEqual([]);
    expect(answer.data).toEqual({ asiakas: { [field]: `${field}/AINO` } });
    expect(answer.calls.slice(0, 1)).toEqual(["yhteinen: hoitosuhde of AINO"]);
    expect(answer.calls).toHaveLength(2);
  });

  it.each([
    ["no customership", {}],
    ["one with another organisation", { avoimet: ["1.2.246.10.99900001"] }],
    ["one with an organisation whose identifier begins the same", { avoimet: [`${oma.organisaatio}1`] }],
  ])("with %s has nothing, and nothing but the relation is asked", async (_, henkilo) => {
    world.set({ henkilot: { AINO: henkilo } });
    const answer = await world.askOf("AINO", `${field} yhteystiedot asiakkuudet { nimi }`, ammattilainen(kirjain));
    expectDenied(answer, `asiakas.${field}`, `FORBIDDEN SUHDE-A ${numberOf[field]}`);
    expect(answer.calls).toEqual(["yhteinen: hoitosuhde of AINO"]);
  });

  it("with a stated ground has the item without a customership, and when it can't be asked", async () => {
    const actor = ammattilainen(kirjain, { peruste });
    expect((await world.askOf("AINO", field, actor)).errors).toEqual([]);
    world.set({ henkilot: { AINO: { avoimet: null } } });
    const answer = await world.askOf("AINO", field, actor);
    expect(answer.errors).toEqual([]);
    expect(answer.notes.get(idOf("AINO"))?.suhde).toBe("ILMOITETTU_PERUSTE");
  });

  it("with a stated ground and an open customership rests on the customership", async () => {
    world.set({ henkilot: { AINO: related } });
    const answer = await world.askOf("AINO", field, ammattilainen(kirjain, { peruste }));
    expect(answer.notes.get(idOf("AINO"))?.suhde).toBe("AVOIN_ASIAKKUUS");
  });

  it.each([
    ["the register is down", { alhaalla: ["yhteinen" as const] }],
    ["the register does not tell", { henkilot: { AINO: { avoimet: null } } }],
  ])("is told that the relation could not be asked while %s, the same for a related person", async (_, maailma) => {
    world.set(maailma);
    const answer = await world.askOf("AINO", field, ammattilainen(kirjain));
    expectDenied(answer, `asiakas.${field}`, `SOURCE_UNAVAILABLE SUHDE-A ${numberOf[field]} yhteinen`);
    expect(answer.calls).toEqual(["yhteinen: hoitosuhde of AINO"]);
  });

  it("is denied what the role may not have before anyone is asked anything", async () => {
    const answer = await world.askOf("AINO", "katselut merkitsematon", ammattilainen(kirjain));
    expectDenied(answer, "asiakas.katselut", "FORBIDDEN R-106 106");
    expectDenied(answer, "asiakas.merkitsematon", "FORBIDDEN");
    expect(answer.calls).toEqual([]);
  });

  it("is denied everything without a purpose, and nobody is asked", async () => {
    world.set({ henkilot: { AINO: related } });
    const answer = await world.askOf("AINO", `${field} katselut`, ilmanTarkoitusta(kirjain));
    expect(answer.data).toEqual({ asiakas: null });
    expect(answer.errors).toEqual(["PURPOSE_MISSING asiakas KAYTTOTARKOITUS"]);
    expect(world.graph.calls).toEqual([]);
  });

  it("is denied everything for secondary use, and nobody is asked", async () => {
    world.set({ henkilot: { AINO: related } });
    const answer = await world.askOf("AINO", field, ammattilainen(kirjain, { kayttotarkoitus: "TUTKIMUS", peruste }));
    expectDenied(answer, `asiakas.${field}`, `FORBIDDEN TOISIOKAYTTO ${numberOf[field]}`);
    expect(answer.calls).toEqual([]);
  });
});

describe("emergency access", () => {
  const add = (sub: string, tunnus: string, minutes: number): void =>
    world.graph.emergencies.add({ toimija: sub, asiakas: idOf(tunnus), untilMs: Date.now() + minutes * 60_000 });
  const ask = (tunnus: string, kirjain: "H" | "L"): Promise<Vastaus> =>
    world.askOf(tunnus, kirjain === "H" ? "laakekatto" : "ammatti", ammattilainen(kirjain));

  it("stands in for a customership: of that health professional, to that person", async () => {
    add("sub-H", "OIVA", 60);
    const answer = await ask("OIVA", "H");
    expect(answer.errors).toEqual([]);
    expect(answer.notes.get(idOf("OIVA"))?.suhde).toBe("HATAKAYTTO");
    expectDenied(await ask("TUIJA", "H"), "asiakas.laakekatto", "FORBIDDEN SUHDE-A 26");
    const other = await world.askOf("OIVA", "laakekatto", ammattilainen("H", { sub: "sub-toinen" }));
    expectDenied(other, "asiakas.laakekatto", "FORBIDDEN SUHDE-A 26");
  });

  it("opens while the register of customerships is down", async () => {
    add("sub-H", "OIVA", 60);
    world.set({ henkilot: { OIVA: { avoimet: null } } });
    expect((await ask("OIVA", "H")).errors).toEqual([]);
  });

  it("is told as the ground rather than a stated one, and a customership rather than it", async () => {
    add("sub-H", "OIVA", 60);
    const stated = await world.askOf("OIVA", "laakekatto", ammattilainen("H", { peruste }));
    expect(stated.notes.get(idOf("OIVA"))?.suhde).toBe("HATAKAYTTO");
    world.set({ henkilot: { OIVA: related } });
    expect((await ask("OIVA", "H")).notes.get(idOf("OIVA"))?.suhde).toBe("AVOIN_ASIAKKUUS");
  });

  it("opens nothing to social care", async () => {
    add("sub-L", "OIVA", 60);
    expectDenied(await ask("OIVA", "L"), "asiakas.ammatti", "FORBIDDEN SUHDE-A 6");
  });

  it("does not stand in the way of social care's stated ground", async () => {
    add("sub-L", "OIVA", 60);
    const answer = await world.askOf("OIVA", "ammatti", ammattilainen("L", { peruste }));
    expect(answer.notes.get(idOf("OIVA"))?.suhde).toBe("ILMOITETTU_PERUSTE");
  });

  it("ends", async () => {
    add("sub-H", "VENLA", 0);
    expectDenied(await ask("VENLA", "H"), "asiakas.laakekatto", "FORBIDDEN SUHDE-A 26");
  });

  it("does not open a protected place", async () => {
    add("sub-H", "OIVA", 60);
    world.set({ henkilot: { OIVA: { turvakielto: true } } });
    const answer = await world.askOf("OIVA", "laakekatto osoitteet", ammattilainen("H"));
    expectDenied(answer, "asiakas.osoitteet", "NON_DISCLOSURE TURVAKIELTO 103");
    expect(valueAt(answer.data, "asiakas.laakekatto")).toBe("laakekatto/OIVA");
  });
});

describe("persons on the way", () => {
  const query = "perhesuhteet { huoltajat { henkilo { id nimi { etunimet } osoitteet } } }";
  const guardians = [
    huolto("AINO", "EINO", "2015-01-01"),
    huolto("VENLA", "EINO", "2015-01-01"),
    huolto("TUIJA", "EINO", "2015-01-01"),
  ];

  it("are judged each by a relation of their own, and each mention of one gets its own", async () => {
    world.set({
      huollot: [...guardians, huolto("AINO", "EINO", "2015-01-01")],
      henkilot: { EINO: related, AINO: related, VENLA: { ...related, turvakielto: true } },
    });
    const answer = await world.askOf("EINO", query, ammattilainen("H"));
    const at = "asiakas.perhesuhteet.huoltajat";
    expect(answer.errors).toEqual([
      `FORBIDDEN ${at}.2.henkilo.nimi SUHDE-A 102`,
      `FORBIDDEN ${at}.2.henkilo.osoitteet SUHDE-A 103`,
      `NON_DISCLOSURE ${at}.1.henkilo.osoitteet TURVAKIELTO 103`,
    ]);
    const person = (tunnus: string, nimi: unknown, osoitteet: unknown): unknown => ({
      henkilo: { id: idOf(tunnus), nimi, osoitteet },
    });
    expect(valueAt(answer.data, at)).toEqual([
      person("AINO", { etunimet: "nimi/AINO" }, ["osoitteet/AINO"]),
      person("VENLA", { etunimet: "nimi/VENLA" }, null),
      person("TUIJA", null, null),
      person("AINO", { etunimet: "nimi/AINO" }, ["osoitteet/AINO"]),
    ]);
  });

  it("of whom nothing may be had cause no call but the relation's", async () => {
    world.set({ huollot: guardians, henkilot: { EINO: related } });
    const answer = await world.askOf("EINO", query, ammattilainen("H"));
    expect(answer.calls).toEqual([
      "yhteinen: hoitosuhde of EINO",
      "vtj: perhesuhteet of EINO",
      "yhteinen: hoitosuhde of AINO VENLA TUIJA",
    ]);
  });

  it("asked only for who they are cause no question at all", async () => {
    world.set({ huollot: guardians, henkilot: { EINO: related } });
    const answer = await world.askOf(
      "EINO",
      "perhesuhteet { huoltajat { henkilo { __typename id } } }",
      ammattilainen("H"),
    );
    expect(answer.calls).toEqual(["yhteinen: hoitosuhde of EINO", "vtj: perhesuhteet of EINO"]);
    expect(valueAt(answer.data, "asiakas.perhesuhteet.huoltajat.0.henkilo")).toEqual({
      __typename: "Asiakas",
      id: idOf("AINO"),
    });
  });

  it("without an identity code are null, with no error", async () => {
    world.set({ huollot: guardians.slice(0, 1), henkilot: { EINO: { ...related, tunnukseton: true }, AINO: related } });
    const answer = await world.askOf("EINO", query, ammattilainen("H"));
    expect(answer.errors).toEqual([]);
    expect(valueAt(answer.data, "asiakas.perhesuhteet.huoltajat.1")).toEqual({ henkilo: null });
  });
});

it("answers a batch of persons, each by position and by its own stance", async () => {
  const tunnukset = ["AINO", "VENLA", "EINO", "HELMI", "OIVA", "TUIJA"] as const;
  world.set({
    henkilot: { AINO: related, EINO: { ...related, turvakielto: true }, OIVA: { ...related, turvakielto: null } },
  });
  const fields = tunnukset.map(
    (tunnus, at) => `p${at}: asiakas(id: "${idOf(tunnus)}") { nimi { etunimet } osoitteet }`,
  );
  const answer = await world.ask(`{ ${fields.join(" ")} }`, ammattilainen("H"));
  const given = (tunnus: string, isPlace: boolean): unknown => ({
    nimi: { etunimet: `nimi/${tunnus}` },
    osoitteet: isPlace ? [`osoitteet/${tunnus}`] : null,
  });
  const none = { nimi: null, osoitteet: null };
  expect(answer.data).toEqual({
    p0: given("AINO", true),
    p1: none,
    p2: given("EINO", false),
    p3: none,
    p4: given("OIVA", false),
    p5: none,
  });
  expect(answer.errors.filter((error) => error.startsWith("NON_DISCLOSURE"))).toEqual([
    "NON_DISCLOSURE p2.osoitteet TURVAKIELTO 103",
    "NON_DISCLOSURE p4.osoitteet TURVAKIELTO 103",
  ]);
  expect(answer.errors).toHaveLength(8);
});

it("tells of an existing person and of one whom no register knows byte for byte the same, after the same calls", async () => {
  const selection =
    "nimi { etunimet } osoitteet laakekatto asiakkuudet { nimi } perhesuhteet { huoltajat { henkilo { nimi { etunimet } } } }";
  for (const maailma of [
    {},
    { alhaalla: ["yhteinen" as const] },
    { alhaalla: ["crm" as const] },
    { henkilot: { AINO: { turvakielto: true, rivit: [] } } },
  ]) {
    world.set(maailma);
    const known = await world.askOf("AINO", selection, ammattilainen("H"));
    const unknown = await world.askOf("NOBODY", selection, ammattilainen("H"));
    expect(unknown.bytes).toBe(known.bytes);
    expect(unknown.calls.map((call) => call.replace(idOf("NOBODY"), "AINO"))).toEqual(known.calls);
  }
});
