import { expect, it } from "vitest";
import { createGroupCommit } from "../../../gateway/audit/group-commit.ts";

const toReason = (error: unknown): string => (error instanceof Error ? error.message : "");

it("is idle only when nothing is left, also of what the end of a group brought", async () => {
  const committed: number[] = [];
  const group = createGroupCommit<number>(async (items) => {
    await new Promise((resolve) => setImmediate(resolve));
    committed.push(...items);
  }, toReason);
  void group.add([1]).then(() => group.add([2]));
  await group.idle();
  expect(committed).toEqual([1, 2]);
});

it("refuses the group that failed, and no other", async () => {
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const group = createGroupCommit<number>(async (items) => {
    begin();
    await new Promise((resolve) => setImmediate(resolve));
    if (items.includes(1)) throw new Error("levy");
  }, toReason);
  const [one, other] = [group.add([1]), group.add([3])];
  await begun;
  const later = group.add([2]);
  expect(await Promise.all([one, other, later])).toEqual([
    { ok: false, syy: "levy" },
    { ok: false, syy: "levy" },
    { ok: true },
  ]);
});

it("commits together what comes within a few turns of the event loop", async () => {
  const groups: (readonly number[])[] = [];
  const group = createGroupCommit<number>(async (items) => void groups.push([...items]), toReason);
  const first = group.add([1]);
  await new Promise((resolve) => setImmediate(resolve));
  await Promise.all([first, group.add([2])]);
  await group.add([3]);
  expect(groups).toEqual([[1, 2], [3]]);
});
