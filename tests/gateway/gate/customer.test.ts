import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { asiakasActor, idOf } from "../fixture-graph.ts";
import { expectDenied } from "./expect-denied.ts";
import { huolto, oma, startWorld } from "./world.ts";

const world = await startWorld(["valtuudet"]);
afterAll(() => world.graph.close());
beforeEach(() => world.set({}));

describe("a customer", () => {
  it("sees their own, protected or not, and is asked neither a relation nor a consent nor turvakielto", async () => {
    world.set({ henkilot: { EINO: { turvakielto: true, rivit: [{ nimi: "a", rivimerkit: ["ERITYINEN_SISALTO"] }] } } });
    const answer = await world.askOwn(
      "EINO",
      "id hetu nimi { etunimet } osoitteet maksuyhteydet vakuutukset katselut asiakkuudet { nimi tuottaja }",
    );
    expect(answer.errors).toEqual([]);
    expect(answer.data).toEqual({
      mina: {
        id: idOf("EINO"),
        hetu: "EINO",
        nimi: { etunimet: "nimi/EINO" },
        osoitteet: ["osoitteet/EINO"],
        maksuyhteydet: ["maksuyhteydet/EINO"],
        vakuutukset: ["vakuutukset/EINO"],
        katselut: ["katselut/EINO"],
        asiakkuudet: [{ nimi: "asiakkuudet.a/EINO", tuottaja: "tuottaja/EINO" }],
      },
    });
    expect(answer.calls.toSorted()).toEqual([
      "crm: asiakkuudet katselut maksuyhteydet vakuutukset of EINO",
      "vtj: nimi osoitteet of EINO",
    ]);
  });

  it("sees their own by id too", async () => {
    const answer = await world.askOf("EINO", "nimi { etunimet } osoitteet", asiakasActor("EINO"));
    expect(answer.data).toEqual({ asiakas: { nimi: { etunimet: "nimi/EINO" }, osoitteet: ["osoitteet/EINO"] } });
    expect(answer.calls).toEqual(["vtj: nimi osoitteet of EINO"]);
  });

  it("may not have an item whose letters leave the customer out", async () => {
    world.set({ henkilot: { EINO: { rivit: [] } } });
    expectDenied(await world.askOwn("EINO", "merkitsematon"), "mina.merkitsematon", "FORBIDDEN");
  });

  it("gets nothing of a stranger, whose record is never asked: only their own is, to find their children", async () => {
    const answer = await world.askOf("AINO", "nimi { etunimet } osoitteet laakekatto", asiakasActor("EINO"));
    expectDenied(answer, "asiakas.nimi", "FORBIDDEN SUHDE-P 102");
    expectDenied(answer, "asiakas.osoitteet", "FORBIDDEN SUHDE-P 103");
    expectDenied(answer, "asiakas.laakekatto", "FORBIDDEN SUHDE-P 26");
    expect(answer.calls).toEqual(["vtj: perhesuhteet of EINO"]);
  });

  it("is not even looked up for an item that no one acting for another may have", async () => {
    const answer = await world.askOf("AINO", "maksuyhteydet turvakielto { voimassa }", asiakasActor("EINO"));
    expectDenied(answer, "asiakas.maksuyhteydet", "FORBIDDEN R-5 5");
    expectDenied(answer, "asiakas.turvakielto", "FORBIDDEN R-104 104");
    expect(answer.calls).toEqual([]);
  });

  it("sees a guardian's name as their own record has it, and nothing of the guardian's own", async () => {
    world.set({ huollot: [huolto("AINO", "EINO", "2010-01-01"), huolto("VENLA", "EINO", "2010-01-01")] });
    const answer = await world.askOwn(
      "EINO",
      "perhesuhteet { huoltajat { nimi { etunimet } henkilo { id nimi { etunimet } yhteystiedot } } }",
    );
    const guardian = (tunnus: string): unknown => ({
      nimi: { etunimet: `nimi/${tunnus}` },
      henkilo: { id: idOf(tunnus), nimi: null, yhteystiedot: null },
    });
    expect(answer.data).toEqual({ mina: { perhesuhteet: { huoltajat: [guardian("AINO"), guardian("VENLA")] } } });
    expect(answer.errors).toEqual(
      [0, 1]
        .flatMap((at) => [
          `FORBIDDEN mina.perhesuhteet.huoltajat.${at}.henkilo.nimi SUHDE-P 102`,
          `FORBIDDEN mina.perhesuhteet.huoltajat.${at}.henkilo.yhteystiedot SUHDE-P 1`,
        ])
        .toSorted(),
    );
    expect(answer.calls).toEqual(["vtj: perhesuhteet of EINO", "vtj: perhesuhteet of EINO"]);
  });

  it("met again by a route through another is themselves again", async () => {
    world.set({ huollot: [huolto("AINO", "EINO", "2017-01-01")] });
    const answer = await world.askOwn(
      "AINO",
      "perhesuhteet { huollettavat { henkilo { perhesuhteet { huoltajat { henkilo { maksuyhteydet } } } } } }",
    );
    expect(answer.errors).toEqual([]);
    expect(answer.bytes).toContain("maksuyhteydet/AINO");
  });

  it("may not look anyone up by identity code, nor use another's entry", async () => {
    const answer = await world.ask("query($hetu: Hetu!) { asiakasHetulla(hetu: $hetu) { id } }", asiakasActor("EINO"), {
      hetu: "010190-999W",
    });
    expect(answer.data).toEqual({ asiakasHetulla: null });
    expect(answer.errors).toEqual(["FORBIDDEN asiakasHetulla SISAANKAYNTI"]);
    expect(world.graph.calls).toEqual([]);
  });
});

describe("a professional's ground", () => {
  it("does not open a person to a customer of the same name", async () => {
    world.set({ henkilot: { AINO: { avoimet: [oma.organisaatio, ""], alueella: ["08"], suostumukset: {} } } });
    expectDenied(
      await world.askOf("AINO", "laakekatto", asiakasActor("EINO")),
      "asiakas.laakekatto",
      "FORBIDDEN SUHDE-P 26",
    );
  });
});
