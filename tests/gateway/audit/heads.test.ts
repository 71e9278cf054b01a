import { expect, it } from "vitest";
import { createSegmentStore, verifyLog } from "../../../gateway/audit/index.ts";
import type { Members } from "../../../gateway/audit/log-store.ts";
import { createClock, sealKey } from "./events.ts";
import { createMemoryFolder, cutPower } from "./memory-folder.ts";
import type { MemoryFolder } from "./memory-folder.ts";

const row: Members = { laji: "KATSELU" };
const clock = createClock();
const openStore = (folder: MemoryFolder, segmentBytes = 1_000_000) =>
  createSegmentStore({ folder, sealKey, now: clock, segmentBytes });
const verify = (folder: MemoryFolder) => verifyLog(folder, { sealKey });

/** The heads that the first row of the last segment cites. */
function lastCitations(folder: MemoryFolder): unknown {
  const name = [...folder.files.keys()].filter((each) => each.endsWith(".loki")).at(-1) ?? "";
  const [first = ""] = folder.files.get(name)?.toString("utf8").split("\n") ?? [];
  const opening = JSON.parse(first.slice(first.indexOf("{"))) as { edelliset: readonly { nro: number }[] };
  return opening.edelliset.map(({ nro }) => nro);
}

it("verifies after a power cut that took what a failed sync had left", async () => {
  const folder = createMemoryFolder();
  const store = openStore(folder);
  await store.write([row]);
  folder.failAt(2, "EIO");
  await expect(store.write([row])).rejects.toThrow("EIO");
  await store.write([row]);
  expect((await verify(cutPower(folder))).virhe).toBeUndefined();
  // Nor does a later start cite what may be lost.
  await openStore(folder).write([row]);
  expect((await verify(cutPower(folder))).virhe).toBeUndefined();
});

it("verifies after a power cut that took what another process had not synced yet", async () => {
  const folder = createMemoryFolder();
  const one = openStore(folder);
  await one.write([row]);
  const held = folder.hold();
  const written = one.write([row]);
  await new Promise((resolve) => setImmediate(resolve));
  // Only the sync that is under way is held.
  folder.hold().letGo();
  await openStore(folder).write([row]);
  expect((await verify(cutPower(folder))).virhe).toBeUndefined();
  held.letGo();
  await written;
});

it("cites each head once, and again only what has grown since", async () => {
  const folder = createMemoryFolder();
  const one = openStore(folder);
  await one.write([row]);
  const other = openStore(folder, 1);
  await other.write([row]);
  expect(lastCitations(folder)).toEqual([2]);
  await other.write([row]);
  expect(lastCitations(folder)).toEqual([2]);
  await one.write([row]);
  await openStore(folder).write([row]);
  expect(lastCitations(folder)).toEqual([3, 2]);
  expect((await verify(folder)).virhe).toBeUndefined();
});

it("cites in the segment that is made what the one that could not be made was to cite", async () => {
  const folder = createMemoryFolder();
  await openStore(folder).write([row]);
  const [first = ""] = folder.files.keys();
  const store = openStore(folder);
  folder.failAt(3, "EIO");
  await expect(store.write([row])).rejects.toThrow("EIO");
  // The segment whose making failed may be lost, and its citations with it.
  const failed = [...folder.files.keys()].at(-1) ?? "";
  await store.write([row]);
  folder.files.set(failed, Buffer.alloc(0));
  expect((await verify(folder)).virhe).toBeUndefined();
  folder.files.delete(first);
  expect((await verify(folder)).virhe).toMatchObject({ segmentti: first });
});
