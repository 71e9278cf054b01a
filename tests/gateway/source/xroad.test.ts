import { describe, expect, it } from "vitest";
import { toXRoadFailure, toXRoadHeaders } from "../../../gateway/source/index.ts";

describe("toXRoadFailure", () => {
  it.each([
    ["Server.ServerProxy.AccessDenied", "denied"],
    ["server.serverproxy.access_denied", "denied"],
    ["Server.ClientProxy.ServerProxy.AccessDenied", "denied"],
    ["Server.ClientProxy.UnknownMember", "configuration"],
    ["server.clientproxy.unknown_member", "configuration"],
    ["Server.ServerProxy.UnknownService", "configuration"],
    ["server.serverproxy.unknown_service", "configuration"],
    ["Server.ClientProxy.SslAuthenticationFailed", "configuration"],
    ["server.clientproxy.ssl_authentication_failed", "configuration"],
    ["Client.MissingHeaderField", "configuration"],
    ["client.missing_header_field", "configuration"],
    ["Server.ServerProxy.NetworkError", "unavailable"],
    ["server.serverproxy.network_error", "unavailable"],
    ["Server.ServerProxy.ServiceFailed.HttpError", "unavailable"],
    ["", "unavailable"],
    ["something else", "unavailable"],
    // Names that every object has are no codes.
    ["Server.constructor", "unavailable"],
    ["server.__proto__", "unavailable"],
    ["toString", "unavailable"],
  ])("takes %j as %s", (code, kind) => {
    expect(toXRoadFailure(code).kind).toBe(kind);
  });

  it("keeps the code, which a provider may have filled with anything, out of the reason", () => {
    expect(toXRoadFailure("Server.131052-9030").reason).not.toContain("131052");
  });
});

describe("toXRoadHeaders", () => {
  it("names our subsystem, the message and the user", () => {
    const client = { instance: "FI-TEST", memberClass: "MUN", memberCode: "1234567-8", subsystem: "graph" };
    expect(toXRoadHeaders(client, "palvelu", "u-1")).toEqual({
      "x-road-client": "FI-TEST/MUN/1234567-8/graph",
      "x-road-id": "u-1",
      "x-road-userid": "palvelu",
    });
    expect(toXRoadHeaders(client, "palvelu")["x-road-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });
});
