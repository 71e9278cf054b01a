import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { createAnchor } from "../../../gateway/audit/anchor.ts";

const head = (nro: number) => ({ ketju: "k", nro, tiiviste: "t", sinetti: "s" });
const open = async () => {
  const path = join(await mkdtemp(join(tmpdir(), "asiakas-ankkuri-")), "ankkuri.jsonl");
  let failures = 0;
  const anchor = createAnchor(path, { now: () => new Date(0), onFailure: () => (failures += 1) });
  const numbers = async () =>
    (await readFile(path, "utf8"))
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { nro: number }).nro);
  return { anchor, numbers, failures: () => failures };
};
afterEach(() => {
  vi.useRealTimers();
});

it("hands out the last head within a minute, though no row follows it", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { anchor, numbers } = await open();
  anchor.note(head(1));
  anchor.note(head(2));
  anchor.note(head(3));
  vi.advanceTimersByTime(60_000);
  await anchor.idle();
  expect(await numbers()).toEqual([1, 3]);
  vi.advanceTimersByTime(60_000);
  expect(vi.getTimerCount()).toBe(0);
});

it("hands out the last head when it is closed, and nothing twice", async () => {
  const { anchor, numbers } = await open();
  anchor.note(undefined);
  anchor.note(head(1));
  anchor.note(head(2));
  await anchor.close();
  await anchor.close();
  expect(await numbers()).toEqual([1, 2]);
});

it("tells that it could not hand out, and goes on", async () => {
  let failures = 0;
  const anchor = createAnchor("/proc/ei/ole", { now: () => new Date(0), onFailure: () => (failures += 1) });
  anchor.note(head(1));
  await anchor.close();
  expect(failures).toBe(1);
});
