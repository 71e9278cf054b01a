/**
 * A gateway in a process of its own, for the benchmark: configured by its parent's first message,
 * profiled between `profile` and `report`.
 */
import { Session } from "node:inspector/promises";
import { createLocalKeyStore, loadConfig } from "../gateway/config/index.ts";
import { startGateway } from "../gateway/main.ts";
import { sharesOf, stepsOf } from "./cpu-shares.ts";

const session = new Session();
session.connect();
let cpuBefore = process.cpuUsage();

process.on("message", (message: { readonly kind: string; readonly file?: unknown; readonly folder?: string }) => {
  void answer(message);
});
process.on("disconnect", () => process.exit(0));

async function answer({
  kind,
  file,
  folder = "",
}: {
  readonly kind: string;
  readonly file?: unknown;
  readonly folder?: string;
}): Promise<void> {
  if (kind === "start") {
    const config = loadConfig({ env: { PORT: "0" }, file, keys: createLocalKeyStore(folder) });
    const gateway = await startGateway(config, {
      writeLog: (line) => console.error(line),
      now: () => new Date(),
      lokiFolder: `${folder}/loki`,
    });
    process.send?.({ port: gateway.port });
  }
  if (kind === "profile") {
    await session.post("Profiler.enable");
    await session.post("Profiler.start");
    cpuBefore = process.cpuUsage();
    process.send?.({});
  }
  if (kind === "report") {
    const cpu = process.cpuUsage(cpuBefore);
    const { profile } = await session.post("Profiler.stop");
    process.send?.({
      shares: sharesOf(profile),
      steps: stepsOf(profile),
      cpuMs: (cpu.user + cpu.system) / 1000,
      rssMb: process.memoryUsage().rss / 1024 / 1024,
    });
  }
}
