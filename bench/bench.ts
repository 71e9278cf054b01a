/**
 * `npm run bench`: the README's query against the whole product, mocks and gateway in processes of
 * their own. Requests per second and latency at 1, 16 and 64 callers, and where the time goes.
 * Absolute numbers belong to the machine; compare columns of one run. Ends at the first answer that is
 * refused or not whole, exit 1. The CRM is the embedded one, of one session; `DATABASE_URL`: a PostgreSQL.
 */
import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createTokenIssuer } from "../mocks/idp/index.ts";
import { createPopulation, oletusPopulaatio } from "../mocks/population/index.ts";
import { runCallers } from "./callers.ts";
import type { Owner } from "./cpu-shares.ts";
import { measureEngines } from "./engines/moottorit.ts";
import { toPatient } from "./patient-sources.ts";
import { benchQuery } from "./query.ts";

// Gateways side by side, with options of its own.
if (process.argv[2] === "moottorit") await measureEngines(process.argv.slice(3));

const { values } = parseArgs({ options: { seconds: { type: "string", default: "8" }, help: { type: "boolean" } } });
if (values.help === true) {
  console.log("npm run bench [-- --seconds N]   N seconds for each number of callers, 8 when left out");
  process.exit(0);
}
const seconds = Number(values.seconds);
const folder = mkdtempSync(join(tmpdir(), "asiakas-bench-"));
const persons = 200;
const rounds = [1, 16, 64] as const;

const mocks = startChild("../mocks/main.ts", { ASIAKAS_KANSIO: folder });
const { gatewayConfig } = await nextMessage<{ gatewayConfig: Parameters<typeof toPatient>[0] }>(mocks);
const gateway = startChild("gateway-process.ts", {});
// Few persons make all the load: nobody asks as much in a minute.
const settings = { ...toPatient(gatewayConfig, Math.max(...rounds)), limits: { costPerMinute: 1_000_000_000 } };
const { port } = await ask<{ port: number }>(gateway, { kind: "start", file: settings, folder });
const tokens = await makeTokens();

console.log(`\n${persons} persons, ${seconds} s each, Node ${process.versions.node}\n`);
console.log("callers  requests/s    p50 ms    p99 ms  CPU ms/request  waiting for registers  RSS MB");
const load = { url: `http://127.0.0.1:${port}`, query: benchQuery, tokens };
await runCallers({ ...load, callers: 16, seconds: 3 });
for (const callers of rounds) {
  await ask(gateway, { kind: "profile" });
  const result = await runCallers({ ...load, callers, seconds });
  const report = await ask<Report>(gateway, { kind: "report" });
  const cells = [
    String(callers).padStart(7),
    (result.requests / result.seconds).toFixed(0).padStart(10),
    result.p50.toFixed(1).padStart(8),
    result.p99.toFixed(1).padStart(8),
    (report.cpuMs / result.requests).toFixed(2).padStart(14),
    `${(result.waiting * 100).toFixed(0)} %`.padStart(21),
    report.rssMb.toFixed(0).padStart(6),
  ];
  console.log(cells.join("  "));
  console.log(
    `         CPU: ${report.shares.map(({ owner, share }) => `${owner} ${(share * 100).toFixed(0)} %`).join(" · ")}`,
  );
  console.log(
    `         steps: ${report.steps.map(({ step, share }) => `${step} ${(share * 100).toFixed(1)} %`).join(" · ")}`,
  );
}
console.log(
  "\n'steps': each sample counts for the nearest step of the gateway that called what ran; gate and policy are the gate's share, audit the use log's.",
);
console.log(
  "'gateway' is this project's own code there; 'waiting for registers' the share of a request's time in which a register was being asked.",
);
gateway.kill();
mocks.kill("SIGTERM");
process.exit(0);

interface Report {
  readonly shares: readonly { readonly owner: Owner; readonly share: number }[];
  readonly steps: readonly { readonly step: string; readonly share: number }[];
  readonly cpuMs: number;
  readonly rssMb: number;
}

function startChild(file: string, env: Readonly<Record<string, string>>): ChildProcess {
  return fork(fileURLToPath(new URL(file, import.meta.url)), {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, NODE_ENV: "bench", ...env },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
}

function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once("message", (message) => resolve(message as T));
    child.once("exit", () => reject(new Error("a process of the benchmark ended")));
  });
}

function ask<T>(
  child: ChildProcess,
  message: { readonly kind: string; readonly file?: unknown; readonly folder?: string },
): Promise<T> {
  const answer = nextMessage<T>(child);
  child.send(message);
  return answer;
}

async function makeTokens(): Promise<readonly string[]> {
  const population = createPopulation(oletusPopulaatio);
  const issuer = createTokenIssuer({ directory: folder });
  const made: string[] = [];
  for (const { persona, hetu } of population.kaikki()) {
    if (hetu === undefined) continue;
    made.push(await issuer.issue({ rooli: "asiakas", persona: persona ?? hetu, tunnus: { laji: "HETU", arvo: hetu } }));
    if (made.length === persons) break;
  }
  return made;
}
