import { readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import {
  createDeadline,
  createPublicSource,
  createReferenceCache,
  failed,
  ok,
  referenceSettings,
} from "../../../gateway/source/index.ts";
import type { FetchPage, LahdeRow, ReferenceCache, SourceResult } from "../../../gateway/source/index.ts";
import { createGate, scopeOf, startPeer } from "./start-peer.ts";

const minuteMs = 60_000;

/** A list whose pages name the next; its value is the joined text. */
interface Bench {
  readonly cache: ReferenceCache<string>;
  /** `METHOD path condition`, as the peer was asked. */
  readonly asked: string[];
  wait(ms: number): void;
  read(key?: string): Promise<{ readonly result: SourceResult<string>; readonly row: LahdeRow | undefined }>;
}

interface Page {
  readonly text: string;
  readonly next?: string;
}

function parsePage(value: unknown): SourceResult<Page> {
  const isPage = typeof value === "object" && value !== null && "text" in value && typeof value.text === "string";
  return isPage ? ok(value as Page) : failed("invalid", "no page");
}

async function loadAll(key: string, fetchPage: FetchPage<Page>): Promise<SourceResult<string>> {
  const texts: string[] = [];
  for (let path: string | undefined = `/${key}`; path !== undefined;) {
    const got: SourceResult<Page> = await fetchPage(path);
    if (!got.ok) return got;
    texts.push(got.value.text);
    path = got.value.next;
  }
  return ok(texts.join(" "));
}

async function openBench(listener: RequestListener, limits: Readonly<Record<string, number>> = {}): Promise<Bench> {
  const asked: string[] = [];
  const url = await startPeer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers["if-none-match"] ?? "-"}`);
    listener(request, response);
  });
  let nowMs = 0;
  const source = createPublicSource({
    lahde: "koodistot",
    url,
    timeoutMs: 5000,
    toFailure: () => ({ kind: "unavailable", reason: "down" }),
  });
  onTestFinished(() => source.close());
  const parsed = referenceSettings.parse({
    tuoreMs: 10 * minuteMs,
    vanhaMs: 60 * minuteMs,
    retryMs: minuteMs,
    ...limits,
  });
  const start = Date.parse("2026-11-23T10:00:00Z");
  const clock = { nowMs: () => nowMs, now: () => new Date(start + nowMs) };
  const cache = createReferenceCache({ source, limits: parsed, parse: parsePage, load: loadAll }, clock);
  return {
    cache,
    asked,
    wait(ms) {
      nowMs += ms;
    },
    async read(key = "a") {
      const scope = scopeOf();
      const result = await cache.read(key, scope);
      return { result, row: scope.recorder.rows()[0] };
    },
  };
}

/** Answers a text with its ETag, or 304 to who has it. */
function answer(request: IncomingMessage, response: ServerResponse, page: Page, etag = `"${page.text}"`): void {
  if (request.headers["if-none-match"] === etag) {
    response.writeHead(304, { etag }).end();
    return;
  }
  response.writeHead(200, { etag }).end(JSON.stringify(page));
}

describe("reference data", () => {
  it("is fetched once and then shown from memory while it is fresh, with the moment it was fetched", async () => {
    const bench = await openBench((request, response) => answer(request, response, { text: "yksi" }));
    const first = await bench.read();
    expect(first.result).toEqual({ ok: true, value: "yksi" });
    expect(first.row).toMatchObject({ lahde: "koodistot", tila: "OK", kutsut: 1, valimuisti: "EI" });
    bench.wait(10 * minuteMs - 1);
    const second = await bench.read();
    expect(second.result).toEqual({ ok: true, value: "yksi" });
    expect(second.row).toMatchObject({
      tila: "OK",
      kutsut: 0,
      valimuisti: "TUORE",
      haettu: "2026-11-23T10:00:00.000Z",
    });
    expect(bench.asked).toEqual(["GET /a -"]);
  });

  it("is shown old at once while the source is asked whether it has changed, and is fresh again by a 304", async () => {
    const bench = await openBench((request, response) => answer(request, response, { text: "yksi" }));
    await bench.read();
    bench.wait(10 * minuteMs);
    const old = await bench.read();
    expect(old.result).toEqual({ ok: true, value: "yksi" });
    expect(old.row).toMatchObject({ tila: "OK", kutsut: 0, valimuisti: "VANHENTUNUT" });
    await vi.waitFor(async () => expect((await bench.read()).row?.valimuisti).toBe("TUORE"));
    expect(bench.asked).toEqual(["GET /a -", 'GET /a "yksi"']);
    expect((await bench.read()).row?.haettu).toBe("2026-11-23T10:10:00.000Z");
  });

  it("is changed for the next reader when the source has a new version", async () => {
    let text = "yksi";
    const bench = await openBench((request, response) => answer(request, response, { text }));
    await bench.read();
    text = "kaksi";
    bench.wait(10 * minuteMs);
    expect((await bench.read()).result).toEqual({ ok: true, value: "yksi" });
    await vi.waitFor(async () => expect((await bench.read()).result).toEqual({ ok: true, value: "kaksi" }));
  });

  it("asks each page by its own version, and takes those that have not changed from before", async () => {
    let second = "b1";
    const bench = await openBench((request, response) =>
      answer(request, response, request.url === "/a" ? { text: "a1", next: "/b" } : { text: second }),
    );
    expect((await bench.read()).result).toEqual({ ok: true, value: "a1 b1" });
    second = "b2";
    bench.wait(100 * minuteMs);
    expect((await bench.read()).result).toEqual({ ok: true, value: "a1 b2" });
    expect(bench.asked.slice(2)).toEqual(['GET /a "a1"', 'GET /b "b1"']);
  });

  it("is still shown, and told to be old, while the source is down, which is asked again after a while", async () => {
    let isDown = false;
    const bench = await openBench((request, response) =>
      isDown ? response.writeHead(500).end("x") : answer(request, response, { text: "yksi" }),
    );
    await bench.read();
    isDown = true;
    bench.wait(10 * minuteMs);
    const old = { result: { ok: true, value: "yksi" }, row: { tila: "OK", valimuisti: "VANHENTUNUT" } };
    expect(await bench.read()).toMatchObject(old);
    await vi.waitFor(() => expect(bench.asked).toHaveLength(2));
    // Under way or failed: in neither case is it asked again.
    bench.wait(minuteMs - 1);
    for (let reader = 0; reader < 5; reader += 1) expect(await bench.read()).toMatchObject(old);
    expect(bench.asked).toHaveLength(2);
    await vi.waitFor(async () => {
      bench.wait(minuteMs);
      expect(await bench.read()).toMatchObject(old);
      expect(bench.asked).toHaveLength(3);
    });
  });

  it("is not shown any more when it is too old: the failure of the source is", async () => {
    let isDown = false;
    const bench = await openBench((request, response) =>
      isDown ? response.writeHead(500).end("x") : answer(request, response, { text: "yksi" }),
    );
    await bench.read();
    isDown = true;
    bench.wait(70 * minuteMs);
    expect(await bench.read()).toMatchObject({
      result: { ok: false, failure: { kind: "unavailable" } },
      row: { tila: "SOURCE_UNAVAILABLE", valimuisti: "EI", haettu: null, kutsut: 1 },
    });
    // The page itself was kept: when it has not changed, it need not come again.
    isDown = false;
    expect((await bench.read()).result).toEqual({ ok: true, value: "yksi" });
    expect(bench.asked.at(-1)).toBe('GET /a "yksi"');
  });

  it("that failed is not kept", async () => {
    let isDown = true;
    const bench = await openBench((request, response) =>
      isDown ? response.writeHead(500).end("x") : answer(request, response, { text: "yksi" }),
    );
    expect((await bench.read()).result.ok).toBe(false);
    isDown = false;
    expect((await bench.read()).result.ok).toBe(true);
  });

  it("is loaded once for all who wait, and the call is counted to one of them", async () => {
    const gate = createGate();
    const bench = await openBench((request, response) => {
      void gate.promise.then(() => answer(request, response, { text: "yksi" }));
    });
    const readers = [bench.read(), bench.read(), bench.read()];
    await vi.waitFor(() => expect(bench.asked).toHaveLength(1));
    gate.open();
    const seen = await Promise.all(readers);
    expect(seen.map(({ result }) => result.ok)).toEqual([true, true, true]);
    expect(seen.map(({ row }) => row?.kutsut)).toEqual([1, 0, 0]);
    expect(bench.asked).toHaveLength(1);
  });

  it("is loaded for the others when the one who began it leaves", async () => {
    const gate = createGate();
    const bench = await openBench((request, response) => {
      void gate.promise.then(() => answer(request, response, { text: "yksi" }));
    });
    const deadline = createDeadline(5000);
    const first = bench.cache.read("a", scopeOf(deadline));
    const second = bench.read();
    await vi.waitFor(() => expect(bench.asked).toHaveLength(1));
    deadline.end();
    expect(await first).toMatchObject({ ok: false, failure: { kind: "timeout" } });
    gate.open();
    expect((await second).result).toEqual({ ok: true, value: "yksi" });
  });

  it("goes when there is no room, what was read longest ago first", async () => {
    const bench = await openBench((request, response) => answer(request, response, { text: request.url ?? "" }), {
      maxEntries: 2,
    });
    for (const key of ["a", "b", "a", "c"]) await bench.read(key);
    bench.asked.length = 0;
    for (const key of ["a", "c", "b"]) await bench.read(key);
    expect(bench.asked).toEqual(["GET /b -"]);
  });

  it("is bounded in bytes, and a value larger than all of it is shown but not kept", async () => {
    const bench = await openBench((request, response) => answer(request, response, { text: request.url ?? "" }), {
      // `{"text":"/a"}` is 13 bytes.
      maxBytes: 30,
    });
    for (const key of ["a", "b", "c"]) await bench.read(key);
    bench.asked.length = 0;
    for (const key of ["c", "b"]) await bench.read(key);
    expect(bench.asked).toEqual([]);
    const long = "x".repeat(40);
    expect((await bench.read(long)).result.ok).toBe(true);
    expect((await bench.read(long)).row?.valimuisti).toBe("EI");
    expect((await bench.read("c")).row?.valimuisti).toBe("TUORE");
  });

  it("comes whole each time from a source that gives no ETag, or one that is none", async () => {
    const bench = await openBench((_, response) => {
      response.writeHead(200, { etag: "ilman lainausmerkkejä".replaceAll("ä", "a") }).end('{"text":"yksi"}');
    });
    await bench.read();
    bench.wait(100 * minuteMs);
    expect((await bench.read()).result.ok).toBe(true);
    expect(bench.asked).toEqual(["GET /a -", "GET /a -"]);
  });

  it("is invalid when the source answers 304 to what it was not asked", async () => {
    const bench = await openBench((_, response) => response.writeHead(304).end());
    expect((await bench.read()).result).toMatchObject({ ok: false, failure: { kind: "invalid" } });
  });

  it("is never asked by an address with an identity code in it", async () => {
    const bench = await openBench((request, response) => answer(request, response, { text: "yksi" }));
    await expect(bench.read("koodi/010190-900P")).rejects.toThrow("personal code");
    await expect(bench.read("koodi/010190%2D900P")).rejects.toThrow("personal code");
    expect(bench.asked).toEqual([]);
  });
});

it("is kept by subgraphs only that tell nothing of persons", () => {
  const root = new URL("../../../subgraphs/", import.meta.url);
  const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
  const keeping = readdirSync(root).filter((name) =>
    readdirSync(new URL(`${name}/`, root)).some(
      (file) => file.endsWith(".ts") && /createReferenceCache|createPublicSource/.test(read(`${name}/${file}`)),
    ),
  );
  expect(keeping.filter((name) => /\bAsiakas\b|@tieto\b/.test(read(`${name}/schema.graphql`)))).toEqual([]);
});
