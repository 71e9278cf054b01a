import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../../gateway/actor/index.ts";
import { createAskReleases, toRowRelease } from "../../../gateway/gate/releases.ts";
import type { Luovutus } from "../../../gateway/gate/releases.ts";
import { asiakasActor, idOf } from "../fixture-graph.ts";
import { register, scopeOf } from "./ask-kit.ts";
import { valueAt } from "./expect-denied.ts";
import { ammattilainen, huolto, kolmas, oma, startWorld } from "./world.ts";
import type { Vastaus } from "./world.ts";
import type { Luovutustieto, Maailma, Rivitieto } from "./world-facts.ts";

const world = await startWorld();
afterAll(() => world.graph.close());
beforeEach(() => world.set({}));

const terveys = "TERVEYDENHUOLTO";
const sosiaali = "SOSIAALIHUOLTO";
const both = [terveys, sosiaali];
const rivi = (
  rekisterinpitaja: string | null,
  rekisterilaji: string | null = terveys,
  rivimerkit: readonly string[] = [],
): Rivitieto => ({ nimi: "r", rivimerkit, rekisterinpitaja, rekisterilaji });

interface Asked {
  readonly actor?: Actor;
  readonly selection?: string;
  readonly alhaalla?: Maailma["alhaalla"];
}

function ask(
  rivit: readonly Rivitieto[],
  luovutus: Luovutustieto | null | undefined,
  { actor = ammattilainen("H"), selection = "jaksot { nimi }", alhaalla = [] }: Asked = {},
): Promise<Vastaus> {
  const henkilo = { avoimet: [oma.organisaatio], alueella: ["08", "01"], rivit };
  world.set({ henkilot: { AINO: { ...henkilo, ...(luovutus === undefined ? {} : { luovutus }) } }, alhaalla });
  return world.askOf("AINO", selection, actor);
}

const denied = (...places: readonly number[]): readonly string[] =>
  places.map((at) => `CONSENT_MISSING asiakas.jaksot.${at} RIVI-REKISTERINPITAJA 18`);
const askedKanta = ({ calls }: Vastaus): readonly string[] => calls.filter((call) => call.startsWith("kanta"));
const given = { nimi: "jaksot.r/AINO" };
const lupa = (mista: string, mihin: string, saajat?: readonly string[]) =>
  saajat === undefined ? { mista, mihin } : { mista, mihin, saajat };

describe("a release permission", () => {
  it("opens the rows of other controllers' registers of the branch that it is of", async () => {
    const rows = [rivi("08"), rivi("05"), rivi("15"), rivi("05", sosiaali)];
    expect((await ask(rows, {})).errors).toEqual(denied(1, 2, 3));
    const answer = await ask(rows, { luvat: [lupa(terveys, terveys)] });
    expect(answer.errors).toEqual(denied(3));
    expect(valueAt(answer.data, "asiakas.jaksot")).toEqual([given, given, given, null]);
  });

  it("of social care is for social care", async () => {
    const rows = [rivi("05"), rivi("05", sosiaali)];
    const luvat = [lupa(sosiaali, sosiaali)];
    expect((await ask(rows, { luvat }, { actor: ammattilainen("L") })).errors).toEqual(denied(0));
    expect((await ask(rows, { luvat })).errors).toEqual(denied(0, 1));
  });

  it("that names receivers is for those", async () => {
    const rows = [rivi("05")];
    const of = (saajat: readonly string[]) => ({ luvat: [lupa(terveys, terveys, saajat)] });
    expect((await ask(rows, of(["1.2.3", oma.organisaatio]))).errors).toEqual([]);
    expect((await ask(rows, of(["1.2.3"]))).errors).toEqual(denied(0));
    expect((await ask(rows, of([]))).errors).toEqual(denied(0));
  });

  it("opens to service guidance only what every branch that it may be of is permitted", async () => {
    const rows = [rivi("05")];
    const actor = ammattilainen("O");
    expect((await ask(rows, { luvat: [lupa(terveys, terveys)] }, { actor })).errors).toEqual(denied(0));
    const luvat = both.map((mihin) => lupa(terveys, mihin));
    expect((await ask(rows, { luvat }, { actor })).errors).toEqual([]);
  });

  it("opens a row that does not tell its branch only when it is of every branch", async () => {
    const rows = [rivi("05", null)];
    expect((await ask(rows, { luvat: [lupa(terveys, terveys)] })).errors).toEqual(denied(0));
    expect((await ask(rows, { luvat: both.map((mista) => lupa(mista, terveys)) })).errors).toEqual([]);
  });

  it("opens nothing to billing", async () => {
    const luvat = both.flatMap((mista) => both.map((mihin) => lupa(mista, mihin)));
    expect((await ask([rivi("05")], { luvat }, { actor: ammattilainen("R") })).errors).toEqual(denied(0));
  });

  it("is noted where something was given on it, for the use log", async () => {
    const luovutus = { luvat: [lupa(terveys, terveys), lupa(sosiaali, sosiaali)] };
    const released = await ask([rivi("05"), rivi("15")], luovutus);
    expect(released.notes.get(idOf("AINO"))?.suostumukset).toEqual([
      { suostumusId: `L-${terveys}-${terveys}`, versio: 2 },
    ]);
    const own = await ask([rivi("08")], luovutus);
    expect(own.notes.get(idOf("AINO"))?.suostumukset).toEqual([]);
  });

  it("is not noted of a row that needs none, though it covers the row too", async () => {
    const answer = await ask([rivi("08"), rivi("05", sosiaali)], { luvat: [lupa(terveys, terveys)] });
    expect(answer.errors).toEqual(denied(1));
    expect(answer.notes.get(idOf("AINO"))?.suostumukset).toEqual([]);
  });
});

describe("the other branch's register of the own controller", () => {
  it.each([
    ["H", sosiaali, terveys],
    ["L", terveys, sosiaali],
  ] as const)("is shut to %s without a permission from there", async (kirjain, mista, mihin) => {
    const rows = [rivi("08", mihin), rivi("08", mista)];
    const actor = ammattilainen(kirjain);
    expect((await ask(rows, {}, { actor })).errors).toEqual(denied(1));
    expect((await ask(rows, { luvat: [lupa(mihin, mista)] }, { actor })).errors).toEqual(denied(1));
    expect((await ask(rows, { luvat: [lupa(mista, mihin)] }, { actor })).errors).toEqual([]);
  });

  it("is open to those whose task is of no single branch", async () => {
    const rows = [rivi("08", terveys), rivi("08", sosiaali), rivi("08", null)];
    for (const kirjain of ["O", "R"] as const) {
      expect((await ask(rows, {}, { actor: ammattilainen(kirjain) })).errors).toEqual([]);
    }
  });

  it("is what a row is taken for that should tell its branch and does not", async () => {
    expect((await ask([rivi("08", null)], {})).errors).toEqual(denied(0));
  });
});

describe("the circle of Uusimaa", () => {
  const actor = ammattilainen("H", { alue: "01" });
  const circle = ["01", "02", "03", "04", "90", "HUS"];

  it("is open to health care once the person has been informed, and nothing else is", async () => {
    const rows = [...circle, "05", "91"].map((each) => rivi(each));
    expect((await ask(rows, { informoitu: true }, { actor })).errors).toEqual(denied(6, 7));
    expect((await ask(rows, {}, { actor })).errors).toEqual(denied(1, 2, 3, 4, 5, 6, 7));
  });

  it("holds no data of social care, and is not for social care, nor for health care elsewhere", async () => {
    const informoitu = true;
    expect((await ask([rivi("02", sosiaali)], { informoitu }, { actor })).errors).toEqual(denied(0));
    expect((await ask([rivi("02", null)], { informoitu }, { actor })).errors).toEqual(denied(0));
    const social = { actor: ammattilainen("L", { alue: "01" }) };
    expect((await ask([rivi("02", sosiaali)], { informoitu }, social)).errors).toEqual(denied(0));
    expect((await ask([rivi("02")], { informoitu })).errors).toEqual(denied(0));
  });
});

describe("a denial", () => {
  const kielto = (...places: readonly number[]): readonly string[] =>
    places.map((at) => `CONSENT_MISSING asiakas.jaksot.${at} RIVI-LUOVUTUSKIELTO 18`);
  const luvat = [lupa(terveys, terveys)];
  const rows = [rivi("08"), rivi("05"), rivi("15"), rivi(null)];

  it("of all release closes every other controller's rows, whatever is permitted", async () => {
    expect((await ask(rows, { luvat, kiellot: [{}] })).errors).toEqual(kielto(1, 2, 3));
  });

  it("of one controller closes its rows, and those that do not tell theirs", async () => {
    const kiellot = [{ rekisterinpitaja: "05" }];
    const everything = both.map((mista) => lupa(mista, terveys));
    expect((await ask([...rows, rivi("")], { luvat: everything, kiellot })).errors).toEqual(kielto(1, 3, 4));
  });

  it("to one receiver closes them to that one", async () => {
    const to = (...saajat: readonly string[]) => ({ luvat, kiellot: [{ saajat }] });
    expect((await ask([rivi("05")], to(oma.organisaatio))).errors).toEqual(kielto(0));
    expect((await ask([rivi("05")], to("1.2.3"))).errors).toEqual([]);
  });

  it("closes the circle of Uusimaa too", async () => {
    const actor = ammattilainen("H", { alue: "01" });
    const answer = await ask(
      [rivi("01"), rivi("02")],
      { informoitu: true, kiellot: [{ rekisterinpitaja: "02" }] },
      { actor },
    );
    expect(answer.errors).toEqual(kielto(1));
  });

  it("is no matter of vouchers, which organisers see by their own right", async () => {
    const asked = { actor: ammattilainen("J"), selection: "asiakassetelit { nimi }" };
    const answer = await ask([rivi("05")], { kiellot: [{}] }, asked);
    expect(answer.errors).toEqual([]);
    expect(askedKanta(answer)).toEqual([]);
  });
});

describe("Kanta", () => {
  const luvat = [lupa(terveys, terveys)];

  it("is asked once for a person, and only where a row turns on it", async () => {
    expect(askedKanta(await ask([rivi("08")], { luvat }))).toEqual([]);
    expect(askedKanta(await ask([], { luvat }))).toEqual([]);
    expect(askedKanta(await ask([rivi("05", terveys, ["REKISTERINPITAJALTA_KIELLETTY"])], { luvat }))).toEqual([]);
    const twice = { selection: "a: jaksot { nimi } b: jaksot { nimi } asiakkuudet { nimi }" };
    expect(askedKanta(await ask([rivi("05"), rivi("15")], { luvat }, twice))).toEqual(["kanta: luovutus of AINO"]);
  });

  it("is not asked for the customer, a guardian or a third party", async () => {
    const rivit = [rivi("05", terveys, ["HUOLTAJALLE_AVOIN"])];
    world.set({ henkilot: { EINO: { rivit } }, huollot: [huolto("AINO", "EINO", "2020-01-01")] });
    const own = await world.askOwn("EINO", "jaksot { nimi }");
    const guardians = await world.askOf("EINO", "jaksot { nimi }", asiakasActor("AINO"));
    const third = await world.askOf("EINO", "jaksot { nimi }", kolmas("pankki"));
    expect([own, guardians, third].flatMap(askedKanta)).toEqual([]);
    expect([...own.errors, ...guardians.errors]).toEqual([]);
  });

  it("is asked of the persons of whom it is needed in one call", async () => {
    const henkilo = { avoimet: [oma.organisaatio], luovutus: { luvat } };
    world.set({
      henkilot: {
        AINO: { ...henkilo, rivit: [rivi("05")] },
        VENLA: { ...henkilo, rivit: [rivi("08")] },
        EINO: { ...henkilo, rivit: [rivi("15")] },
      },
    });
    const query =
      "query($a: ID! $b: ID! $c: ID!) { a: asiakas(id: $a) { jaksot { nimi } } b: asiakas(id: $b) { jaksot { nimi } } c: asiakas(id: $c) { jaksot { nimi } } }";
    const answer = await world.ask(query, ammattilainen("H"), { a: idOf("AINO"), b: idOf("VENLA"), c: idOf("EINO") });
    expect(answer.errors).toEqual([]);
    const [of = ""] = /of (.+)$/.exec(askedKanta(answer).join(" "))?.slice(1) ?? [];
    expect(of.split(" ").toSorted()).toEqual(["AINO", "EINO"]);
  });

  it.each([
    ["does not answer", { luvat }, ["kanta"]],
    ["does not tell", null, []],
  ] as const)("that %s opens nothing, and is told as the source's failure", async (_, luovutus, alhaalla) => {
    const rows = [rivi("08"), rivi("05"), rivi("05", terveys, ["REKISTERINPITAJALTA_KIELLETTY"])];
    const answer = await ask(rows, luovutus, { alhaalla });
    expect(answer.errors).toEqual([
      "CONSENT_MISSING asiakas.jaksot.2 RIVI-KIELTO 18",
      "SOURCE_UNAVAILABLE asiakas.jaksot.1 RIVI-REKISTERINPITAJA 18 kanta",
    ]);
    expect(valueAt(answer.data, "asiakas.jaksot")).toEqual([given, null, null]);
  });

  it("that does not answer opens nothing of the circle of Uusimaa", async () => {
    const actor = ammattilainen("H", { alue: "01" });
    const answer = await ask([rivi("02")], { informoitu: true }, { actor, alhaalla: ["kanta"] });
    expect(answer.errors).toEqual(["SOURCE_UNAVAILABLE asiakas.jaksot.0 RIVI-REKISTERINPITAJA 18 kanta"]);
  });

  it("that has not joined opens nothing", async () => {
    const without = await startWorld(["kanta"]);
    const henkilo = { avoimet: [oma.organisaatio], rivit: [rivi("08"), rivi("05")], luovutus: { luvat } };
    without.set({ henkilot: { AINO: henkilo } });
    const answer = await without.askOf("AINO", "jaksot { nimi }", ammattilainen("H"));
    await without.graph.close();
    expect(answer.errors).toEqual(denied(1));
  });
});

describe("what Kanta tells of a person", () => {
  const read = async (luovutus: unknown): Promise<Luovutus | undefined> => {
    const askReleases = createAskReleases(() => register("kanta", { luovutus }));
    return (await askReleases(["a"], scopeOf(ammattilainen("H")))).get("a");
  };
  const good = { suostumusId: "L-1", versio: 2, mista: terveys, mihin: sosiaali, saajat: ["1.2.3"] };
  const told = (changes: Readonly<Record<string, unknown>>) => ({
    informoitu: true,
    luvat: [],
    kiellot: [],
    ...changes,
  });

  it("is read as it stands; no list of receivers, and no controller, is every one", async () => {
    const open = { ...good, suostumusId: "L-2", saajat: null };
    const kiellot = [{ rekisterinpitaja: "05", saajat: ["1.2.3"] }, { rekisterinpitaja: null, saajat: null }, {}];
    expect(await read(told({ luvat: [good, open], kiellot }))).toEqual({
      informoitu: true,
      luvat: [good, { ...open, saajat: undefined }],
      kiellot: [kiellot[0], ...[1, 2].map(() => ({ rekisterinpitaja: undefined, saajat: undefined }))],
    });
  });

  it.each([
    ["nothing", null],
    ["text", "luovutus"],
    ["no word of informing", told({ informoitu: null })],
    ["no permissions", told({ luvat: null })],
    ["no denials", told({ kiellot: null })],
    ["a denial that is nothing", told({ kiellot: [null] })],
    ["a denial that is text", told({ kiellot: [{}, "05"] })],
    ["a denial of a controller that is no text", told({ kiellot: [{ rekisterinpitaja: 5 }] })],
    ["a denial to receivers that are no list", told({ kiellot: [{ saajat: "1.2.3" }] })],
    ["a denial to a receiver that is no text", told({ kiellot: [{ saajat: ["1.2.3", null] }] })],
  ])("is not known when it is %s: a denial passed over would let out what it keeps back", async (_, luovutus) => {
    expect(await read(luovutus)).toBeUndefined();
  });

  it.each([
    ["nothing", null],
    ["text", "L-1"],
    ["without an id", { ...good, suostumusId: null }],
    ["without a version", { ...good, versio: "2" }],
    ["from no branch", { ...good, mista: null }],
    ["to no branch", { ...good, mihin: null }],
    ["to receivers that are no list", { ...good, saajat: "1.2.3" }],
    ["to a receiver that is no text", { ...good, saajat: [1] }],
  ])("has no permission that is %s, and the others stay", async (_, wrong) => {
    expect((await read(told({ luvat: [wrong, good] })))?.luvat).toEqual([good]);
  });
});

describe("a row's release", () => {
  const oman = ammattilainen("H");
  const row = { rekisterinpitaja: "05", rekisterilaji: terveys };
  const known = (changes: Partial<Luovutus>): Luovutus => ({ informoitu: false, luvat: [], kiellot: [], ...changes });
  const permission = (mista: string, mihin: string) => ({
    suostumusId: `L-${mista}`,
    versio: 1,
    mista,
    mihin,
    saajat: undefined,
  });
  const of = (luovutus: Luovutus, place: Parameters<typeof toRowRelease>[1] = row) => {
    if (oman.kind !== "ammattilainen") throw new Error("a professional was expected");
    return toRowRelease(luovutus, place, oman);
  };

  it("rests on the permissions that cover it, and on none where they do not cover it whole", () => {
    const one = [permission(terveys, terveys)];
    expect(of(known({ luvat: one }))).toEqual({
      luovutuslupa: true,
      luovutuskielto: false,
      informoitu: false,
      viitteet: [{ suostumusId: `L-${terveys}`, versio: 1 }],
    });
    expect(of(known({ luvat: one }), { ...row, rekisterilaji: undefined })).toMatchObject({
      luovutuslupa: false,
      viitteet: [],
    });
  });
});
