import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { MockServer } from "../../../mocks/http/index.ts";
import { start } from "../../../mocks/koski/index.ts";
import { createPopulation } from "../../../mocks/population/index.ts";
import type { Henkilo, Opinto } from "../../../mocks/population/index.ts";

const population = createPopulation({ seed: 1, size: 3000 });
const people: readonly Henkilo[] = Array.from(population.kaikki());
const root = "/koski/api/luovutuspalvelu";
const subject = { "x-amzn-mtls-clientcert-subject": "CN=asiakas-graph" };

/** Somebody with an identity code and a right of this type and state. */
function studentOf(tyyppi: Opinto["tyyppi"], tila: Opinto["tila"]): string {
  const found = people.find((one) => {
    const [last] = population.opinnot(one).toReversed();
    return one.hetu !== undefined && last?.tyyppi === tyyppi && last.tila === tila && (last.paattynyt ?? "9") > "2018";
  });
  return found?.hetu ?? "";
}

function personaHetu(persona: string): string {
  return population.personas.find((each) => each.persona === persona)?.hetu ?? "";
}

const aino = personaHetu("aino");

describe("mock of Koski", () => {
  let mock: MockServer;

  beforeAll(async () => {
    mock = await start({ population });
  });
  afterEach(() => mock.faults.set([]));
  afterAll(() => mock.close());

  async function post(
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = { "content-type": "application/json;charset=utf-8", ...subject },
  ): Promise<{ readonly status: number; readonly type: string | null; readonly body: unknown }> {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const response = await fetch(`${mock.url}${root}/${path}`, { method: "POST", headers, body: text });
    return { status: response.status, type: response.headers.get("content-type"), body: await response.json() };
  }

  async function typesOf(path: string, hetu: string): Promise<readonly string[]> {
    const body = Object((await post(path, path.endsWith("hetut") ? { hetut: [hetu] } : { hetu })).body);
    const oppija = Array.isArray(body) ? body[0] : body;
    return (oppija?.opiskeluoikeudet ?? []).map((each: { tyyppi: { koodiarvo: string } }) => each.tyyppi.koodiarvo);
  }

  it("writes a vocational degree as Koski does", async () => {
    const { status, type, body } = await post("kela/hetu", { hetu: aino });
    expect({ status, type }).toEqual({ status: 200, type: "application/json;charset=utf-8" });
    expect(body).toMatchObject({
      henkilö: { oid: expect.stringMatching(/^1\.2\.246\.562\.24\.\d{11}$/), hetu: aino, syntymäaika: "1984-05-14" },
      opiskeluoikeudet: [
        { tyyppi: { koodiarvo: "ylioppilastutkinto" } },
        {
          oid: expect.stringMatching(/^1\.2\.246\.562\.15\.\d{11}$/),
          tila: {
            opiskeluoikeusjaksot: [
              { alku: "2017-08-10", tila: { koodiarvo: "lasna", koodistoUri: "koskiopiskeluoikeudentila" } },
              { alku: "2020-05-31", tila: { koodiarvo: "valmistunut" } },
            ],
          },
          suoritukset: [
            {
              koulutusmoduuli: { tunniste: { koodiarvo: "371101", koodistoUri: "koulutus" } },
              vahvistus: { päivä: "2020-05-31" },
              tyyppi: { koodiarvo: "ammatillinentutkinto" },
            },
          ],
          alkamispäivä: "2017-08-10",
          päättymispäivä: "2020-05-31",
        },
      ],
    });
  });

  it("writes the matriculation examination without oid, periods and days", async () => {
    const { body } = await post("keha/sdg/hetu", { hetu: aino });
    expect(body).toMatchObject({ opiskeluoikeudet: [{ tila: { opiskeluoikeusjaksot: [] } }, {}] });
    expect(Object.keys(Object(body).opiskeluoikeudet[0]).toSorted()).toEqual([
      "koulutustoimija",
      "oppilaitos",
      "suoritukset",
      "tila",
      "tyyppi",
    ]);
  });

  it("writes higher education as Virta does: no oid, states by number, the name in virtaNimi", async () => {
    const { body } = await post("keha/sdg/hetu", { hetu: studentOf("korkeakoulutus", "KESKEN") });
    const virta = Object(body).opiskeluoikeudet.at(-1);
    expect(virta).toMatchObject({
      tila: { opiskeluoikeusjaksot: [{ tila: { koodiarvo: "1", koodistoUri: "virtaopiskeluoikeudentila" } }] },
      suoritukset: [{ koulutusmoduuli: { virtaNimi: {} } }],
      lisätiedot: { virtaOpiskeluoikeudenTyyppi: {} },
    });
    expect(virta).not.toHaveProperty("oid");
    expect(virta).not.toHaveProperty("versionumero");
  });

  it("never writes null", async () => {
    const hetut = people.flatMap(({ hetu }) => hetu ?? []).slice(0, 1000);
    expect(JSON.stringify((await post("hva/hetut?osasuoritukset=true", { hetut })).body)).not.toContain("null");
  });

  it("gives each authority its own types", async () => {
    const student = studentOf("korkeakoulutus", "KESKEN");
    expect(await typesOf("kela/hetu", aino)).toEqual(["ylioppilastutkinto", "ammatillinenkoulutus"]);
    expect(await typesOf("kela/hetut", aino)).toEqual(["ammatillinenkoulutus"]);
    expect(await typesOf("hva/hetut", aino)).toEqual(["ylioppilastutkinto", "ammatillinenkoulutus"]);
    expect(await typesOf("kela/hetut", student)).not.toContain("korkeakoulutus");
    expect(await typesOf("hva/hetu", student)).toContain("korkeakoulutus");
    expect(await typesOf("keha/sdg/hetu", personaHetu("eino"))).toEqual([]);
    expect(await typesOf("hva/hetu", personaHetu("eino"))).toEqual(["perusopetus"]);
  });

  it("gives parts of a degree only when asked, and only confirmed ones when asked so", async () => {
    const student = studentOf("korkeakoulutus", "KESKEN");
    expect(JSON.stringify((await post("hva/hetu", { hetu: aino })).body)).not.toContain("osasuoritukset");
    expect(JSON.stringify((await post("hva/hetu?osasuoritukset=true", { hetu: aino })).body)).toContain("arvosana");
    const { body } = await post("hva/hetu?vainVahvistetut=true", { hetu: student });
    expect(Object(body).opiskeluoikeudet.at(-1).suoritukset).toEqual([]);
  });

  it("holds support decisions of some pupils, for the reader to drop", async () => {
    const hetut = people.flatMap(({ hetu }) => hetu ?? []).slice(0, 500);
    expect(JSON.stringify((await post("hva/hetut", { hetut })).body)).toContain("erityisenTuenPäätökset");
  });

  it("gives suomifi the condensed view, empty for the unknown", async () => {
    const { body } = await post("suomifi/rekisteritiedot", { hetu: aino });
    expect(body).toMatchObject({
      oppilaitokset: [{}, { opiskeluoikeudet: [{ alku: "2017-08-10", loppu: "2020-05-31" }] }],
    });
    const unknown = await post("suomifi/rekisteritiedot", { hetu: "010190-999W" });
    expect(unknown).toMatchObject({ status: 200, body: { oppilaitokset: [] } });
  });

  it("leaves out of a list whoever has nothing and whoever has a wrong check character", async () => {
    const { body } = await post("kela/hetut", { hetut: [aino, "010190-999W", "010190-999X", personaHetu("eino")] });
    expect(Object(body).map((each: { henkilö: { hetu: string } }) => each.henkilö.hetu)).toEqual([
      personaHetu("eino"),
      aino,
    ]);
  });

  it.each([
    ["kela/hetu", { hetu: "140584-902X" }, 400, "badRequest.validation.henkilötiedot.hetu"],
    ["suomifi/rekisteritiedot", { hetu: "140584-902X" }, 400, "badRequest.validation.henkilötiedot.hetu"],
    ["keha/sdg/hetu", { hetu: "140584-902X" }, 404, "notFound.oppijaaEiLöydyHetulla"],
    ["keha/sdg/hetu", { hetu: "x" }, 400, "badRequest.validation.henkilötiedot.hetu"],
    ["kela/hetu", { hetu: "010190-999W" }, 404, "notFound.oppijaaEiLöydyTaiEiOikeuksia"],
    ["kela/hetut", { hetut: [aino, "x"] }, 400, "badRequest.validation.henkilötiedot.hetu"],
    ["kela/hetut", { hetut: Array.from({ length: 1001 }, () => aino) }, 400, "badRequest"],
    ["kela/hetu", { hetut: [aino] }, 400, "badRequest.validation.jsonSchema"],
    ["kela/hetu", "{", 400, "badRequest.format.json"],
  ])("answers %s %j with %i %s", async (path, body, status, key) => {
    expect(await post(path, body)).toEqual({
      status,
      type: "application/json;charset=utf-8",
      body: [{ key, message: expect.any(String) }],
    });
  });

  it.each<readonly [Readonly<Record<string, string>>, number, string]>([
    [{ "content-type": "application/json" }, 401, "unauthorized.notAuthenticated"],
    [{ "content-type": "application/json", "x-amzn-mtls-clientcert-subject": "CN=x" }, 401, "unauthorized.loginFail"],
    [{ "content-type": "text/plain", ...subject }, 415, "unsupportedMediaType.jsonOnly"],
  ])("refuses the headers %j", async (headers, status, key) => {
    expect(await post("kela/hetu", { hetu: aino }, headers)).toMatchObject({ status, body: [{ key }] });
  });

  it("refuses a known client on another authority's path", async () => {
    const own = await start({ population, luovutukset: { "CN=asiakas-graph": ["keha/sdg"] } });
    const response = await fetch(`${own.url}${root}/kela/hetu`, { method: "POST", headers: subject });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject([{ key: "forbidden.kiellettyKäyttöoikeus" }]);
    await own.close();
  });

  it("breaks a list in the middle, after status 200", async () => {
    mock.faults.set([{ laji: "katkaisu" }]);
    const response = await fetch(`${mock.url}${root}/hva/hetut`, {
      method: "POST",
      headers: { "content-type": "application/json", ...subject },
      body: JSON.stringify({ hetut: [aino, personaHetu("eino")] }),
    });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow("terminated");
  });
});
