/**
 * `npm start`: the mocks in a process of their own, the gateway in this one, and one block of text.
 * Ctrl-C and SIGTERM let requests under way end, then end everything.
 */
import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createTokenIssuer, parseKirjautuminen } from "../mocks/idp/index.ts";
import { createPopulation, oletusPopulaatio } from "../mocks/population/index.ts";
import { ConfigError, createLocalKeyStore, loadConfig, loadEnvironment } from "../gateway/config/index.ts";
import { startGateway } from "../gateway/main.ts";
import type { RunningGateway } from "../gateway/main.ts";
import { typescriptArgs } from "./typescript/args.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const localFolder = process.env["ASIAKAS_KANSIO"] ?? `${root}/.asiakas`;

try {
  await start();
} catch (error) {
  console.error(toLine(error));
  process.exit(1);
}

async function start(): Promise<void> {
  const keys = createLocalKeyStore(localFolder);
  // The environment is checked before anything is started.
  loadEnvironment({ env: process.env, keys });
  const mocks = await startMocksProcess();
  try {
    const config = loadConfig({ env: process.env, file: mocks.gatewayConfig, keys });
    const gateway = await startGateway(config, {
      writeLog: (line) => console.error(line),
      now: () => new Date(),
      lokiFolder: `${localFolder}/loki`,
    });
    stopOnSignal(gateway, mocks.child);
    console.log(await toBlock(config.host, gateway.port, mocks.controls));
  } catch (error) {
    mocks.child.kill("SIGTERM");
    throw error;
  }
}

interface MocksProcess {
  readonly child: ChildProcess;
  readonly gatewayConfig: unknown;
  readonly controls: Readonly<Record<string, string>>;
}

function startMocksProcess(): Promise<MocksProcess> {
  const child = fork(fileURLToPath(new URL("../mocks/main.ts", import.meta.url)), {
    execArgv: [...typescriptArgs],
    cwd: root,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  return new Promise((resolve, reject) => {
    child.once("message", (message: Omit<MocksProcess, "child">) => resolve({ ...message, child }));
    child.once("exit", () => reject(new ConfigError("The mocks did not start  →  see the lines above")));
  });
}

function stopOnSignal(gateway: RunningGateway, mocks: ChildProcess): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void gateway.close().finally(() => {
      mocks.once("exit", () => process.exit(0));
      if (mocks.exitCode === null) mocks.kill("SIGTERM");
      else process.exit(0);
    });
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

async function toBlock(host: string, port: number, controls: Readonly<Record<string, string>>): Promise<string> {
  const address = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  const signIn = parseKirjautuminen(createPopulation(oletusPopulaatio), { persona: "aino" });
  if (!signIn.ok) throw new Error(signIn.message);
  const token = await createTokenIssuer({ directory: localFolder }).issue(signIn.request);
  const names = Object.keys(controls);
  return `
Asiakas graph on käynnissä (synteettiset henkilöt, mock-rekisterit: ${names.join(", ")})

  Selain    ${address}/
  GraphQL   ${address}/graphql

  Kokeile:
  curl -s ${address}/graphql -H 'content-type: application/json' -H 'authorization: Bearer ${token}' -d '{"query":"{ mina { nimi { etunimet sukunimi } laakekatto { jaljella { teksti } } } }"}'
  npm run --silent token -- aino
`;
}

function toLine(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    const port = process.env["PORT"] ?? "4000";
    return `PORT ${port} is taken by another program  →  PORT=${Number(port) + 1} npm start`;
  }
  if (error instanceof Error && "code" in error && error.code === "EADDRNOTAVAIL") {
    return "HOST is not an address of this machine  →  HOST=127.0.0.1 npm start";
  }
  return `The gateway did not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
