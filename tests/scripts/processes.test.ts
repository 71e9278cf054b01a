import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { startSupergraph } from "../gateway/engine/start-supergraph.ts";

const runner = fileURLToPath(new URL("../../scripts/run.mjs", import.meta.url));

function run(...words: readonly string[]) {
  const program = spawn(process.execPath, [runner, "gateway/gateway-main.ts", ...words], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void program.kill("SIGKILL"));
  return program;
}

/** The processes that a process has started, as the kernel tells. */
function childrenOf(pid: number | undefined): readonly number[] {
  const tasks = `/proc/${pid}/task`;
  return readdirSync(tasks).flatMap((task) =>
    readFileSync(`${tasks}/${task}/children`, "utf8").split(" ").filter(Boolean).map(Number),
  );
}

async function ask(url: string): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    // A connection of its own goes to the next process.
    headers: { "content-type": "application/json", connection: "close" },
    body: '{"query":"{ luku }"}',
  });
  return response.json();
}

it.runIf(existsSync("/proc/self/task"))(
  "runs a program in processes that share a port, puts another in the place of one that ends, and ends with all",
  { timeout: 120_000 },
  async () => {
    const running = await startSupergraph({
      a: { schema: "type Query { luku: Int }", resolvers: { Query: { luku: () => 7 } } },
    });
    onTestFinished(() => running.close());
    const file = join(mkdtempSync(join(tmpdir(), "asiakas-prosessit-")), "supergraph.graphql");
    writeFileSync(file, running.supergraphSdl);
    const program = run("--supergraph", file, "--port", "0", "--prosesseja", "2");
    const urls: string[] = [];
    program.stdout.on("data", (chunk) => urls.push(...(String(chunk).match(/http:\S+/g) ?? [])));
    await expect.poll(() => urls.length, { timeout: 60_000 }).toBe(2);
    const [url = ""] = urls;
    expect(new Set(urls)).toEqual(new Set([url]));
    const [one, other] = childrenOf(program.pid);
    expect([one, other].every((pid) => pid !== undefined && pid !== program.pid)).toBe(true);

    process.kill(one ?? 0, "SIGKILL");
    await expect.poll(() => urls.length, { timeout: 60_000 }).toBe(3);
    expect(childrenOf(program.pid)).toHaveLength(2);
    for (let times = 0; times < 4; times += 1) expect(await ask(url)).toEqual({ data: { luku: 7 } });

    const gone = once(program, "exit");
    program.kill("SIGTERM");
    expect(await gone).toEqual([0, null]);
    await expect(ask(url)).rejects.toThrow("fetch failed");
  },
);

it(
  "ends where the program can't start, with its code, and refuses a number that is none",
  { timeout: 60_000 },
  async () => {
    const [code] = await once(run("--supergraph", "/ei/ole", "--prosesseja", "2"), "exit");
    expect(code).toBe(1);
    const [refused] = await once(run("--prosesseja", "paljon"), "exit");
    expect(refused).toBe(2);
  },
);
