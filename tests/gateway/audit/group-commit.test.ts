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
  const group = createGroupCommit<number>(async (items) => {
    await new Promise((resolve) => setImmediate(resolve));
    if (items.includes(1)) throw new Error("levy");
  }, toReason);
  const [one, other] = [group.add([1]), group.add([3])];
  await new Promise((resolve) => setImmediate(resolve));
  const later = group.add([2]);
  expect(await Promise.all([one, other, later])).toEqual([
    { ok: false, syy: "levy" },
    { ok: false, syy: "levy" },
    { ok: true },
  ]);
});
