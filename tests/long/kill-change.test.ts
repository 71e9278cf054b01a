import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync, readdirSync } from "node:fs";
import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openLogFolder, verifyLog } from "../../gateway/audit/index.ts";
import { createLocalKeyStore } from "../../gateway/config/index.ts";
import { createTokenIssuer } from "../../mocks/idp/index.ts";
import { createPopulation } from "../../mocks/population/index.ts";
import { startMocks } from "../../mocks/start-all.ts";
import type { RunningMocks } from "../../mocks/start-all.ts";
import { postGraphql } from "../start.ts";
import type { GraphAnswer } from "../start.ts";
import { typescriptArgs } from "../../scripts/typescript/args.ts";

const population = { seed: 1, size: 60 };
const hetu = createPopulation(population).henkilo(0).hetu ?? "";
// Of no bank: see mocks/population/maksuyhteydet.ts.
const iban = "FI7799000000000077";
const query = `mutation($m: AsetettavaMaksuyhteys!, $k: String!) {
  asetaMaksuyhteys(maksuyhteys: $m, toistoavain: $k, alue: "08") { tulos asiakas { maksuyhteydet { iban oletus } } }
}`;

let folder = "";
let mocks: RunningMocks;
let token = "";
const children: ChildProcess[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "asiakas-tappo-"));
  await mkdir(join(folder, "loki"));
  mocks = await startMocks({
    population,
    directory: folder,
    alueet: ["08"],
    databaseUrl: undefined,
    now: () => new Date(),
  });
  const persona = { rooli: "asiakas", persona: hetu, tunnus: { laji: "HETU", arvo: hetu } } as const;
  token = await createTokenIssuer({ directory: folder }).issue(persona);
}, 240_000);
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await mocks.close();
});

/** A gateway in a process of its own, over the same registers and the same log. */
async function startGateway(): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = fork(fileURLToPath(new URL("kill-gateway.ts", import.meta.url)), {
    execArgv: [...typescriptArgs],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  children.push(child);
  child.send({ folder, lokiFolder: join(folder, "loki"), file: mocks.gatewayConfig });
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  return { child, url: `http://127.0.0.1:${port}` };
}

const change = (url: string, k: string): Promise<GraphAnswer> =>
  postGraphql(url, { query, variables: { m: { iban, saaja: "Aino Koivula-Testi" }, k } }, token);

/** Rows of changes as they stand on the disk. */
function changesOnDisk(): readonly string[] {
  const loki = join(folder, "loki");
  return readdirSync(loki)
    .filter((name) => name.endsWith(".loki"))
    .flatMap((name) => readFileSync(join(loki, name), "utf8").split("\n"))
    .filter((line) => line.includes('"laji":"MUUTOS"'));
}

it.each([
  ["before the register has made it", "jumissa", "5e0a3a1e-0000-4000-8000-000000000001", ["TEHTY"]],
  // The register makes what it was told, also when nobody waits for it: before the repeated one, or after.
  ["while the register makes it", "hidas", "5e0a3a1e-0000-4000-8000-000000000002", ["TEHTY", "OLI_JO_TEHTY"]],
] as const)(
  "a gateway killed %s leaves the row of the change, and the same key tells the truth to the next",
  { timeout: 240_000 },
  async (_, laji, k, tulokset) => {
    const crm = mocks.nodes["crm/08"];
    crm?.requests.clear();
    crm?.faults.set([{ laji, viiveMs: 1500 }]);
    const rows = changesOnDisk().length;
    const { child, url } = await startGateway();
    const lost = change(url, k).then(
      () => "answered",
      () => "lost",
    );
    await expect.poll(() => crm?.requests.count(), { timeout: 120_000 }).toBe(1);
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
    expect(await lost).toBe("lost");
    expect(changesOnDisk().slice(rows)).toHaveLength(1);
    crm?.faults.set([]);
    const next = await startGateway();
    const made = async (): Promise<unknown> => (await change(next.url, k)).data?.["asetaMaksuyhteys"];
    const first = await made();
    const account = { iban, oletus: true };
    expect(first).toMatchObject({ asiakas: { maksuyhteydet: expect.arrayContaining([account]) } });
    expect(tulokset).toContain(Object(first).tulos);
    expect(await made()).toMatchObject({ tulos: "OLI_JO_TEHTY" });
    const sealKey = createLocalKeyStore(folder).obtain("ASIAKAS_LOKI_SINETTI", 32);
    expect((await verifyLog(await openLogFolder(join(folder, "loki")), { sealKey })).virhe).toBeUndefined();
  },
);
