import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { cpuMsOf, rssMbOf } from "../../../bench/engines/process-cost.ts";

it.runIf(existsSync("/proc/self/stat"))("reads what the kernel has counted of a process", () => {
  const { user, system } = process.cpuUsage();
  const counted = cpuMsOf(process.pid) ?? 0;
  // The kernel rounds user and system time down to hundredths of a second, each by itself.
  expect(counted).toBeGreaterThanOrEqual((user + system) / 1000 - 20);
  expect(counted).toBeLessThanOrEqual(process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000 + 20);
  expect(rssMbOf(process.pid)).toBeGreaterThan(10);
});

it("knows nothing of a process that is not there or was not told", () => {
  expect(cpuMsOf(undefined)).toBeUndefined();
  expect(cpuMsOf(2 ** 30)).toBeUndefined();
  expect(rssMbOf(2 ** 30)).toBeUndefined();
});
