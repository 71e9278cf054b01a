import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../../gateway/actor/index.ts";
import { tuntematon } from "../../../gateway/actor/index.ts";
import { asiakasActor, idOf } from "../fixture-graph.ts";
import { expectDenied, valueAt } from "./expect-denied.ts";
import { ammattilainen, huolto, ilmanTarkoitusta, kolmas, oma, startWorld } from "./world.ts";
import type { Vastaus } from "./world.ts";

const world = await startWorld();
afterAll(() => world.graph.close());
beforeEach(() => world.set({}));

const related = { avoimet: [oma.organisaatio] };
const askRelated = (selection: string, actor: Actor = ammattilainen("H")): Promise<Vastaus> => {
  world.set({ henkilot: { AINO: { ...related, rivit: [{ nimi: "a", rivimerkit: [], rekisterinpitaja: "08" }] } } });
  return world.askOf("AINO", selection, actor);
};

describe("a field of letters of its own", () => {
  it("is given without the rest of the item, by the letters that it has", async () => {
    const answer = await askRelated("viestinta { kanava viestit { teksti } kieli tausta { teksti kanava } }");
    expect(answer.data).toEqual({
      asiakas: { viestinta: { kanava: "kanava/AINO", viestit: null, kieli: null, tausta: null } },
    });
    expect(answer.errors).toEqual([
      "FORBIDDEN asiakas.viestinta.kieli R-16 16",
      "FORBIDDEN asiakas.viestinta.tausta R-16 16",
      "FORBIDDEN asiakas.viestinta.viestit R-16 16",
    ]);
  });

  it("is found by what it is, not by what a query calls it", async () => {
    const answer = await askRelated("v: viestinta { viestit: kanava kanava: viestit { kanava: teksti } }");
    expect(answer.data).toEqual({ asiakas: { v: { viestit: "kanava/AINO", kanava: null } } });
  });

  it("is not given to letters that it does not have, nor is the register asked", async () => {
    world.set({ henkilot: { AINO: { alueella: ["08"] } } });
    const answer = await world.askOf("AINO", "viestinta { kanava viestit { teksti } }", ammattilainen("J"));
    expectDenied(answer, "asiakas.viestinta", "FORBIDDEN R-16 16");
    expect(answer.calls).toEqual([]);
  });

  it("where nothing of it is asked, the field above is denied as a whole, and nobody is asked", async () => {
    const answer = await askRelated("viestinta { viestit { teksti } kieli }");
    expectDenied(answer, "asiakas.viestinta", "FORBIDDEN R-16 16");
    expect(answer.calls.filter((call) => call.includes("viestinta"))).toEqual([]);
  });

  it("is part of the whole for those who have the item", async () => {
    const answer = await world.askOwn("AINO", "viestinta { kanava kieli viestit { teksti } tausta { kanava } }");
    expect(answer.errors).toEqual([]);
    expect(valueAt(answer.data, "mina.viestinta.tausta.kanava")).toBe("taustanKanava/AINO");
  });

  it("is closed as the relation is", async () => {
    const answer = await world.askOf("AINO", "viestinta { kanava }", ammattilainen("H"));
    expect(answer.errors).toEqual(["FORBIDDEN asiakas.viestinta SUHDE-A 16"]);
    expect(answer.calls).toEqual(["yhteinen: hoitosuhde of AINO"]);
  });
});

describe("a field below another", () => {
  it("of an item of its own is judged by that item", async () => {
    const answer = await askRelated("budjetti { jaljella maksaja } asiakkuudet { nimi maksaja }", ammattilainen("L"));
    expect(answer.data).toEqual({
      asiakas: {
        budjetti: { jaljella: "budjetti/AINO", maksaja: null },
        asiakkuudet: [{ nimi: "asiakkuudet.a/AINO", maksaja: null }],
      },
    });
    expect(answer.errors).toEqual([
      "FORBIDDEN asiakas.asiakkuudet.0.maksaja R-29 29",
      "FORBIDDEN asiakas.budjetti.maksaja R-29 29",
    ]);
  });

  it("of no item is given with the field it stands in", async () => {
    expect(
      (await askRelated("turvakielto { voimassa } perhesuhteet { huoltajat { nimi { etunimet } } }")).errors,
    ).toEqual([]);
  });

  it("where all below is denied the field itself is, and is told by the first", async () => {
    const answer = await askRelated("budjetti { maksaja }", ammattilainen("L"));
    expectDenied(answer, "asiakas.budjetti", "FORBIDDEN R-29 29");
    expect(answer.errors).toHaveLength(1);
  });

  it("of a person, without an item, is denied to everyone, the customer too", async () => {
    expectDenied(await world.askOwn("AINO", "merkitsematon"), "mina.merkitsematon", "FORBIDDEN");
    expectDenied(await askRelated("merkitsematon"), "asiakas.merkitsematon", "FORBIDDEN");
  });

  it("that only the gate may ask is in no query", async () => {
    await expect(world.askOwn("AINO", "asuinpaikka")).rejects.toThrow();
    await expect(world.askOwn("AINO", 'hoitosuhde(organisaatio: "x") { avoin }')).rejects.toThrow();
    await expect(world.askOwn("AINO", "perhesuhteet { huollettavat { saaSoteTiedot } }")).rejects.toThrow();
  });

  it("with its type's name tells the name, and nothing denied", async () => {
    const answer = await askRelated("__typename x: __typename turvakielto { __typename }");
    expect(answer.data).toEqual({
      asiakas: { __typename: "Asiakas", x: "Asiakas", turvakielto: { __typename: "Turvakielto" } },
    });
  });
});

describe("an entry point", () => {
  const actors: Readonly<Record<string, Actor>> = {
    S: asiakasActor("AINO"),
    H: ammattilainen("H"),
    L: ammattilainen("L"),
    O: ammattilainen("O"),
    R: ammattilainen("R"),
    J: ammattilainen("J"),
    M: kolmas("pankki"),
    A: { kind: "analyytikko", sub: "a" },
    V: {
      kind: "tietosuojavastaava",
      sub: "v",
      organisaatio: oma.organisaatio,
      organisaationNimi: "Testialue",
      alue: "08",
    },
  };
  const entries = [
    ["mina { id }", "S"],
    ["asiakas(id: $id) { id }", "SHLORJM"],
    ["asiakasHetulla(hetu: $hetu) { id }", "HLOR"],
    ["alueenSetelit { maara }", "J"],
    ["tilastot { luku }", "AJ"],
    ["lokitiedot { luku }", "V"],
    ["kolmannelle { luku }", "M"],
    ["merkitsematonJuuri", ""],
    ["ohjeet { teksti }", "SHLORJMAV"],
  ] as const;
  const declared = { $id: "($id: ID!)", $hetu: "($hetu: Hetu!)" } as const;

  it.each(entries)("%s is open to the letters '%s' and to no other", async (field, letters) => {
    const name = /^\w+/.exec(field)?.[0] ?? "";
    const [, head = ""] = Object.entries(declared).find(([variable]) => field.includes(variable)) ?? [];
    const outcomes: string[] = [];
    for (const [letter, actor] of Object.entries(actors)) {
      const query = `query${head} { ${field} }`;
      const answer = await world.ask(query, actor, { id: idOf("AINO"), hetu: "010190-999W" });
      const isOpen = valueAt(answer.data, name) !== null;
      outcomes.push(`${letter} ${isOpen ? "open" : [answer.errors, world.graph.calls.length].join()}`);
    }
    const closed = `FORBIDDEN ${name} SISAANKAYNTI,0`;
    expect(outcomes).toEqual(
      Object.keys(actors).map((letter) => `${letter} ${letters.includes(letter) ? "open" : closed}`),
    );
  });

  it("of reference data is open to one who has not signed in, and no other is", async () => {
    const answer = await world.ask(
      "{ ohjeet { teksti } mina { id } tilastot { luku } merkitsematonJuuri }",
      tuntematon,
    );
    expect(answer.data).toEqual({ ohjeet: { teksti: "ohje" }, mina: null, tilastot: null, merkitsematonJuuri: null });
    expect(answer.errors).toEqual([
      "UNAUTHENTICATED merkitsematonJuuri",
      "UNAUTHENTICATED mina",
      "UNAUTHENTICATED tilastot",
    ]);
  });

  it("that changes something is judged as one: by its letters, with a purpose", async () => {
    const mutation = "mutation($id: ID!) { aloita(asiakas: $id) { aika } }";
    const variables = { id: idOf("AINO") };
    expect((await world.ask(mutation, ammattilainen("H"), variables)).data).toEqual({ aloita: { aika: "nyt" } });
    const others: readonly [Actor, string][] = [
      [ammattilainen("L"), "FORBIDDEN aloita SISAANKAYNTI"],
      [asiakasActor("AINO"), "FORBIDDEN aloita SISAANKAYNTI"],
      [ilmanTarkoitusta("H"), "PURPOSE_MISSING aloita KAYTTOTARKOITUS"],
      [tuntematon, "UNAUTHENTICATED aloita"],
    ];
    for (const [actor, error] of others) {
      const answer = await world.ask(mutation, actor, variables);
      expect(answer.data).toEqual({ aloita: null });
      expect(answer.errors).toEqual([error]);
      expect(answer.calls).toEqual([]);
    }
  });

  it("that changes something and has no letters is closed to all", async () => {
    const answer = await world.ask("mutation { lopeta { aika } }", ammattilainen("H"));
    expect(answer.errors).toEqual(["FORBIDDEN lopeta SISAANKAYNTI"]);
    expect(answer.calls).toEqual([]);
  });

  it("leads to a person who is judged, also from a change", async () => {
    const answer = await world.ask(
      "mutation($id: ID!) { aloita(asiakas: $id) { aika asiakas { laakekatto } } }",
      ammattilainen("H"),
      { id: idOf("AINO") },
    );
    expect(answer.data).toEqual({ aloita: { aika: "nyt", asiakas: { laakekatto: null } } });
    expect(answer.errors).toEqual(["FORBIDDEN aloita.asiakas.laakekatto SUHDE-A 26"]);
  });

  it("gives no item below it that is of no person: that is denied to those who may use the entry", async () => {
    const answer = await world.ask("{ alueenSetelit { maara salattu julkinen ohje { teksti } } }", ammattilainen("J"));
    expect(answer.data).toEqual({
      alueenSetelit: { maara: 2, salattu: null, julkinen: "julkinen", ohje: { teksti: "ohje" } },
    });
    expect(answer.errors).toEqual(["FORBIDDEN alueenSetelit.salattu R-23 23"]);
  });

  it("to the statistics is open to a signed-in analyst without a purpose", async () => {
    const answer = await world.ask("{ tilastot { luku } }", { kind: "analyytikko", sub: "a" });
    expect(answer.data).toEqual({ tilastot: { luku: 7 } });
  });
});

describe("one who has no letter", () => {
  it.each<[string, Actor]>([
    ["an analyst", { kind: "analyytikko", sub: "a" }],
    [
      "the data protection officer",
      { kind: "tietosuojavastaava", sub: "v", organisaatio: oma.organisaatio, organisaationNimi: "T", alue: "08" },
    ],
    ["one who has not signed in", tuntematon],
  ])("%s gets nothing of any person, by any way", async (_, actor) => {
    world.set({ henkilot: { AINO: related }, huollot: [huolto("AINO", "EINO", "2015-01-01")] });
    const answer = await world.askOf("AINO", "nimi { etunimet } laakekatto", actor);
    expect(answer.data).toEqual({ asiakas: null });
    expect(answer.errors[0]).toMatch(/^(FORBIDDEN asiakas SISAANKAYNTI|UNAUTHENTICATED asiakas)$/);
    expect(world.graph.calls).toEqual([]);
  });
});
