import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, it } from "vitest";
import { postGraphql } from "../start.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Run {
  readonly child: ChildProcess;
  /** Everything printed so far, both streams. */
  readonly printed: () => string;
  readonly exited: Promise<number | null>;
}

let running: Run | undefined;
afterEach(async () => {
  running?.child.kill("SIGKILL");
  await running?.exited;
});

/** As `npm start` runs it; npm itself adds its two lines and passes signals on. */
function start(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = ["scripts/run.mjs", "scripts/start.ts"],
): Run {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: {
      PATH: process.env["PATH"],
      ASIAKAS_POPULAATIO: "60",
      ASIAKAS_KANSIO: mkdtempSync(join(tmpdir(), "asiakas-start-")),
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  child.stdout.on("data", (part: Buffer) => (text += part.toString()));
  child.stderr.on("data", (part: Buffer) => (text += part.toString()));
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  running = { child, printed: () => text, exited };
  return running;
}

async function printed(run: Run, pattern: RegExp): Promise<RegExpMatchArray> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = run.printed().match(pattern);
      if (found !== null) resolve(found);
    };
    run.child.stdout?.on("data", look);
    run.child.once("exit", () => reject(new Error(`ended without it: ${run.printed()}`)));
    look();
  });
}

it("prints one block, serves the line it prints, and ends everything on SIGTERM", async () => {
  const run = start({ PORT: "0" });
  const [, url = ""] = await printed(run, /GraphQL {3}(http:\/\/127\.0\.0\.1:\d+)\/graphql/);
  const [, token = ""] = await printed(run, /authorization: Bearer (\S+)'/);
  const [, body = ""] = await printed(run, /-d '(.+)'/);
  expect(run.printed()).not.toMatch(/warn|deprecat|error/i);
  const answer = await postGraphql(url, JSON.parse(body), token);
  expect(answer.data).toMatchObject({ mina: { nimi: { sukunimi: "Koivula-Testi" } } });
  const live = await fetch(`${url}/health/live`);
  expect([live.status, await live.json()]).toEqual([200, { tila: "OK" }]);
  const page = await fetch(`${url}/`);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  run.child.kill("SIGTERM");
  expect(await run.exited).toBe(0);
  await expect(fetch(`${url}/health/live`)).rejects.toThrow();
});

it("lets a request under way end before it stops", async () => {
  const run = start({ PORT: "0" });
  const [, url = ""] = await printed(run, /GraphQL {3}(http:\/\/127\.0\.0\.1:\d+)\/graphql/);
  const [, token = ""] = await printed(run, /authorization: Bearer (\S+)'/);
  const slow = await fetch(`${url}/paikallinen/viat`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ lahde: "kela", viat: [{ laji: "hidas", viiveMs: 800 }] }),
  });
  expect(slow.status).toBe(200);
  const answering = postGraphql(url, { query: "{ mina { laakekatto { tayttynyt } } }" }, token);
  // The register has the question: only then is the gateway told to stop.
  await asked(url);
  run.child.kill("SIGTERM");
  expect((await answering).data).toMatchObject({ mina: { laakekatto: { tayttynyt: expect.any(Boolean) as unknown } } });
  expect(await run.exited).toBe(0);
});

/** Waits until the gateway has a connection open: its health answers while the question is on the way. */
async function asked(url: string): Promise<void> {
  for (let at = 0; at < 5; at += 1) await fetch(`${url}/health/live`);
}

it("says in one line that the port is taken, and how to take another", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => {
    other.listen(0, "127.0.0.1", resolve);
  });
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const run = start({ PORT: String(port) });
  expect(await run.exited).toBe(1);
  expect(run.printed()).toBe(`PORT ${port} is taken by another program  →  PORT=${port + 1} npm start\n`);
  await new Promise((resolve) => other.close(resolve));
});

it.each([
  [{ PORT: "abc" }, "PORT must be 0-65535  →  PORT=4001 npm start\n"],
  [
    { NODE_ENV: "production" },
    "ASIAKAS_ID_AVAIN is missing  →  set it to file:PATH of a key of 64 random bytes in base64\n",
  ],
])("says in one line what is wrong with %j", async (env, line) => {
  const run = start(env);
  expect(await run.exited).toBe(1);
  expect(run.printed()).toBe(line);
});

it("says in one line that Node is too old", async () => {
  const older = `data:text/javascript,Object.defineProperty(process, "versions", {value: {node: "18.20.0"}})`;
  const run = start({}, ["--import", older, "scripts/run.mjs", "scripts/start.ts"]);
  expect(await run.exited).toBe(1);
  expect(run.printed()).toBe("Node 18.20.0 found, 20.19 or newer is needed  →  install Node 24 LTS\n");
});

it("runs one subgraph as a server of its own", async () => {
  const run = start({}, ["scripts/run.mjs", "gateway/subgraph-main.ts", "asiakas", "--port", "0"]);
  const [, url = ""] = await printed(run, /asiakas: (http:\/\/127\.0\.0\.1:\d+)\/graphql/);
  const refused = await fetch(`${url}/graphql`, { method: "POST", body: '{"query":"{ __typename }"}' });
  expect([refused.status, await refused.text()]).toEqual([401, ""]);
  run.child.kill("SIGTERM");
  expect(await run.exited).toBe(0);
});
