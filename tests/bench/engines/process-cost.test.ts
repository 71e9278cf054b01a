import { spawn } from "node:child_process";
import { once } from "node:events";
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

it.runIf(existsSync("/proc/self/stat"))(
  "counts processes that were started by it, while they run and after",
  async () => {
    const before = cpuMsOf(process.pid) ?? 0;
    const busy = "while (process.cpuUsage().user < 300_000); console.log(1); setInterval(() => 0, 1e6)";
    const child = spawn(process.execPath, ["--eval", busy], { stdio: ["ignore", "pipe", "ignore"] });
    await once(child.stdout, "data");
    const own = process.cpuUsage();
    const meanwhile = (cpuMsOf(process.pid) ?? 0) - before;
    expect(meanwhile).toBeGreaterThan(200);
    expect(rssMbOf(process.pid)).toBeGreaterThan((rssMbOf(child.pid) ?? 0) + 10);
    child.kill("SIGKILL");
    await once(child, "exit");
    const { user, system } = process.cpuUsage(own);
    expect((cpuMsOf(process.pid) ?? 0) - before).toBeGreaterThanOrEqual(meanwhile - (user + system) / 1000 - 20);
  },
);

it("knows nothing of a process that is not there or was not told", () => {
  expect(cpuMsOf(undefined)).toBeUndefined();
  expect(cpuMsOf(2 ** 30)).toBeUndefined();
  expect(rssMbOf(2 ** 30)).toBeUndefined();
});
