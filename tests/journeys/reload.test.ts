import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ConfigFile } from "../../gateway/config/index.ts";
import { keyFolder, postGraphql, startSystem } from "../start.ts";
import type { GraphAnswer, TestSystem } from "../start.ts";
import { typescriptArgs } from "../../scripts/typescript/args.ts";

const alueet = ["08", "15", "90"];
/** Longer than a busy machine takes for a reload. */
const requestMs = 30_000;

/** The configuration with nodes of these regions only. */
function withAlueet(file: ConfigFile, kept: readonly string[]): unknown {
  const subgraphs = Object.entries(file.subgraphs).map(([name, place]) => {
    const settings: Readonly<Record<string, unknown>> = Object("settings" in place ? place.settings : {});
    const { solmut, herateet, muutokset } = settings;
    const left = Array.isArray(solmut)
      ? { solmut: solmut.filter(({ alue }: { alue?: string }) => alue === undefined || kept.includes(alue)) }
      : {};
    const own = {
      ...(herateet === undefined ? {} : { herateet: only(Object(herateet), kept) }),
      ...(muutokset === undefined ? {} : { muutokset: only(Object(muutokset), kept) }),
    };
    const patience = name === "crm" ? { timeoutMs: 20_000 } : {};
    return [name, { ...place, settings: { ...settings, ...left, ...own, ...patience } }] as const;
  });
  return { ...file, requestMs, subgraphs: Object.fromEntries(subgraphs) };
}

function only(value: Readonly<Record<string, unknown>>, kept: readonly string[]): unknown {
  return Object.fromEntries(Object.entries(value).filter(([alue]) => kept.includes(alue)));
}

/** With one setting of a subgraph otherwise. */
function withSetting(file: ConfigFile, name: string, setting: Readonly<Record<string, unknown>>): unknown {
  const place = file.subgraphs[name];
  const settings: unknown = place !== undefined && "settings" in place ? place.settings : {};
  const changed = { ...place, settings: { ...Object(settings), ...setting } };
  return { ...file, requestMs, subgraphs: { ...file.subgraphs, [name]: changed } };
}

let system: TestSystem;
let token: string;
beforeAll(async () => {
  system = await startSystem({ alueet, configure: (file) => withAlueet(file, ["08", "15"]) });
  token = await system.token({ persona: "sofia" });
}, 120_000);
afterAll(() => system.close());
afterEach(async () => {
  for (const register of Object.values(system.mocks.registers)) register.faults.set([]);
  await system.reload((file) => withAlueet(file, ["08", "15"]));
});

const query = "{ mina { asiakassetelit { numero alue } } }";
const ask = (): Promise<GraphAnswer> => system.ask(query, token);
const nodesOf = ({ lahteet }: GraphAnswer): readonly (string | null)[] =>
  lahteet.filter(({ lahde }) => lahde === "crm").map(({ solmu }) => solmu);

describe("a reload", () => {
  it("adds a region without a restart", async () => {
    expect(nodesOf(await ask())).toEqual(["08", "15"]);
    await system.reload((file) => withAlueet(file, alueet));
    const answer = await ask();
    expect(answer.errors).toEqual([]);
    expect(nodesOf(answer)).toEqual(alueet);
    expect(JSON.stringify(answer.data)).toContain('"alue":"90"');
  });

  it("loses no request of a steady stream, and each is answered by one configuration", async () => {
    const answers: GraphAnswer[] = [];
    const over = new AbortController();
    const stream = async (): Promise<void> => {
      while (!over.signal.aborted) answers.push(await ask());
    };
    const streams = Promise.all(Array.from({ length: 4 }, stream));
    for (const kept of [alueet, ["08", "15"], alueet]) await system.reload((file) => withAlueet(file, kept));
    const before = answers.length;
    while (answers.length < before + 8) await ask();
    over.abort();
    await streams;
    expect(answers.filter(({ status, errors }) => status !== 200 || errors.length > 0)).toEqual([]);
    const seen = new Set(answers.map((answer) => nodesOf(answer).join()));
    expect([...seen].toSorted()).toEqual(["08,15", "08,15,90"]);
    expect(nodesOf(await ask())).toEqual(alueet);
  });

  it("lets a request that is under way end on the configuration it began on", async () => {
    const { crm } = system.mocks.registers;
    crm?.faults.set([{ laji: "hidas", viiveMs: 3000 }]);
    const before = crm?.requests.count() ?? 0;
    const slow = ask();
    await expect.poll(() => crm?.requests.count(), { timeout: 5000, interval: 10 }).toBe(before + 2);
    let isAnswered = false;
    const answered = slow.then((answer) => {
      isAnswered = true;
      return answer;
    });
    crm?.faults.set([]);
    await system.reload((file) => withAlueet(file, ["90"]));
    expect(isAnswered).toBe(false);
    expect(nodesOf(await ask())).toEqual(["90"]);
    const answer = await answered;
    expect(answer.errors).toEqual([]);
    expect(nodesOf(answer)).toEqual(["08", "15"]);
  });

  it.each<[string, (file: ConfigFile) => unknown, string]>([
    [
      "a wrong setting of a subgraph",
      (file) => withSetting(file, "crm", { solmut: [{ alue: "8", url: "postgres://a:salainen@h/d" }] }),
      "subgraphs.crm.settings",
    ],
    [
      "a subgraph that there is not",
      (file) => ({
        ...file,
        requestMs,
        subgraphs: { ...file.subgraphs, salainen: { run: "in-process", settings: {} } },
      }),
      "there is no subgraph",
    ],
    ["an unknown key", (file) => ({ ...file, requestMs, avain: "salainen" }), "configuration"],
    ["a field of no other source", (file) => ({ ...file, requestMs, vaihtoehdot: ["Asiakas.nimi"] }), "vaihtoehdot"],
    [
      "what the process has taken for its life",
      (file) => ({ ...file, requestMs: 1234 }),
      "requestMs: a reload can't change it",
    ],
    ["a bound of connections", (file) => ({ ...file, requestMs, limits: { maxQueries: 7 } }), "limits.maxQueries"],
  ])("is refused for %s, and what was before goes on", async (_, change, why) => {
    const refused = await system.reload(change).then(
      () => "",
      (error: unknown) => String(error),
    );
    expect(refused).toContain(why);
    expect(refused).not.toContain("salainen@");
    expect(nodesOf(await ask())).toEqual(["08", "15"]);
  });

  it("keeps what has been counted of a caller", async () => {
    const limits = { personsPerMinute: 1 };
    const change = (file: ConfigFile): unknown => ({ ...Object(withAlueet(file, alueet)), limits });
    await system.reload(change);
    const nurse = await system.token({ persona: "onni", rooli: "terveydenhuolto", tarkoitus: "HOITO" });
    const look = async (persona: string): Promise<number> =>
      (await system.ask("query($id: ID!) { asiakas(id: $id) { id } }", nurse, { id: system.idOf(persona) })).status;
    expect(await look("aino")).toBe(200);
    await system.reload(change);
    expect(await look("sofia")).toBe(429);
  });
});

describe("npm run gateway", () => {
  const main = fileURLToPath(new URL("../../gateway/gateway-main.ts", import.meta.url));
  const file = join(mkdtempSync(join(tmpdir(), "asiakas-asetukset-")), "asetukset.json");
  let child: ChildProcess | undefined;
  let log = "";
  afterAll(() => child?.kill("SIGTERM"));

  const write = (kept: readonly string[]): void => {
    const config = withAlueet(system.mocks.gatewayConfig as ConfigFile, kept);
    const limits = { maxPlanningMs: 20_000, planningWaitMs: 20_000 };
    writeFileSync(file, JSON.stringify({ ...Object(config), limits }));
  };
  const start = (): Promise<string> =>
    new Promise((resolve, reject) => {
      const env = { ...process.env, PORT: "0", HOST: "127.0.0.1", ASIAKAS_KANSIO: keyFolder };
      const started = spawn(process.execPath, [...typescriptArgs, main, "--asetukset", file], { env });
      child = started;
      started.stderr.on("data", (chunk: Buffer) => (log += chunk.toString("utf8")));
      started.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString("utf8").trim().replace(/\/$/, "")));
      started.once("exit", () => reject(new Error(log)));
    });
  const reload = async (line: string): Promise<void> => {
    log = "";
    child?.kill("SIGHUP");
    await expect.poll(() => log, { timeout: 20_000, interval: 20 }).toContain(line);
  };

  it("takes the file into use at SIGHUP, and refuses a bad one without a word of it", async () => {
    write(["08", "15"]);
    const url = await start();
    const nodes = async (): Promise<unknown> => nodesOf(await postGraphql(url, { query }, token));
    expect(await nodes()).toEqual(["08", "15"]);
    write(alueet);
    await reload("uudet asetukset on otettu käyttöön");
    expect(await nodes()).toEqual(alueet);
    writeFileSync(file, '{"subgraphs": {"crm": "postgres://crm:hunter2@127.0.0.1/alueet" ');
    await reload("uusia asetuksia ei otettu käyttöön");
    expect(log).toContain("the file is not JSON");
    expect(log).not.toContain("hunter2");
    expect(await nodes()).toEqual(alueet);
  }, 60_000);
});
