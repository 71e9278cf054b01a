import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MockServer } from "../../../mocks/http/index.ts";
import { createPopulation } from "../../../mocks/population/index.ts";
import { start } from "../../../mocks/vtj/index.ts";

const now = () => new Date("2026-11-23T09:15:00+02:00");
const population = createPopulation({ seed: 1, size: 2000 });
const polku = "/r1/FI-TEST/GOV/0245437-2/VTJmutpa/VTJmutpa/api/v1/perustiedot";
const headers = {
  "x-road-client": "FI-TEST/GOV/9999999-9/asiakas-graph",
  "x-road-id": "5f2c8a1e-6d0b-4a4e-9d53-0c6a3a7f1b20",
  authorization: `Basic ${Buffer.from("asiakas-graph-testi:testisalasana").toString("base64")}`,
  accept: "application/json",
  "content-type": "application/json",
};

let mock: MockServer;
beforeAll(async () => {
  mock = await start({ population, now });
});
afterAll(() => mock.close());

interface Asked {
  readonly body?: unknown;
  readonly path?: string;
  readonly without?: keyof typeof headers;
  readonly more?: Readonly<Record<string, string>>;
}

function ask({ body = {}, path = polku, without, more = {} }: Asked): Promise<Response> {
  const kept = Object.entries(headers).filter(([name]) => name !== without);
  return fetch(mock.url + path, {
    method: "POST",
    headers: { ...Object.fromEntries(kept), ...more },
    body: JSON.stringify(body),
  });
}

const pvm = (arvo: string) => ({ arvo, tarkkuus: "PAIVA" });

describe("perustiedot", () => {
  it("gives the groups asked of those asked; whom it does not know is absent", async () => {
    const hetulista = ["140584-902U", "010190-999W"];
    const tietoryhmat = ["HENKILON_NIMI", "SIVIILISAATY", "AMMATTI", "KOTIKUNTA", "HUOLLETTAVA_SUPPEA", "TURVAKIELTO"];
    const response = await ask({ body: { hetulista, tietoryhmat } });
    expect(await response.json()).toEqual({
      ajanTasalla: true,
      perustiedot: [
        {
          henkilotunnus: "140584-902U",
          tietoryhmat: [
            { tietoryhma: "HENKILON_NIMI", etunimi: "Aino Maria", sukunimi: "Koivula-Testi" },
            { tietoryhma: "SIVIILISAATY", siviilisaaty: "ERONNUT" },
            { tietoryhma: "AMMATTI", ammatti: "lähihoitaja" },
            {
              tietoryhma: "KOTIKUNTA",
              kuntakoodi: "837",
              kuntaanMuuttopv: pvm("2019-08-01"),
              kuntaanMuuttoPv: pvm("2019-08-01"),
            },
            expect.objectContaining({
              tietoryhma: "HUOLLETTAVA_SUPPEA",
              huollettava: { henkilotunnus: "240814A905R", etunimet: "Eino Olavi", sukunimi: "Koivula-Testi" },
              huoltajanLaji: "LAKISAATEINEN_HUOLTAJA",
              huoltajanRooli: "AITI",
              huoltosuhteenLoppupv: pvm("2032-08-24"),
              oikeudet: [],
            }),
            expect.objectContaining({ tietoryhma: "HUOLLETTAVA_SUPPEA" }),
          ],
        },
      ],
    });
  });

  it("keeps back a protected person's address, by a group without data (B4)", async () => {
    const tietoryhmat = ["TURVAKIELTO", "VAKINAINEN_KOTIMAINEN_OSOITE", "KOTIKUNTA"];
    const response = await ask({ body: { hetulista: ["031181-904V"], tietoryhmat } });
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      perustiedot: [
        {
          tietoryhmat: [
            { tietoryhma: "TURVAKIELTO", turvakieltoAktiivinen: true },
            { tietoryhma: "VAKINAINEN_KOTIMAINEN_OSOITE", turvakiellonAlaisetKentat: expect.any(Array) },
            { tietoryhma: "KOTIKUNTA" },
          ],
        },
      ],
    });
    expect(text).not.toContain("katunimi");
  });

  it("answers with X-Road's headers", async () => {
    const response = await ask({ body: { hetulista: [] } });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "x-road-client": "FI-TEST/GOV/9999999-9/asiakas-graph",
      "x-road-id": headers["x-road-id"],
      "x-road-service": "FI-TEST/GOV/0245437-2/VTJmutpa/VTJmutpa",
    });
  });

  it.each([
    ["without a password", { without: "authorization" }, 401],
    ["without hetulista", {}, 400],
    ["with a group that does not exist", { body: { hetulista: [], tietoryhmat: ["MUU"] } }, 400],
    ["at another address", { path: polku.replace("perustiedot", "muutokset") }, 404],
  ] as const)("refuses a call %s in its own words", async (_, asked, status) => {
    const response = await ask(asked);
    expect(response.status).toBe(status);
    expect(response.headers.get("x-road-error")).toBeNull();
  });
});

describe("X-Road", () => {
  it.each([
    ["no client", { without: "x-road-client" }, 400, "Client.BadRequest"],
    ["an unknown client", { more: { "x-road-client": "FI-TEST/GOV/1/x" } }, 500, "Server.ClientProxy.UnknownMember"],
    ["an unknown service", { path: polku.replaceAll("VTJmutpa", "Muu") }, 500, "Server.ServerProxy.UnknownService"],
    [
      "a SOAP service",
      { path: "/r1/FI-TEST/GOV/0245437-2/VTJkysely/HenkilonTunnusKysely" },
      500,
      "Server.ServerProxy.ServiceType",
    ],
  ] as const)("refuses %s", async (_, asked, status, type) => {
    const response = await ask(asked);
    expect(response.status).toBe(status);
    expect(response.headers.get("x-road-error")).toBe(type);
    expect(response.headers.get("x-road-id")).toBeNull();
    expect(await response.json()).toEqual({
      type,
      message: expect.any(String),
      detail: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it("tells its errors in XML to those who ask for XML", async () => {
    const response = await ask({ without: "x-road-client", more: { accept: "text/xml" } });
    expect(await response.text()).toMatch(/^<error><type>Client\.BadRequest<\/type><message>/);
  });
});
