import { describe, expect, it } from "vitest";
import { createDeadline, createSource, readJson } from "../../../gateway/source/index.ts";
import type { SourceRequest } from "../../../gateway/source/index.ts";
import { createGate, openSource, scopeOf, startPeer, startTcpPeer } from "./start-peer.ts";

const ask: SourceRequest = { method: "GET", path: "/tieto" };

describe("a call of a source", () => {
  it("gives the JSON of an answer and sends path, headers and body as asked", async () => {
    const url = await startPeer((request, response) => {
      request.setEncoding("utf8").on("data", (body: string) => {
        response.end(
          JSON.stringify({ metodi: request.method, polku: request.url, avain: request.headers["x-a"], body }),
        );
      });
    });
    const source = openSource(`${url}/etuliite/`);
    const request = { method: "POST", path: "/tieto", headers: { "x-a": "1" }, body: "ä" } as const;
    const value = { metodi: "POST", polku: "/etuliite/tieto", avain: "1", body: "ä" };
    expect(await source.call(request, scopeOf(), readJson)).toEqual({ ok: true, value });
  });

  it("gives status and headers to the reader, a repeated header by its last value", async () => {
    const url = await startPeer((_, response) => {
      response.writeHead(404, { "x-kaksi": ["1", "2"], "X-Iso": "a" }).end();
    });
    const seen = await openSource(url).call(ask, scopeOf(), async ({ status, headers }) => ({
      ok: true,
      value: [status, headers["x-kaksi"], headers["x-iso"]],
    }));
    expect(seen).toEqual({ ok: true, value: [404, "2", "a"] });
  });

  it("is a timeout when the source hangs", async () => {
    const url = await startPeer(() => undefined);
    const result = await openSource(url, { timeoutMs: 30 }).call(ask, scopeOf(), readJson);
    expect(result).toMatchObject({ ok: false, failure: { kind: "timeout" } });
  });

  it("is a timeout when the body drips slower than the limit, however alive the connection", async () => {
    const url = await startPeer((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(" "), 5);
      response.on("close", () => clearInterval(drip));
    });
    const result = await openSource(url, { timeoutMs: 60 }).call(ask, scopeOf(), readJson);
    expect(result).toMatchObject({ ok: false, failure: { kind: "timeout" } });
  });

  it("is unavailable when nothing listens", async () => {
    const source = openSource("http://127.0.0.1:1");
    expect(await source.call(ask, scopeOf(), readJson)).toMatchObject({ ok: false, failure: { kind: "unavailable" } });
  });

  it.each([
    ["HTML with status 500", 500, "<html>virhe</html>", "unavailable"],
    ["HTML with status 200", 200, "<html>kirjaudu</html>", "invalid"],
    ["garbage", 200, Buffer.from([0xff, 0xfe, 0x00, 0x81]), "invalid"],
    ["truncated JSON", 200, '{"a": [1, 2', "invalid"],
    ["ISO-8859-1", 200, Buffer.from('{"nimi": "\u00c4"}', "latin1"), "invalid"],
    ["an empty body", 204, "", "invalid"],
  ] as const)("of %s says nothing of the body", async (_, status, body, kind) => {
    const url = await startPeer(
      (__, response) => void response.writeHead(status).end(status === 204 ? undefined : body),
    );
    const result = await openSource(url).call(ask, scopeOf(), readJson);
    expect(result).toEqual({ ok: false, failure: { kind, reason: "body is not JSON" } });
  });

  it("is unavailable when the connection is cut in the body", async () => {
    const url = await startPeer((_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write('{"a":1', () => response.destroy());
    });
    expect(await openSource(url).call(ask, scopeOf(), readJson)).toMatchObject({ failure: { kind: "unavailable" } });
  });

  it("is invalid when what comes is not HTTP", async () => {
    const url = await startTcpPeer((socket) => socket.once("data", () => socket.end("220 smtp.example ESMTP\r\n")));
    expect(await openSource(url).call(ask, scopeOf(), readJson)).toMatchObject({ failure: { kind: "invalid" } });
  });

  it.each([
    [3, true],
    [2, false],
  ])("of a body of 3 bytes with a limit of %i", async (maxBytes, isGiven) => {
    const url = await startPeer((_, response) => void response.end("123"));
    const result = await openSource(url, { maxBytes }).call(ask, scopeOf(), readJson);
    expect(result).toEqual(
      isGiven ? { ok: true, value: 123 } : { ok: false, failure: { kind: "invalid", reason: "body over the limit" } },
    );
  });

  it("stops an endless body at the limit", async () => {
    const stopped = createGate();
    const url = await startPeer((_, response) => {
      const more = (): void => {
        while (response.write(Buffer.alloc(65_536, " "))) continue;
      };
      response
        .writeHead(200)
        .on("drain", more)
        .on("close", () => stopped.open());
      more();
    });
    const result = await openSource(url, { maxBytes: 1000 }).call(ask, scopeOf(), readJson);
    expect(result).toMatchObject({ failure: { kind: "invalid" } });
    await stopped.promise;
  });

  it.each([301, 302, 303, 307, 308])("never follows a redirect with status %i", async (status) => {
    let visits = 0;
    const other = await startPeer((_, response) => {
      visits += 1;
      response.end("{}");
    });
    const url = await startPeer((_, response) => void response.writeHead(status, { location: `${other}/` }).end("{}"));
    const result = await openSource(url).call(ask, scopeOf(), readJson);
    expect(result).toMatchObject({ failure: { kind: "invalid" } });
    expect(visits).toBe(0);
  });
});

describe("the deadline of a call", () => {
  it("aborts the request upstream when the client leaves", async () => {
    const [came, closed] = [createGate(), createGate()];
    const url = await startPeer((_, response) => {
      response.on("close", () => closed.open());
      came.open();
    });
    const deadline = createDeadline(5000);
    const result = openSource(url).call(ask, scopeOf(deadline), readJson);
    await came.promise;
    deadline.end();
    expect(await result).toMatchObject({ failure: { kind: "timeout" } });
    await closed.promise;
  });

  it("sends nothing for a client that has left already", async () => {
    let requests = 0;
    const url = await startPeer((_, response) => {
      requests += 1;
      response.end("{}");
    });
    const deadline = createDeadline(5000);
    deadline.end();
    expect(await openSource(url).call(ask, scopeOf(deadline), readJson)).toMatchObject({
      failure: { kind: "timeout" },
    });
    expect(requests).toBe(0);
  });

  it("bounds the call by what is left of it, less what writing the answer takes", async () => {
    const url = await startPeer(() => undefined);
    // 4.87 of 5 seconds are gone: 30 ms are left for a source that could take 5 s.
    let nowMs = 0;
    const deadline = createDeadline(5000, () => nowMs);
    nowMs = 4870;
    expect(await openSource(url).call(ask, scopeOf(deadline), readJson)).toMatchObject({
      failure: { kind: "timeout" },
    });
    deadline.end();
  });

  it("sends nothing when no time is left", async () => {
    let requests = 0;
    const url = await startPeer((_, response) => {
      requests += 1;
      response.end("{}");
    });
    let nowMs = 0;
    const deadline = createDeadline(5000, () => nowMs);
    nowMs = 4900;
    expect(await openSource(url).call(ask, scopeOf(deadline), readJson)).toEqual({
      ok: false,
      failure: { kind: "timeout", reason: "no time left for the call" },
    });
    expect(requests).toBe(0);
    deadline.end();
  });
});

describe("a keep-alive connection that the peer closes as we write", () => {
  const answer = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";

  it("has the request sent once more on a fresh one", async () => {
    let [requests, connections] = [0, 0];
    const url = await startTcpPeer((socket) => {
      connections += 1;
      socket.on("data", () => {
        requests += 1;
        if (requests === 2) socket.destroy();
        else socket.write(answer);
      });
    });
    const source = openSource(url, { connections: 1 });
    expect(await source.call(ask, scopeOf(), readJson)).toEqual({ ok: true, value: {} });
    expect(await source.call(ask, scopeOf(), readJson)).toEqual({ ok: true, value: {} });
    expect([requests, connections]).toEqual([3, 2]);
  });

  it("has the request not sent a third time", async () => {
    let requests = 0;
    const url = await startTcpPeer((socket) => {
      socket.on("data", () => {
        requests += 1;
        socket.destroy();
      });
    });
    expect(await openSource(url).call(ask, scopeOf(), readJson)).toMatchObject({ failure: { kind: "unavailable" } });
    expect(requests).toBe(2);
  });
});

describe("createSource", () => {
  it.each([
    [{ timeoutMs: 0 }, "timeoutMs must be at least 1, got 0"],
    [{ connections: 0 }, "connections must be at least 1, got 0"],
    [{ maxBytes: 0 }, "maxBytes must be at least 1, got 0"],
  ])("refuses %j when it is made", (limits, message) => {
    expect(() => createSource({ lahde: "kela", url: "http://127.0.0.1:1", ...limits })).toThrow(
      new RangeError(message),
    );
  });

  it("ends calls under way when it is closed", async () => {
    const came = createGate();
    const url = await startPeer(() => came.open());
    const source = createSource({ lahde: "kela", url });
    const result = source.call(ask, scopeOf(), readJson);
    await came.promise;
    await source.close();
    expect(await result).toMatchObject({ failure: { kind: "unavailable" } });
  });
});
