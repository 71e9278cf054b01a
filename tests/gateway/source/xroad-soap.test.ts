import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  parseXRoadPath,
  readXRoadSoap,
  toXRoadPath,
  toXRoadRestFailure,
  toXRoadSoapMessage,
} from "../../../gateway/source/index.ts";
import type { SourceResponse } from "../../../gateway/source/index.ts";

const client = { instance: "FI-TEST", memberClass: "GOV", memberCode: "9999999-9", subsystem: "asiakas-graph" };
const provider = { instance: "FI-TEST", memberClass: "GOV", memberCode: "0245437-2", subsystem: "Rekisteri" };
const service = { ...provider, serviceCode: "Kysely", serviceVersion: "v1" };
const header = { client, service, id: "id-1", userId: "FIkasittelija <1>", issue: "asia & 1" };
const message = toXRoadSoapMessage(header, "<Kysely/>");

function toResponse(body: string, status = 200, headers: Readonly<Record<string, string>> = {}): SourceResponse {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(body, "utf8");
  }
  return { status, headers, chunks: chunks() };
}

const hash = (bytes: string) => createHash("sha512").update(bytes, "utf8").digest("base64");
const requestHash = (value: string, algorithm = "http://www.w3.org/2001/04/xmlenc#sha512") =>
  `<xro:requestHash algorithmId="${algorithm}">${value}</xro:requestHash>`;

/** The answer that a security server would give to `message`: its own header back, and a hash. */
function toAnswer(
  change: (text: string) => string = (text) => text,
  extra = requestHash(hash(message.envelope)),
): string {
  return change(message.envelope).replace("</soapenv:Header>", `${extra}</soapenv:Header>`);
}

const read = (body: string, status?: number) => readXRoadSoap(toResponse(body, status), message);

const fault = (code: string) =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>${code}</faultcode>
  <faultstring>salaisuus</faultstring></s:Fault></s:Body></s:Envelope>`;

describe("readXRoadSoap", () => {
  it("gives the body's element of an answer to our message", async () => {
    expect(await read(toAnswer())).toMatchObject({ ok: true, value: { name: "Kysely" } });
    expect(await read(toAnswer((text) => text, ""))).toMatchObject({ ok: true });
  });

  it("does not mind the HTTP status of SOAP", async () => {
    expect(await read(toAnswer(), 500)).toMatchObject({ ok: true });
  });

  it.each([
    ["id", "id-1<", "id-2<"],
    ["userId", "FIkasittelija &lt;1&gt;<", "FItoinen<"],
    ["issue", "asia &amp; 1<", "asia<"],
    ["client", "asiakas-graph<", "toinen<"],
    ["service", "serviceVersion>v1<", "serviceVersion>v2<"],
    ["protocolVersion", ">4.0<", ">3.0<"],
    ["a part of service missing", "<id:serviceVersion>v1</id:serviceVersion>", ""],
    ["all of client missing", "xro:client", "xro:muu"],
  ])("refuses an answer whose %s is not ours", async (_, ours, other) => {
    const answer = await read(toAnswer((text) => text.replaceAll(ours, other)));
    expect(answer).toMatchObject({
      ok: false,
      failure: { kind: "invalid", reason: "X-Road header is not that of our message" },
    });
  });

  it.each([
    ["of other bytes", requestHash(hash("muu"))],
    ["by another algorithm", requestHash(hash(message.envelope), "http://www.w3.org/2001/04/xmlenc#sha256")],
  ])("refuses a request hash %s", async (_, extra) => {
    expect(await read(toAnswer((text) => text, extra))).toMatchObject({ failure: { kind: "invalid" } });
  });

  it.each([
    ["Server.ServerProxy.AccessDenied", "denied"],
    ["server.serverproxy.access_denied", "denied"],
    ["Server.ServerProxy.UnknownService", "configuration"],
    ["Client.InvalidSoap", "configuration"],
    ["s:Client", "configuration"],
    ["s:Server", "unavailable"],
    ["", "unavailable"],
  ])("fault %s is %s", async (code, kind) => {
    const answer = await read(fault(code));
    expect(answer).toMatchObject({ ok: false, failure: { kind } });
    expect(JSON.stringify(answer)).not.toContain("salaisuus");
  });

  it.each([
    ["<html><body/></html>", 200, "invalid"],
    ["<html><body/></html>", 502, "unavailable"],
    ["Not Found", 404, "invalid"],
    ["Not Found", 503, "unavailable"],
    ['<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header/></s:Envelope>', 200, "invalid"],
    ["<Envelope><Body><x/></Body></Envelope>", 200, "invalid"],
    ['<!DOCTYPE x [<!ENTITY a "b">]><x/>', 200, "invalid"],
  ])("%s with status %i is %s", async (body, status, kind) => {
    expect(await read(body, status)).toMatchObject({ ok: false, failure: { kind } });
  });
});

describe("toXRoadRestFailure", () => {
  const rest = { sent: { "x-road-id": "id-1", "x-road-client": "C" }, service: { ...provider, serviceCode: "Haku" } };
  const echo = { "x-road-id": "id-1", "x-road-client": "C", "x-road-service": "FI-TEST/GOV/0245437-2/Rekisteri/Haku" };

  it("accepts the provider's answer to our request, whatever its status", () => {
    expect(toXRoadRestFailure(toResponse("", 404, echo), rest)).toBeUndefined();
  });

  it.each([
    [{ ...echo, "x-road-id": "id-2" }, 200, "invalid"],
    [{ ...echo, "x-road-client": "D" }, 200, "invalid"],
    [{ ...echo, "x-road-service": "muu" }, 200, "invalid"],
    [{}, 200, "invalid"],
    [{}, 502, "unavailable"],
    [{ "x-road-error": "Server.ServerProxy.AccessDenied" }, 500, "denied"],
  ])("refuses headers %j with status %i as %s", (headers, status, kind) => {
    expect(toXRoadRestFailure(toResponse("", status, headers), rest)).toMatchObject({ kind });
  });

  it("reads the service back from its path, whatever its parts and what follows it", () => {
    const part = fc.string({ minLength: 1, unit: "grapheme" });
    const services = fc.record({
      instance: part,
      memberClass: part,
      memberCode: part,
      subsystem: part,
      serviceCode: part,
    });
    fc.assert(
      fc.property(services, fc.constantFrom("", "/v1", "/v1/a/b"), (given, after) => {
        expect(parseXRoadPath(toXRoadPath({ service: given }) + after)).toEqual(given);
      }),
    );
  });

  it.each([
    "",
    "/",
    "/r1",
    "/r1/a/b/c/d",
    "/r1/a/b/c/d/",
    "/r2/a/b/c/d/e",
    "r1/a/b/c/d/e",
    "/r1/a/b//d/e",
    "/r1/a/b/c/d/%e",
  ])("reads no service from %j", (path) => {
    expect(parseXRoadPath(path)).toBeUndefined();
  });

  it("encodes each part of the path on its own", () => {
    expect(toXRoadPath({ service: { ...rest.service, subsystem: "a/b" } })).toBe(
      "/r1/FI-TEST/GOV/0245437-2/a%2Fb/Haku",
    );
  });
});
