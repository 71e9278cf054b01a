import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MockServer } from "../../../mocks/http/index.ts";
import { createPopulation } from "../../../mocks/population/index.ts";
import { start } from "../../../mocks/tyollisyys/index.ts";

const population = createPopulation({ seed: 1, size: 3000 });
const path = "/r1/FI/GOV/9990010-0/TE-asiakastieto/tyollisyystilanne/v1/haku";
const headers = { "x-road-client": "FI/MUN/9999999-9/asiakas-graph", "x-road-userid": "FIt-1" };
const lauri = population.personas.find(({ persona }) => persona === "lauri")?.hetu ?? "";

describe("mock of the employment authority", () => {
  let mock: MockServer;
  beforeAll(async () => {
    mock = await start({ population });
  });
  afterAll(() => mock.close());

  async function post(body: unknown, own: Readonly<Record<string, string>> = headers, to = path) {
    const response = await fetch(mock.url + to, { method: "POST", headers: own, body: JSON.stringify(body) });
    const read: unknown = await response.json();
    return { status: response.status, headers: response.headers, body: read };
  }

  it("answers as assumed, and as X-Road passes it on", async () => {
    const answer = await post({ henkilotunnus: lauri, ajankohta: "2026-11-23" });
    expect(answer.body).toMatchObject({ henkilotunnus: lauri, tyonhakija: true, tila: "TYOTON" });
    expect(answer.headers.get("x-road-service")).toBe("FI/GOV/9990010-0/TE-asiakastieto/tyollisyystilanne");
  });

  it("knows no job seeker before the day on which the person became one, nor somebody it has never heard of", async () => {
    for (const [henkilotunnus, ajankohta] of [
      [lauri, "2026-02-28"],
      ["010190-999W", "2026-11-23"],
    ]) {
      expect((await post({ henkilotunnus, ajankohta })).body).toEqual({ henkilotunnus, tyonhakija: false });
    }
  });

  it.each([
    [400, { henkilotunnus: "010190-9990", ajankohta: "2026-11-23" }],
    [400, { henkilotunnus: lauri }],
    [400, "{"],
  ])("refuses with %i the message %j", async (status, body) => {
    expect((await post(body)).status).toBe(status);
  });

  it("refuses one who does not say who asks, and another service or client at X-Road", async () => {
    const body = { henkilotunnus: lauri, ajankohta: "2026-11-23" };
    const { "x-road-client": client, "x-road-userid": user } = headers;
    expect((await post(body, { "x-road-client": client })).status).toBe(403);
    expect((await post(body, { "x-road-userid": user })).headers.get("x-road-error")).toBe("Client.MissingHeaderField");
    const other = await post(body, headers, path.replace("haku", "joukkohaku"));
    expect(other.headers.get("x-road-error")).toBe("Server.ServerProxy.UnknownService");
  });
});
