import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { createSegmentStore, openLogFolder } from "../../gateway/audit/index.ts";
import { createLocalKeyStore } from "../../gateway/config/index.ts";
import { typescriptArgs } from "../../scripts/typescript/args.ts";

const command = fileURLToPath(new URL("../../gateway/loki-main.ts", import.meta.url));
const run = promisify(execFile);

/** A folder of keys and a log of three rows, ten years ago, in two segments. */
async function makeLog() {
  const local = await mkdtemp(join(tmpdir(), "asiakas-loki-komento-"));
  const kansio = join(local, "loki");
  const sealKey = createLocalKeyStore(local).obtain("ASIAKAS_LOKI_SINETTI", 32);
  const aika = "2016-01-01T00:00:00.000Z";
  const store = createSegmentStore({
    folder: await openLogFolder(kansio),
    sealKey,
    now: () => new Date(aika),
    segmentBytes: 1,
  });
  for (let at = 0; at < 2; at += 1) await store.write([{ laji: "KATSELU", aika, asiakas: "a-aino" }]);
  const ankkuri = join(local, "ankkuri.jsonl");
  await writeFile(ankkuri, `${JSON.stringify(store.head())}\n`);
  await store.close();
  return { local, kansio, ankkuri };
}

/** Exit code and output of `npm run loki --` with these words. */
async function loki(local: string, ...words: readonly string[]) {
  return lokiWith({ ASIAKAS_KANSIO: local, ASIAKAS_LOKI_TIETOKANTA: undefined }, ...words);
}

async function lokiWith(changed: Readonly<Record<string, string | undefined>>, ...words: readonly string[]) {
  const env = { ...process.env, ...changed };
  try {
    const { stdout, stderr } = await run(process.execPath, [...typescriptArgs, command, ...words], { env });
    return { code: 0, text: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, text: stdout + stderr };
  }
}

it("verifies a whole log, and names the first bad row of one that is not", async () => {
  const { local, kansio, ankkuri } = await makeLog();
  expect(await loki(local, "tarkista", "--ankkuri", ankkuri)).toEqual({
    code: 0,
    text: "Loki on ehjä: 4 riviä, 2 segmenttiä\n",
  });
  const [name = ""] = (await readdir(kansio)).filter((each) => each.endsWith(".loki"));
  const text = await readFile(join(kansio, name), "utf8");
  await writeFile(join(kansio, name), text.replace("a-aino", "a-liisa"));
  const found = await loki(local, "tarkista");
  expect(found.code).toBe(1);
  expect(found.text.trim().split("\n")).toEqual([expect.stringContaining(`${name}:2  rivi on muuttunut`)]);
});

it("removes what is old enough and not held, and the log verifies after it", async () => {
  const { local, ankkuri } = await makeLog();
  const asetukset = join(local, "asetukset.json");
  const remove = async (settings: unknown, ...words: readonly string[]) => {
    await writeFile(asetukset, JSON.stringify({ loki: settings }));
    return loki(local, "poista", "--asetukset", asetukset, ...words);
  };
  const kept = { code: 0, text: "Poistettu 0 segmenttiä\n" };
  expect(await remove({})).toEqual(kept);
  expect(await remove({ sailytysVuosia: 5, pito: ["a-aino"] })).toEqual(kept);
  expect(await remove({ sailytysVuosia: 5, pito: true })).toEqual(kept);
  expect(await remove({ sailytysVuosia: 5 }, "--pito", "a-aino")).toEqual(kept);
  expect(await remove({ sailytysVuosia: 5 })).toEqual({ code: 0, text: "Poistettu 2 segmenttiä\n" });
  expect(await loki(local, "tarkista", "--ankkuri", ankkuri)).toMatchObject({ code: 0 });
});

it("takes a database's URL from a file, and says when the file is none", async () => {
  const { local } = await makeLog();
  const url = join(local, "url");
  await writeFile(url, "mysql://loki:salainen@127.0.0.1/loki");
  const verify = (place: string) => lokiWith({ ASIAKAS_KANSIO: local, ASIAKAS_LOKI_TIETOKANTA: place }, "tarkista");
  expect(await verify(`file:${url}`)).toMatchObject({
    code: 1,
    text: expect.stringMatching(/^the file of ASIAKAS_LOKI_TIETOKANTA must hold a database's URL[^\n]*\n$/),
  });
  expect(await verify(`file:${url}-ei`)).toMatchObject({
    code: 1,
    text: expect.stringMatching(/^ASIAKAS_LOKI_TIETOKANTA names a file that can't be read[^\n]*\n$/),
  });
});

it("refuses a folder that is not there, an age that is none, and words it does not know", async () => {
  const { local } = await makeLog();
  expect(await loki(local, "tarkista", "--kansio", join(local, "ei"))).toMatchObject({
    code: 1,
    text: expect.stringContaining("--kansio names no folder"),
  });
  expect(await loki(local, "poista")).toMatchObject({
    code: 1,
    text: expect.stringContaining("--asetukset is missing"),
  });
  const asetukset = join(local, "asetukset.json");
  await writeFile(asetukset, '{"loki":{"sailytysVuosia":0}}');
  expect(await loki(local, "poista", "--asetukset", asetukset)).toMatchObject({
    code: 1,
    text: expect.stringContaining("loki.sailytysVuosia"),
  });
  for (const words of [[], ["muu"], ["poista", "--vuosia", "1"]]) {
    expect(await loki(local, ...words)).toMatchObject({
      code: 2,
      text: expect.stringContaining("npm run loki -- tarkista"),
    });
  }
  expect((await loki(local, "--help")).code).toBe(0);
});
