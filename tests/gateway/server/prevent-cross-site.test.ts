import { describe, expect, it } from "vitest";
import { post, refusalOf, startStub } from "./start-stub.ts";
import { judgeSite } from "../../../gateway/server/prevent-cross-site.ts";

const allowed = ["https://asiointi.example"];

describe("a request", () => {
  it.each([
    ["of no browser", {}, true],
    ["of our own page", { "sec-fetch-site": "same-origin", origin: "http://graph.example" }, true],
    ["that the user typed", { "sec-fetch-site": "none" }, true],
    ["of another site", { "sec-fetch-site": "cross-site" }, false],
    ["of a sister site", { "sec-fetch-site": "same-site", origin: "http://muu.example" }, false],
    ["of an allowed page", { "sec-fetch-site": "cross-site", origin: "https://asiointi.example" }, true],
    ["of a page whose name only begins as an allowed one", { origin: "https://asiointi.example.evil.example" }, false],
    ["of an allowed name without TLS", { origin: "http://asiointi.example" }, false],
    ["of our own page in an old browser", { origin: "http://graph.example" }, true],
    ["of another page in an old browser", { origin: "https://evil.example" }, false],
    ["of a page without an origin", { origin: "null" }, false],
    ["of what is no origin", { origin: "graph.example" }, false],
  ] as const)("%s", (_, headers, mayAsk) => {
    expect(judgeSite({ host: "graph.example", ...headers }, allowed).mayAsk).toBe(mayAsk);
  });
});

describe("a page of another origin", () => {
  it("is refused before its body is read", async () => {
    const stub = await startStub();
    expect(await refusalOf(await post(stub, "x", { origin: "https://evil.example" }))).toEqual([403, "CSRF_REJECTED"]);
    expect(stub.asked).toHaveLength(0);
  });

  it("that is allowed may read the answer, and no cookie is asked for", async () => {
    const stub = await startStub({ allowedOrigins: allowed });
    const response = await post(stub, { query: "{ mina { id } }" }, { origin: "https://asiointi.example" });
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-origin")).toBe("https://asiointi.example");
    expect(response.headers.get("vary")).toBe("Origin");
    expect(response.headers.has("access-control-allow-credentials")).toBe(false);
  });

  it.each([
    ["https://asiointi.example", "https://asiointi.example"],
    ["https://evil.example", null],
    ["null", null],
  ])("that asks leave first (%s) is told %j", async (origin, told) => {
    const stub = await startStub({ allowedOrigins: allowed });
    const response = await fetch(`${stub.url}/graphql`, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST" },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-origin")).toBe(told);
    expect(response.headers.get("access-control-allow-methods")).toBe(told === null ? null : "POST");
  });
});
