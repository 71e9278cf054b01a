import { describe, expect, it, onTestFinished } from "vitest";
import {
  createCallRecorder,
  createDeadline,
  createSource,
  failed,
  ok,
  suojausSettings,
} from "../../../gateway/source/index.ts";
import type { CallScope, Source, SourceOptions, SourceRequest } from "../../../gateway/source/index.ts";
import { createCallGuard, processSurroundings } from "../../../gateway/source/guard-calls.ts";
import { createGate, scopeOf, startPeer, startTcpPeer } from "./start-peer.ts";

const ask: SourceRequest = { method: "POST", path: "/tieto" };
const toStatus = async ({ status }: { readonly status: number }) => ok(status);

interface Opened {
  readonly source: Source;
  readonly clock: { nowMs: number };
}

/** A source whose breaker goes by a clock that the test moves; retries wait for nothing. */
function open(url: string, options: Partial<SourceOptions> = {}): Opened {
  const clock = { nowMs: 0 };
  const surroundings = { ...processSurroundings, nowMs: () => clock.nowMs, random: () => 0 };
  const source = createSource({ lahde: "kela", url, timeoutMs: 5000, ...options }, surroundings);
  onTestFinished(() => source.close());
  return { source, clock };
}

describe("calls of a source that fails", () => {
  it("are answered at once when it has failed too often, and reach it again once a probe is answered", async () => {
    let [requests, status] = [0, 500];
    const url = await startPeer((_, response) => {
      requests += 1;
      response.writeHead(status).end();
    });
    const { source, clock } = open(url);
    const fail = async (scope: CallScope) =>
      source.call(ask, scope, async (response) =>
        response.status === 500 ? failed("unavailable", "source is broken") : ok(response.status),
      );
    for (let at = 0; at < 20; at += 1) await fail(scopeOf());
    expect([requests, source.katkaisin()]).toEqual([20, "AUKI"]);
    const scope = scopeOf();
    expect(await fail(scope)).toEqual(failed("unavailable", "source has failed lately and is left in peace"));
    expect(requests).toBe(20);
    expect(scope.recorder.rows()).toMatchObject([{ lahde: "kela", tila: "SOURCE_UNAVAILABLE", kutsut: 0 }]);
    status = 200;
    clock.nowMs = 5000;
    expect([await fail(scopeOf()), source.katkaisin()]).toEqual([ok(200), "KIINNI"]);
  });

  it.each([
    ["denies", failed("denied", "x")],
    ["does not know the person", failed("not-found", "x")],
    ["sends what can't be used", failed("invalid", "x")],
  ])("go on to one that %s: it does answer", async (_, result) => {
    const { source } = open(await startPeer((__, response) => void response.end()));
    for (let at = 0; at < 40; at += 1) await source.call(ask, scopeOf(), async () => result);
    expect(source.katkaisin()).toBe("KIINNI");
  });

  it("go on though many clients leave, or would have an answer at once", async () => {
    const { source } = open(await startPeer(() => undefined));
    const leave = async (): Promise<void> => {
      const deadline = createDeadline(101);
      await source.call(ask, scopeOf(deadline), toStatus);
    };
    await Promise.all(Array.from({ length: 40 }, leave));
    expect(source.katkaisin()).toBe("KIINNI");
  });

  it("end with timeouts that count: a source that hangs is left in peace", async () => {
    const clock = { nowMs: 0 };
    const guard = createCallGuard(
      { lahde: "kela", solmu: null, timeoutMs: 3000 },
      { ...processSurroundings, nowMs: () => clock.nowMs },
    );
    for (let at = 0; at < 20; at += 1) {
      await guard.run(scopeOf(), async (limitMs) => {
        clock.nowMs += limitMs / 10;
        return failed("timeout", "source too slow");
      });
    }
    expect(guard.katkaisin()).toBe("KIINNI");
    const slow = createCallGuard(
      { lahde: "kela", solmu: null, timeoutMs: 300, suojaus: suojausSettings.parse({ windowMs: 60_000 }) },
      { ...processSurroundings, nowMs: () => clock.nowMs },
    );
    for (let at = 0; at < 20; at += 1) {
      await slow.run(scopeOf(), async (limitMs) => {
        clock.nowMs += limitMs;
        return failed("timeout", "source too slow");
      });
    }
    expect(slow.katkaisin()).toBe("AUKI");
  });
});

describe("a request sent once more", () => {
  it.each([502, 503, 504])("follows %i of a proxy, once", async (status) => {
    let requests = 0;
    const url = await startPeer((_, response) => {
      requests += 1;
      response.writeHead(requests === 1 ? status : 200).end("x".repeat(100));
    });
    expect(await open(url).source.call(ask, scopeOf(), toStatus)).toEqual(ok(200));
    expect(requests).toBe(2);
  });

  it.each([500, 501, 429, 400, 404, 200])("never follows %i", async (status) => {
    let requests = 0;
    const url = await startPeer((_, response) => {
      requests += 1;
      response.writeHead(status).end();
    });
    expect(await open(url).source.call(ask, scopeOf(), toStatus)).toEqual(ok(status));
    expect(requests).toBe(1);
  });

  it("never follows a timeout", async () => {
    let requests = 0;
    const url = await startPeer(() => (requests += 1));
    // Long enough for a request to come to a busy peer.
    const result = await open(url, { timeoutMs: 500 }).source.call(ask, scopeOf(), toStatus);
    expect(result).toMatchObject({ ok: false, failure: { kind: "timeout" } });
    expect(requests).toBe(1);
  });

  it.each([
    ["LUKU", 2],
    ["YHTEYS", 1],
  ] as const)("where a question may have arrived, by the rule %s: %i in all", async (retry, expected) => {
    let requests = 0;
    const url = await startTcpPeer((socket) => {
      socket.on("data", () => {
        requests += 1;
        socket.destroy();
      });
    });
    await open(url, { retry }).source.call(ask, scopeOf(), toStatus);
    expect(requests).toBe(expected);
  });

  it("is bounded by a tenth of the calls when everything fails", async () => {
    let requests = 0;
    const url = await startPeer((_, response) => {
      requests += 1;
      response.writeHead(503).end();
    });
    const { source } = open(url);
    for (let at = 0; at < 100; at += 1) await source.call(ask, scopeOf(), toStatus);
    expect(requests).toBe(110);
  });
});

describe("calls of a source that is slow", () => {
  it("are refused when as many as may are under way and waiting, and the others are answered", async () => {
    const go = createGate();
    const url = await startPeer((_, response) => void go.promise.then(() => response.end()));
    const suojaus = suojausSettings.parse({ inFlight: 2, queue: 1, queueMs: 60_000 });
    const { source } = open(url, { suojaus });
    const calls = Array.from({ length: 5 }, () => source.call(ask, scopeOf(), toStatus));
    const refused = failed("unavailable", "too many calls of the source under way");
    expect(await Promise.all(calls.slice(3))).toEqual([refused, refused]);
    go.open();
    expect(await Promise.all(calls.slice(0, 3))).toEqual([ok(200), ok(200), ok(200)]);
    expect(source.katkaisin()).toBe("KIINNI");
  });

  it("wait no longer than they may, nor for a client that has left", async () => {
    const url = await startPeer(() => undefined);
    const suojaus = suojausSettings.parse({ inFlight: 1, queue: 10, queueMs: 20 });
    const { source } = open(url, { suojaus });
    const first = createDeadline(5000);
    const hanging = source.call(ask, scopeOf(first), toStatus);
    expect(await source.call(ask, scopeOf(), toStatus)).toEqual(
      failed("unavailable", "too many calls of the source under way"),
    );
    const left = createDeadline(5000);
    const waiting = source.call(ask, scopeOf(left), toStatus);
    left.end();
    expect(await waiting).toEqual(failed("timeout", "no time left for the call"));
    first.end();
    await hanging;
  });

  it("that are refused are no failures of the source, nor calls of it for the budget", async () => {
    const guard = createCallGuard(
      { lahde: "kela", solmu: null, timeoutMs: 3000, suojaus: suojausSettings.parse({ inFlight: 1, queue: 0 }) },
      processSurroundings,
    );
    const go = createGate();
    const first = guard.run(scopeOf(), async () => {
      await go.promise;
      return ok(1);
    });
    const scope = { deadline: createDeadline(5000), recorder: createCallRecorder(() => 0) };
    for (let at = 0; at < 40; at += 1) await guard.run(scope, async () => ok(2));
    expect(guard.katkaisin()).toBe("KIINNI");
    go.open();
    expect(await first).toEqual(ok(1));
  });
});
