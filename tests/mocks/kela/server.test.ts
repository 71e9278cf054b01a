import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MockServer } from "../../../mocks/http/index.ts";
import { start } from "../../../mocks/kela/index.ts";
import { createPopulation } from "../../../mocks/population/index.ts";

const population = createPopulation({ seed: 1, size: 3000 });
const service = "/r1/FI/GOV/0246246-0/Kelmu/etuustiedot/v1";
const headers: Readonly<Record<string, string>> = {
  "content-type": "application/json",
  "x-road-client": "FI/MUN/9999999-9/asiakas-graph",
  "x-kela-kayttotarkoitus": "HVA-ASIAKASTIEDOT",
  "x-kela-loppukayttaja": "tyontekija-1",
};

function personaHetu(persona: string): string {
  return population.personas.find((each) => each.persona === persona)?.hetu ?? "";
}

function toCents(text: string): number {
  return Number(text.replace(".", ""));
}

describe("mock of Kela", () => {
  let mock: MockServer;
  let now = new Date("2026-11-23T10:15:02Z");

  beforeAll(async () => {
    mock = await start({ population, now: () => now });
  });
  afterAll(() => mock.close());

  async function post(
    path: string,
    body: unknown,
    own: Readonly<Record<string, string | undefined>> = {},
  ): Promise<{ readonly status: number; readonly headers: Headers; readonly body: Record<string, unknown> }> {
    const all = Object.entries({ ...headers, ...own }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as [string, string]],
    );
    const response = await fetch(mock.url + path, { method: "POST", headers: all, body: JSON.stringify(body) });
    const read: unknown = await response.json();
    if (typeof read !== "object" || read === null) throw new Error("the answer is no object");
    return { status: response.status, headers: response.headers, body: { ...read } };
  }

  it("answers as documented", async () => {
    const { status, body } = await post(`${service}/maksukatot/haku`, {
      henkilotunnus: personaHetu("aino"),
      vuosi: 2026,
      katot: ["LAAKE", "MATKA"],
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      kyselyId: expect.any(String),
      poimintaaika: "2026-11-23T12:15:02+02:00",
      henkilotunnus: personaHetu("aino"),
      vakuutettu: true,
      suorakorvausoikeus: "K",
      ktTieto: false,
      katot: [
        {
          laji: "LAAKE",
          vuosi: 2026,
          vuosiomavastuu: "636.12",
          kertynyt: "159.88",
          jaljella: "476.24",
          tayttynyt: false,
          tayttymispaiva: null,
          alkuomavastuu: { raja: "70.33", kertynyt: "70.33", jaljella: "0.00", taynna: true, sovelletaan: true },
          viimeisinTapahtuma: "2026-09-17T15:20:00+03:00",
        },
        {
          laji: "MATKA",
          vuosi: 2026,
          vuosiomavastuu: "300.00",
          kertynyt: "0.00",
          jaljella: "300.00",
          tayttynyt: false,
          tayttymispaiva: null,
        },
      ],
    });
  });

  it("counts only the purchases made by now, and tells Finnish time in summer too", async () => {
    now = new Date("2026-05-01T09:00:00Z");
    const { body } = await post(`${service}/maksukatot/haku`, {
      henkilotunnus: personaHetu("aino"),
      vuosi: 2026,
      katot: ["LAAKE"],
    });
    now = new Date("2026-11-23T10:15:02Z");
    expect(body).toMatchObject({ poimintaaika: "2026-05-01T12:00:00+03:00", katot: [{ kertynyt: "70.33" }] });
  });

  it("keeps the ceiling of onni full from New Year's morning, whatever the year", async () => {
    for (const year of [2024, 2026, 2031]) {
      now = new Date(`${year}-01-01T08:00:00Z`);
      const asked = { henkilotunnus: personaHetu("onni"), vuosi: year, katot: ["LAAKE"] };
      const { body } = await post(`${service}/maksukatot/haku`, asked);
      expect(body).toMatchObject({ katot: [{ tayttynyt: true, jaljella: "0.00", tayttymispaiva: `${year}-01-01` }] });
    }
    now = new Date("2026-11-23T10:15:02Z");
  });

  it("never tells sums that do not agree, for anybody", async () => {
    const hetut = Array.from(population.kaikki()).flatMap(({ hetu }) => hetu ?? []);
    for (let at = 0; at < 1000; at += 100) {
      const asked = { henkilotunnukset: hetut.slice(at, at + 100), vuosi: 2026, katot: ["LAAKE", "MATKA"] };
      const { body } = await post(`${service}/maksukatot/joukkohaku`, asked);
      const rows = body["henkilot"];
      if (!Array.isArray(rows)) throw new Error("no rows");
      const katot = rows.flatMap((row) => row.katot).filter(({ syy }) => syy === undefined);
      expect(katot.map((each) => toCents(each.kertynyt) + toCents(each.jaljella))).toEqual(
        katot.map((each) => toCents(each.vuosiomavastuu)),
      );
    }
  });

  it("answers a list in an order of its own, the unknown with EI_LOYDY", async () => {
    const asked = { henkilotunnukset: [personaHetu("aino"), "010190-999W"], vuosi: 2026, katot: ["MATKA"] };
    const { body } = await post(`${service}/maksukatot/joukkohaku`, asked);
    expect(body["henkilot"]).toMatchObject([
      { henkilotunnus: "010190-999W", tila: "EI_LOYDY" },
      { henkilotunnus: personaHetu("aino"), tila: "OK" },
    ]);
  });

  it("tells no sums of one with the KT mark", async () => {
    const kt = Array.from(population.kaikki()).find((each) => each.vakuutettu && each.index % 200 === 199);
    const asked = { henkilotunnus: kt?.hetu, vuosi: 2026, katot: ["LAAKE"] };
    const { body } = await post(`${service}/maksukatot/haku`, asked);
    expect(body).toMatchObject({ suorakorvausoikeus: "E", ktTieto: true, katot: [{ kertynyt: null, syy: "KT" }] });
  });

  it("tells insurance status", async () => {
    const asked = { henkilotunnus: personaHetu("amina") };
    expect((await post(`${service}/vakuuttaminen/haku`, asked)).body).toMatchObject({
      vakuutettu: false,
      alkaen: null,
    });
  });

  it.each([
    ["no purpose", { "x-kela-kayttotarkoitus": undefined }, 403, "KELMU-403-02"],
    ["a purpose outside the contract", { "x-kela-kayttotarkoitus": "MUU" }, 403, "KELMU-403-02"],
    ["no end user", { "x-kela-loppukayttaja": undefined }, 403, "KELMU-403-03"],
  ])("refuses %s", async (_, own, status, virhekoodi) => {
    const answer = await post(`${service}/vakuuttaminen/haku`, { henkilotunnus: personaHetu("aino") }, own);
    expect(answer).toMatchObject({ status, body: { virhekoodi, korrelaatioId: expect.any(String) } });
    expect(answer.headers.get("x-road-error")).toBeNull();
  });

  it.each([
    [{ henkilotunnus: "010190-999X", vuosi: 2026, katot: ["LAAKE"] }, 400, "KELMU-400-01"],
    [{ henkilotunnus: "010190-999W", vuosi: 2026, katot: ["LAAKE"] }, 404, "KELMU-404-01"],
    [{ henkilotunnus: "140584-902U", vuosi: 2010, katot: ["LAAKE"] }, 400, "KELMU-400-02"],
    [{ henkilotunnus: "140584-902U", vuosi: 2027, katot: ["LAAKE"] }, 400, "KELMU-400-02"],
    [{ henkilotunnus: "140584-902U", vuosi: "2026", katot: ["LAAKE"] }, 400, "KELMU-400-03"],
  ])("refuses %j", async (body, status, virhekoodi) => {
    expect(await post(`${service}/maksukatot/haku`, body)).toMatchObject({ status, body: { virhekoodi } });
  });

  it.each([
    [`${service}/maksukatot/haku`, { "x-road-client": undefined }, 400, "Client.MissingHeaderField"],
    ["/r1/FI/GOV/0246246-0/Kelmu/muu/v1/haku", {}, 500, "Server.ServerProxy.UnknownService"],
    [`${service}/muu/haku`, {}, 500, "Server.ServerProxy.UnknownService"],
  ])("lets X-Road refuse %s with %j", async (path, own, status, type) => {
    const answer = await post(path, {}, own);
    expect(answer).toMatchObject({ status, body: { type, detail: expect.any(String) } });
    expect(answer.headers.get("x-road-error")).toBe(type);
  });

  it("says to which message an answer of the service belongs, its errors too", async () => {
    const id = "7b1f5c52-5d0e-4f0c-9d0a-0d6a1b1c2d3e";
    const message = { "x-road-client": headers["x-road-client"], "x-road-id": id };
    for (const asked of [{ henkilotunnus: personaHetu("aino") }, { henkilotunnus: "010190-999W" }, {}]) {
      const answer = await post(`${service}/vakuuttaminen/haku`, asked, { "x-road-id": id });
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        ...message,
        "x-road-service": "FI/GOV/0246246-0/Kelmu/etuustiedot",
        "x-road-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
        "x-road-request-hash": expect.stringMatching(/^[\w+/]{86}==$/),
      });
    }
    const own = await post(`${service}/muu/haku`, {}, { "x-road-id": id });
    expect([own.headers.get("x-road-error") === null, own.headers.get("x-road-id")]).toEqual([false, null]);
  });

  it.each(["X-Road-Id", "X-Road-Client", "X-Road-Service"])(
    "sends another message's %s when told to",
    async (koodi) => {
      const asked = { henkilotunnus: personaHetu("aino") };
      const id = { "x-road-id": "7b1f5c52-5d0e-4f0c-9d0a-0d6a1b1c2d3e" };
      const right = await post(`${service}/vakuuttaminen/haku`, asked, id);
      mock.faults.set([{ laji: "virhekoodi", koodi }]);
      const wrong = await post(`${service}/vakuuttaminen/haku`, asked, id);
      mock.faults.set([]);
      expect([wrong.status, wrong.body["vakuutettu"]]).toEqual([200, true]);
      const names = ["X-Road-Id", "X-Road-Client", "X-Road-Service"];
      expect(names.filter((name) => wrong.headers.get(name) !== right.headers.get(name))).toEqual([koodi]);
    },
  );

  it("says when to come back", async () => {
    mock.faults.set([{ laji: "virhekoodi", koodi: "KELMU-503-01" }]);
    const answer = await post(`${service}/vakuuttaminen/haku`, {});
    mock.faults.set([]);
    expect(answer).toMatchObject({ status: 503, body: { virhekoodi: "KELMU-503-01" } });
    expect(answer.headers.get("retry-after")).toBe("30");
  });
});
