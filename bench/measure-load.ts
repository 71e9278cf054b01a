import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createLocalKeyStore } from "../gateway/config/index.ts";
import { createAsiakasIds } from "../gateway/subgraph/index.ts";
import { createTokenIssuer } from "../mocks/idp/index.ts";
import { createPopulation, oletusPopulaatio } from "../mocks/population/index.ts";
import { runCallers } from "./callers.ts";
import type { CallersResult } from "./callers.ts";
import type { Owner } from "./cpu-shares.ts";
import { toPatient } from "./patient-sources.ts";
import { typescriptArgs } from "../scripts/typescript/args.ts";

/** What is measured under load. */
export interface Load {
  readonly title: string;
  /** About the caller, as a customer. `$asioija` is somebody else's id, where it is asked. */
  readonly query: string;
  /** For each number of callers. */
  readonly seconds: number;
  /** Denials that are the right answer to some customers. */
  readonly rightDenials?: readonly string[];
}

const persons = 200;
const rounds = [1, 16, 64] as const;

interface Report {
  readonly shares: readonly { readonly owner: Owner; readonly share: number }[];
  readonly steps: readonly { readonly step: string; readonly share: number }[];
  readonly cpuMs: number;
  readonly rssMb: number;
}

/**
 * Measures a query against the whole product, mocks and gateway in processes of their own, gate and use log on:
 * requests per second and latency at 1, 16 and 64 callers, calls to each register, and where the gateway's time goes.
 * @throws Error at the first answer that is refused or not whole.
 */
export async function measureLoad({ title, query, seconds, rightDenials = [] }: Load): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "asiakas-bench-"));
  const mocks = startChild("../mocks/main.ts", { ASIAKAS_KANSIO: folder });
  const { gatewayConfig } = await nextMessage<{ gatewayConfig: Parameters<typeof toPatient>[0] }>(mocks);
  const gateway = startChild("gateway-process.ts", {});
  // Few persons make all the load: nobody asks as much in a minute.
  const settings = { ...toPatient(gatewayConfig, Math.max(...rounds)), limits: { costPerMinute: 1_000_000_000 } };
  const { port } = await ask<{ port: number }>(gateway, { kind: "start", file: settings, folder });
  const { tokens, asioija } = await makeTokens(folder);
  const variables = query.includes("$asioija") ? { asioija } : {};
  const load = { url: `http://127.0.0.1:${port}`, query, variables, tokens, rightDenials };

  console.log(`\n${title}: ${persons} persons, ${seconds} s each, Node ${process.versions.node}\n`);
  console.log("callers  requests/s    p50 ms    p99 ms  CPU ms/request  waiting for registers  RSS MB");
  await runCallers({ ...load, callers: 16, seconds: 3 });
  for (const callers of rounds) {
    await ask(gateway, { kind: "profile" });
    const result = await runCallers({ ...load, callers, seconds });
    printRound(callers, result, await ask<Report>(gateway, { kind: "report" }));
  }
  console.log(
    "\n'steps': each sample counts for the nearest step of the gateway that called what ran; gate and policy are the gate's share, audit the use log's.",
  );
  console.log(
    "'gateway' is this project's own code there; 'waiting for registers' the share of a request's time in which a register was being asked.",
  );
  console.log(
    "'calls': to each register for one request; one below 1 was remembered between requests, as public data is.",
  );
  gateway.kill();
  mocks.kill("SIGTERM");
}

function printRound(callers: number, result: CallersResult, report: Report): void {
  const cells = [
    String(callers).padStart(7),
    (result.requests / result.seconds).toFixed(0).padStart(10),
    result.p50.toFixed(1).padStart(8),
    result.p99.toFixed(1).padStart(8),
    (report.cpuMs / result.requests).toFixed(2).padStart(14),
    `${(result.waiting * 100).toFixed(0)} %`.padStart(21),
    report.rssMb.toFixed(0).padStart(6),
  ];
  const perRequest = [...result.calls]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([lahde, calls]) => `${lahde} ${(calls / result.requests).toFixed(1)}`);
  console.log(cells.join("  "));
  console.log(
    `         CPU: ${report.shares.map(({ owner, share }) => `${owner} ${(share * 100).toFixed(0)} %`).join(" · ")}`,
  );
  console.log(
    `         steps: ${report.steps.map(({ step, share }) => `${step} ${(share * 100).toFixed(1)} %`).join(" · ")}`,
  );
  console.log(`         calls: ${perRequest.join(" · ")}`);
}
function startChild(file: string, env: Readonly<Record<string, string>>): ChildProcess {
  return fork(fileURLToPath(new URL(file, import.meta.url)), {
    execArgv: [...typescriptArgs],
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

/** Tokens of as many customers as make the load, and the id of one who is not among them. */
async function makeTokens(
  directory: string,
): Promise<{ readonly tokens: readonly string[]; readonly asioija: string }> {
  const population = createPopulation(oletusPopulaatio);
  const issuer = createTokenIssuer({ directory });
  const ids = createAsiakasIds(createLocalKeyStore(directory).obtain("ASIAKAS_ID_AVAIN", 64));
  const tokens: string[] = [];
  for (const { persona, hetu } of population.kaikki()) {
    if (hetu === undefined) continue;
    const tunnus = { laji: "HETU", arvo: hetu } as const;
    if (tokens.length === persons) return { tokens, asioija: ids.seal(tunnus) };
    tokens.push(await issuer.issue({ rooli: "asiakas", persona: persona ?? hetu, tunnus }));
  }
  throw new Error(`the population has fewer than ${persons} customers`);
}
