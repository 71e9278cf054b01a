/**
 * `npm run test:tappo -- [--kierroksia N] [--kutsujia N]`: the whole gateway over HTTP, killed at a random
 * moment under load. Every answer that a caller has received whole must be in the use log, and the log must
 * verify, after each round; the next round's gateway opens the same folder.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync, readdirSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openLogFolder, verifyLog } from "../../gateway/audit/index.ts";
import { createLocalKeyStore } from "../../gateway/config/index.ts";
import { createTokenIssuer } from "../../mocks/idp/index.ts";
import { createPopulation } from "../../mocks/population/index.ts";
import { startMocks } from "../../mocks/start-all.ts";
import { typescriptArgs } from "../../scripts/typescript/args.ts";

/** What the loop has shown. */
export interface KillResult {
  readonly kierroksia: number;
  /** Whole answers that callers received. */
  readonly vastauksia: number;
  /** Rows in the log at the end. */
  readonly riveja: number;
  /** Answers received that the log does not have: must be none. */
  readonly puuttuvia: readonly string[];
}

const query = '{"query":"{ mina { nimi { sukunimi } laakekatto { vuosi } } }"}';

/** Runs the loop. `random` decides when a gateway is killed. */
export async function runKillLoop({
  rounds,
  callers,
  random,
  onRound = () => undefined,
}: {
  readonly rounds: number;
  readonly callers: number;
  readonly random: () => number;
  readonly onRound?: (round: number, answers: number) => void;
}): Promise<KillResult> {
  const folder = await mkdtemp(join(tmpdir(), "asiakas-tappo-"));
  const lokiFolder = join(folder, "loki");
  const population = { seed: 1, size: 200 };
  const mocks = await startMocks({
    population,
    directory: folder,
    alueet: ["08"],
    databaseUrl: undefined,
    now: () => new Date(),
  });
  const issuer = createTokenIssuer({ directory: folder });
  const hetut = [...createPopulation(population).kaikki()].flatMap(({ hetu }) => (hetu === undefined ? [] : [hetu]));
  const tokens = await Promise.all(
    hetut
      .slice(0, callers)
      .map((hetu) => issuer.issue({ rooli: "asiakas", persona: hetu, tunnus: { laji: "HETU", arvo: hetu } })),
  );
  const received: string[] = [];
  const sealKey = createLocalKeyStore(folder).obtain("ASIAKAS_LOKI_SINETTI", 32);
  try {
    for (let round = 1; round <= rounds; round += 1) {
      received.push(
        ...(await runRound({
          folder,
          lokiFolder,
          file: mocks.gatewayConfig,
          tokens,
          killAfterMs: random() * 400,
        })),
      );
      const verified = await verifyLog(await openLogFolder(lokiFolder), { sealKey });
      if (verified.virhe !== undefined) throw new Error(`round ${round}: ${JSON.stringify(verified.virhe)}`);
      onRound(round, received.length);
    }
  } finally {
    await mocks.close();
  }
  const log = readLog(lokiFolder);
  return {
    kierroksia: rounds,
    vastauksia: received.length,
    riveja: log.riveja,
    puuttuvia: received.filter((pyynto) => !log.pyynnot.has(pyynto)),
  };
}

interface Round {
  readonly folder: string;
  readonly lokiFolder: string;
  readonly file: unknown;
  readonly tokens: readonly string[];
  readonly killAfterMs: number;
}

/** One gateway's life: started, loaded by all callers, killed. Gives the requests whose whole answer came. */
async function runRound({ folder, lokiFolder, file, tokens, killAfterMs }: Round): Promise<readonly string[]> {
  const child = fork(fileURLToPath(new URL("kill-gateway.ts", import.meta.url)), {
    execArgv: [...typescriptArgs],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  child.send({ folder, lokiFolder, file });
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  const received: string[] = [];
  const load = { isKilled: false };
  let isWarm: () => void = () => undefined;
  // Counted from the first answer: a gateway that has just started has nothing to lose.
  const warm = new Promise<void>((resolve) => {
    isWarm = resolve;
  });
  const loads = tokens.map(async (token) => {
    while (!load.isKilled) {
      const pyynto = await ask(port, token);
      if (pyynto === undefined) continue;
      received.push(pyynto);
      isWarm();
    }
  });
  await warm;
  await new Promise((resolve) => setTimeout(resolve, killAfterMs));
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  load.isKilled = true;
  await Promise.all([gone, ...loads]);
  return received;
}

/** The id of the request, once its whole answer with data has come; undefined when the gateway went away. */
async function ask(port: number, token: string): Promise<string | undefined> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: query,
    });
    const answer = (await response.json()) as { data?: unknown; extensions?: { pyynto: string } };
    return answer.data === undefined ? undefined : answer.extensions?.pyynto;
  } catch {
    // Killed in the middle: no whole answer came, so nothing need be in the log.
    return undefined;
  }
}

function readLog(lokiFolder: string): { readonly riveja: number; readonly pyynnot: ReadonlySet<string> } {
  const texts = readdirSync(lokiFolder)
    .filter((name) => name.endsWith(".loki"))
    .map((name) => readFileSync(join(lokiFolder, name), "utf8"));
  const found = texts.flatMap((text) => [...text.matchAll(/"pyynto":"([^"]+)"/g)].map(([, pyynto = ""]) => pyynto));
  return { riveja: found.length, pyynnot: new Set(found) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { kierroksia: { type: "string", default: "300" }, kutsujia: { type: "string", default: "50" } },
  });
  const result = await runKillLoop({
    rounds: Number(values.kierroksia),
    callers: Number(values.kutsujia),
    random: Math.random,
    onRound: (round, answers) => {
      if (round % 25 === 0) console.log(`${round} kierrosta, ${answers} vastausta`);
    },
  });
  console.log(JSON.stringify(result));
  process.exitCode = result.puuttuvia.length === 0 ? 0 : 1;
}
