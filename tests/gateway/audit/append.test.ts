import { expect, it } from "vitest";
import { verifyLog } from "../../../gateway/audit/index.ts";
import { katselu, openLog, sealKey } from "./events.ts";
import { createMemoryFolder, cutPower } from "./memory-folder.ts";

const verify = (folder: ReturnType<typeof createMemoryFolder>) => verifyLog(folder, { sealKey });

it("acknowledges a row only after it has been synced", async () => {
  const folder = createMemoryFolder();
  const loki = openLog(folder);
  const held = folder.hold();
  let acknowledged = false;
  const written = loki.append([katselu("p1")]).then((result) => {
    acknowledged = true;
    return result;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(acknowledged).toBe(false);
  held.letGo();
  expect(await written).toEqual({ ok: true });
  const kinds = folder.calls.map(({ call }) => call);
  expect(kinds).toEqual(["create", "write", "datasync", "write", "datasync"]);
});

it("writes what comes during a sync in one group after it", async () => {
  const folder = createMemoryFolder();
  const loki = openLog(folder);
  await loki.append([katselu("p0")]);
  const before = folder.calls.length;
  const held = folder.hold();
  const all = Array.from({ length: 50 }, (_, at) => loki.append([katselu(`p${at + 1}`)]));
  held.letGo();
  expect(await Promise.all(all)).toEqual(all.map(() => ({ ok: true })));
  expect(folder.calls.slice(before).map(({ call }) => call)).toEqual(["write", "datasync"]);
  expect(await verify(folder)).toMatchObject({ riveja: 52, virhe: undefined });
});

it("holds no value, identity code or id of the graph, and the name of a professional only where it is told to", async () => {
  const folder = createMemoryFolder();
  await openLog(folder).append([katselu("p1")]);
  const text = [...folder.files.values()].join("");
  expect(text).toContain('"asiakas":"a-aino"');
  expect(text).not.toContain('"aino"');
  expect(text).not.toContain("Hilla");
  const named = createMemoryFolder();
  await openLog(named, { logName: true }).append([katselu("p1")]);
  expect([...named.files.values()].join("")).toContain("Hilla Hoitaja");
});

it.each(["ENOSPC", "EIO"])("answers no and goes on in a new segment, whichever call fails with %s", async (code) => {
  for (let at = 1; at <= 8; at += 1) {
    const folder = createMemoryFolder();
    const loki = openLog(folder);
    folder.failAt(at, code);
    const results = [];
    for (const pyynto of ["p1", "p2", "p3", "p4"]) results.push(await loki.append([katselu(pyynto)]));
    const acknowledged = results.flatMap(({ ok }, index) => (ok ? [`p${index + 1}`] : []));
    expect(acknowledged, `call ${at}`).toHaveLength(3);
    const { rivit } = await loki.readKatselut(["aino"], { first: 100 });
    expect(rivit.map(({ pyynto }) => pyynto)).toEqual(expect.arrayContaining(acknowledged));
    expect((await verify(folder)).virhe).toBeUndefined();
    const left = cutPower(folder);
    const { rivit: after } = await openLog(left).readKatselut(["aino"], { first: 100 });
    expect(after.map(({ pyynto }) => pyynto)).toEqual(expect.arrayContaining(acknowledged));
    expect((await verify(left)).virhe).toBeUndefined();
  }
});

it("never syncs a file again after a sync of it has failed", async () => {
  const folder = createMemoryFolder();
  const loki = openLog(folder);
  await loki.append([katselu("p1")]);
  folder.failAt(2, "EIO");
  expect(await loki.append([katselu("p2")])).toEqual({ ok: false, syy: "käyttölokia ei voi kirjoittaa: EIO" });
  const [failed] = folder.files.keys();
  const before = folder.calls.length;
  await loki.append([katselu("p3")]);
  expect(folder.calls.slice(before).filter(({ name, call }) => name === failed && call !== "close")).toEqual([]);
});

it("is not available while writing fails, and finds out that the storage is back", async () => {
  const folder = createMemoryFolder();
  const loki = openLog(folder);
  expect(loki.isAvailable()).toBe(true);
  folder.failAll("ENOSPC");
  await loki.append([katselu("p1")]);
  expect(loki.isAvailable()).toBe(false);
  folder.failAll(undefined);
  await loki.append([katselu("p2")]);
  expect(loki.isAvailable()).toBe(true);
});

it("takes a slow write for a failed one, and writes down that its answer did not leave", async () => {
  const folder = createMemoryFolder();
  const loki = openLog(folder, { slowMs: 5 });
  const held = folder.hold();
  expect(await loki.append([katselu("p1")])).toEqual({ ok: false, syy: "käyttöloki on hidas" });
  expect(loki.isAvailable()).toBe(false);
  held.letGo();
  await loki.close();
  const text = [...folder.files.values()].join("");
  expect(text.match(/"laji":"KATSELU"/g)).toHaveLength(1);
  expect(text.match(/"laji":"EI_LUOVUTETTU"/g)).toHaveLength(1);
  expect((await openLog(folder).readKatselut(["aino"], { first: 10 })).rivit).toEqual([]);
});
