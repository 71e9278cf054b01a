import { beforeEach, describe, expect, it } from "vitest";
import { createSegmentStore, removeOld, verifyLog } from "../../../gateway/audit/index.ts";
import { toMembers } from "../../../gateway/audit/loki-rivi.ts";
import { createClock, katselu, openLog, pseudonyms, sealKey } from "./events.ts";
import { createMemoryFolder } from "./memory-folder.ts";
import type { MemoryFolder } from "./memory-folder.ts";

let folder: MemoryFolder;
let segment = "";
let lines: string[] = [];
let headLine = "";

/** A log of one segment: the opening, ten rows in groups of two, closed by a restart that cites it. */
beforeEach(async () => {
  folder = createMemoryFolder();
  const store = createSegmentStore({ folder, sealKey, now: createClock() });
  for (let at = 0; at < 5; at += 1)
    await store.write([
      { laji: "A", at },
      { laji: "B", at },
    ]);
  headLine = JSON.stringify(store.head());
  [segment = ""] = folder.files.keys();
  lines = textOf(segment).split("\n").slice(0, -1);
});

const textOf = (name: string): string => folder.files.get(name)?.toString("utf8") ?? "";
const put = (changed: readonly string[]): void => {
  folder.files.set(segment, Buffer.from(changed.map((line) => `${line}\n`).join("")));
};
const katseluRivi = (asiakas: string) =>
  toMembers(katselu("p", { asiakasId: "aino" }), {
    aika: "2026-11-25T10:00:00.000Z",
    pseudonyms: { ...pseudonyms, asiakas: () => asiakas },
    logName: false,
  });
const verify = (anchors: readonly string[] = []) => verifyLog(folder, { sealKey, anchors });
/** A restart: a new segment cites the heads of those there are. */
const restart = (): Promise<unknown> =>
  openLog(folder, { now: createClock("2026-11-25T11:00:00.000Z") }).append([katselu("p")]);

describe("a log that is whole", () => {
  it("verifies with rows of before title and service task beside rows that have them, and tells both", async () => {
    const old = katselu("p", { asiakasId: "aino" });
    if (old.toimija.kind !== "ammattilainen") throw new Error("the event is of a professional");
    const toimija = { ...old.toimija, ammattinimike: "sairaanhoitaja", palvelutehtava: "3" };
    await openLog(folder, { now: createClock("2026-11-25T11:00:00.000Z") }).append([old]);
    const loki = openLog(folder, { now: createClock("2026-11-25T12:00:00.000Z") });
    await loki.append([{ ...old, toimija }]);
    expect(await verify([headLine])).toMatchObject({ segmentteja: 3, riveja: 15, virhe: undefined });
    const { rivit } = await loki.readKatselut(["aino"], { first: 10 });
    expect(rivit.map((row) => [row.toimija.ammattinimike, row.toimija.palvelutehtava])).toEqual([
      ["sairaanhoitaja", "3"],
      [undefined, undefined],
    ]);
  });

  it("verifies, and tells how much it holds", async () => {
    await restart();
    expect(await verify([headLine])).toEqual({ segmentteja: 2, riveja: 13, vahvistamattomia: 0, virhe: undefined });
  });

  it("verifies when cut at any byte after the last sync, and loses no acknowledged row", async () => {
    const disk = createMemoryFolder();
    const store = createSegmentStore({ folder: disk, sealKey, now: createClock() });
    await store.write([katseluRivi("a-aino")]);
    const [name = ""] = disk.files.keys();
    const acknowledged = disk.synced.get(name) ?? 0;
    // What a crash leaves of a group that was not acknowledged: any part of it.
    await store.write([katseluRivi("a-aino"), katseluRivi("a-aino")]);
    const whole = disk.files.get(name) ?? Buffer.alloc(0);
    const loki = openLog(folder, { now: createClock("2026-11-25T11:00:00.000Z") });
    for (let cut = acknowledged; cut <= whole.length; cut += 1) {
      folder.files.clear();
      folder.files.set(name, whole.subarray(0, cut));
      const rows = cut === whole.length ? 4 : 2;
      expect(await verify(), `cut at ${cut}`).toMatchObject({ riveja: rows, virhe: undefined });
      expect((await loki.readKatselut(["aino"], { first: 10 })).rivit, `cut at ${cut}`).toHaveLength(rows - 1);
    }
  });

  it("goes on after a torn tail: what follows is in a segment of its own", async () => {
    folder.files.set(segment, Buffer.concat([Buffer.from(textOf(segment)), Buffer.from('R abc {"nro":12')]));
    await restart();
    expect(await verify()).toMatchObject({ riveja: 13, vahvistamattomia: 15, virhe: undefined });
  });

  it("lets two processes write in one folder", async () => {
    const logs = [openLog(folder), openLog(folder)];
    for (let at = 0; at < 5; at += 1) await Promise.all(logs.map((loki, of) => loki.append([katselu(`p${of}-${at}`)])));
    expect(await verify()).toMatchObject({ segmentteja: 3, virhe: undefined });
  });
});

describe("a log that was changed", () => {
  it("is found, whichever bit of whichever acknowledged row is turned", async () => {
    await restart();
    const whole = Buffer.from(textOf(segment));
    for (let at = 0; at < whole.length; at += 1) {
      const turned = Buffer.from(whole);
      turned[at] = (turned[at] ?? 0) ^ (1 << (at % 8));
      folder.files.set(segment, turned);
      expect((await verify([headLine])).virhe, `byte ${at}`).toBeDefined();
    }
  });

  it.each([
    ["a row taken away", () => put(lines.filter((_, at) => at !== 3)), 3],
    ["two rows swapped", () => put(lines.map((line, at) => lines[at === 3 ? 4 : at === 4 ? 3 : at] ?? line)), 3],
    ["a row put in twice", () => put(lines.flatMap((line, at) => (at === 3 ? [line, line] : [line]))), 4],
    ["a seal taken away from the end", () => put(lines.slice(0, -1)), 11],
    ["the tail cut by whole groups", () => put(lines.slice(0, -3)), 11],
  ])("is found with %s, and the row is named", async (_, change, nro) => {
    await restart();
    change();
    expect((await verify([headLine])).virhe).toMatchObject({ segmentti: segment, nro });
  });

  it("is found when it was written anew with right hashes by one who has no key", async () => {
    const forged = createMemoryFolder();
    const store = createSegmentStore({ folder: forged, sealKey: new Uint8Array(32).fill(9), now: createClock() });
    await store.write([{ laji: "A" }]);
    const [name = ""] = forged.files.keys();
    folder.files.clear();
    folder.files.set(name, forged.files.get(name) ?? Buffer.alloc(0));
    expect((await verify()).virhe).toMatchObject({ segmentti: name, syy: "sinetti ei ole tämän avaimen" });
  });

  it("is found when it was written anew with the key: the head handed out tells", async () => {
    const forged = createMemoryFolder();
    const store = createSegmentStore({ folder: forged, sealKey, now: createClock() });
    for (let at = 0; at < 8; at += 1)
      await store.write([
        { laji: "A", at },
        { laji: "toinen", at },
      ]);
    const [name = ""] = forged.files.keys();
    const text = forged.files.get(name)?.toString() ?? "";
    folder.files.set(segment, Buffer.from(text));
    expect((await verify([headLine])).virhe).toBeDefined();
  });

  it("is found when a whole segment is taken away", async () => {
    await restart();
    folder.files.delete(segment);
    expect((await verify()).virhe).toEqual({ segmentti: segment, nro: 11, syy: "rivi puuttuu: loki on katkaistu" });
  });

  it("is found when the anchor's line is not sealed by this key", async () => {
    const line = headLine.replace(/"sinetti":"(.)/, (_, first) => `"sinetti":"${first === "_" ? "A" : "_"}`);
    expect(line).not.toBe(headLine);
    expect((await verify([line])).virhe).toMatchObject({ segmentti: "ankkuri" });
  });
});

describe("retention", () => {
  const remove = (olderThan: string, pito: true | readonly string[] = []) => {
    const now = createClock("2040-01-01T00:00:00.000Z");
    const store = createSegmentStore({ folder, sealKey, now });
    return removeOld(folder, store, { olderThan, pito, sealKey, now });
  };

  it("removes old segments, writes down what it removed, and the log verifies", async () => {
    expect(await remove("2030-01-01T00:00:00.000Z")).toEqual([]);
    await restart();
    const names = [...folder.files.keys()].filter((name) => name.endsWith(".loki"));
    expect(await remove("2030-01-01T00:00:00.000Z")).toEqual(names.slice(1));
    expect(await verify()).toMatchObject({ virhe: undefined });
    expect([...folder.files.values()].join("")).toContain('"laji":"POISTO"');
  });

  it("keeps the rows of its removals, so that heads handed out long ago are still explained", async () => {
    const store = createSegmentStore({ folder, sealKey, now: createClock("2026-11-25T11:00:00.000Z") });
    await store.write([katseluRivi("a-aino")]);
    const anchor = JSON.stringify(store.head());
    expect(await remove("2030-01-01T00:00:00.000Z")).toEqual([store.head()?.ketju]);
    for (let year = 0; year < 2; year += 1) expect(await remove("2090-01-01T00:00:00.000Z")).toEqual([]);
    expect(await verify([anchor])).toMatchObject({ virhe: undefined });
  });

  it("keeps what is young enough, and what a hold keeps: everything, or a person", async () => {
    await restart();
    expect(await remove("2000-01-01T00:00:00.000Z")).toEqual([]);
    expect(await remove("2030-01-01T00:00:00.000Z", true)).toEqual([]);
    expect(await remove("2030-01-01T00:00:00.000Z", ["a-aino"])).toEqual([]);
    expect(await remove("2030-01-01T00:00:00.000Z", ["a-liisa"])).toHaveLength(1);
  });
});
