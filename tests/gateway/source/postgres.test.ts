import * as fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { createCallRecorder, createDeadline, createSqlSource, failed, ok } from "../../../gateway/source/index.ts";
import type { SourceResult, SqlSource, SqlSourceOptions } from "../../../gateway/source/index.ts";
import { message, ready, rows, startFakePostgres } from "./fake-postgres.ts";
import type { Reaction } from "./fake-postgres.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Opened {
  readonly source: SqlSource;
  readonly connections: () => number;
}

async function open(react: (at: number) => Reaction, options: Partial<SqlSourceOptions> = {}): Promise<Opened> {
  const server = await startFakePostgres(react);
  const source = createSqlSource({ lahde: "kanta", url: server.url, timeoutMs: 1000, ...options });
  closing.push(
    () => source.close(),
    () => server.close(),
  );
  return { source, connections: () => server.connections() };
}

function ask(source: SqlSource, limitMs = 5000): Promise<SourceResult<(string | null)[]>> {
  const deadline = createDeadline(limitMs);
  const scope = { deadline, recorder: createCallRecorder(() => 0) };
  return source
    .query({ text: "select $1", values: ["x"] }, scope, (found) => ok(found.map((row) => row["arvo"] ?? null)))
    .finally(() => deadline.end());
}

describe("createSqlSource", () => {
  it("gives rows as the server's text", async () => {
    const { source } = await open(() => rows(["2026-01-01", "0.10", "ääkkönen"]));
    expect(await ask(source)).toEqual({ ok: true, value: ["2026-01-01", "0.10", "ääkkönen"] });
  });

  it("refuses more rows than the limit", async () => {
    const { source } = await open(() => rows(["a", "b", "c"]), { maxRows: 2 });
    expect(await ask(source)).toEqual(failed("invalid", "more rows than the limit"));
  });

  it("refuses a larger answer than the limit", async () => {
    const { source } = await open(() => rows(["a".repeat(2000)]), { maxBytes: 1000 });
    expect(await ask(source)).toEqual(failed("invalid", "answer over the limit"));
  });

  it("asks once more when a connection that had served is gone", async () => {
    const { source, connections } = await open((at) => (at === 1 ? "close" : rows([String(at)])));
    expect(await ask(source)).toEqual({ ok: true, value: ["0"] });
    expect(await ask(source)).toEqual({ ok: true, value: ["2"] });
    expect(connections()).toBe(2);
  });

  it("does not ask again when a new connection breaks", async () => {
    const { source, connections } = await open(() => "close");
    expect(await ask(source)).toEqual(failed("unavailable", "connection refused, reset or cut"));
    expect(connections()).toBe(1);
  });

  it("cuts the connection of a statement that is too slow, and serves the next by another", async () => {
    const { source, connections } = await open((at) => (at === 0 ? "hang" : rows(["b"])), {
      timeoutMs: 100,
      connections: 1,
    });
    expect(await ask(source)).toMatchObject({ ok: false, failure: { kind: "timeout" } });
    expect(await ask(source)).toEqual({ ok: true, value: ["b"] });
    expect(connections()).toBe(2);
  });

  it("gives up the wait for a connection, and hands it back when it comes", async () => {
    const { source } = await open((at) => (at === 0 ? "hang" : rows(["b"])), { timeoutMs: 300, connections: 1 });
    const first = ask(source);
    expect(await ask(source, 150)).toMatchObject({ ok: false, failure: { kind: "timeout" } });
    expect(await first).toMatchObject({ ok: false, failure: { kind: "timeout" } });
    expect(await ask(source)).toEqual({ ok: true, value: ["b"] });
  });

  it("ends what is under way when it closes", async () => {
    const { source } = await open(() => "hang", { timeoutMs: 60_000 });
    const asked = ask(source);
    await source.close();
    expect(await asked).toMatchObject({ ok: false, failure: { kind: "timeout" } });
    closing.shift();
  });

  it("reads nothing but the code of a server's error", async () => {
    const error = message("E", Buffer.from("SERROR\0C42501\0Mkielto henkilölle 010190-900P\0\0"));
    const { source } = await open(() => Buffer.concat([error, ready]));
    expect(await ask(source)).toEqual(failed("denied", "database denies our role"));
  });

  it("turns any answer into a value or a failure, never a throw or a hang", async () => {
    const good = rows(["a", "b"]);
    let next: Buffer = good;
    const { source } = await open(() => next, { timeoutMs: 50, connections: 2 });
    const answers = fc.tuple(fc.nat(good.length - 1), fc.uint8Array({ minLength: 1, maxLength: 6 }), fc.boolean());
    await fc.assert(
      fc.asyncProperty(answers, async ([at, noise, isCut]) => {
        next = Buffer.concat([good.subarray(0, at), noise, isCut ? Buffer.alloc(0) : good.subarray(at + noise.length)]);
        expect(typeof (await ask(source)).ok).toBe("boolean");
      }),
      { numRuns: 150, timeout: 2000 },
    );
  }, 30_000);

  it("never goes on in the clear when TLS is asked for", async () => {
    const server = await startFakePostgres(() => rows(["a"]));
    const source = createSqlSource({ lahde: "kanta", url: `${server.url}?sslmode=verify-full`, timeoutMs: 1000 });
    closing.push(
      () => source.close(),
      () => server.close(),
    );
    expect(await ask(source)).toEqual(failed("invalid", "server offers no TLS"));
  });

  it.each([
    [{ timeoutMs: 0 }, "timeoutMs must be at least 1, got 0"],
    [{ connections: 0 }, "connections must be at least 1, got 0"],
    [{ maxRows: 0 }, "maxRows must be at least 1, got 0"],
    [{ url: "http://127.0.0.1/" }, "url must be postgres://role:password@host:port/database"],
    [{ url: "postgres://rooli@127.0.0.1/kanta" }, "url must hold a role, a password and a database"],
    [
      { url: "postgres://a:b@127.0.0.1/k?sslmode=require" },
      "sslmode in url must be disable or verify-full: unverified TLS protects nobody",
    ],
  ])("refuses %j", (wrong, text) => {
    const options = { lahde: "kanta", url: "postgres://rooli:salasana@127.0.0.1/kanta", ...wrong };
    expect(() => createSqlSource(options)).toThrow(new RangeError(text));
  });
});
