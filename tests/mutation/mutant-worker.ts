/**
 * A process of `npm run test:mutaatio`: is sent files with a broken text, runs the tests that mirror the file's folder,
 * and answers whether one noticed. Tests of the same name come first, then those that noticed before.
 */
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { keepEngines } from "../gateway/fixture-parts.ts";
import { createTestBundles } from "./bundle-tests.ts";
import type { Replaced, TestBundles } from "./bundle-tests.ts";
import { createCollector } from "./collect-tests.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
keepEngines();
const collector = createCollector();
Reflect.set(globalThis, "vitest", collector.vitest);

let isSound = true;
// What no test awaits fails a run of vitest too.
process.on("unhandledRejection", () => {
  isSound = false;
});

interface Folder {
  readonly bundles: TestBundles;
  /** Test files, those that noticed last before the others. */
  files: readonly string[];
}

const folders = new Map<string, Folder>();

async function folderOf(path: string): Promise<Folder> {
  const name = `tests/${dirname(path)}`;
  const known = folders.get(name);
  if (known !== undefined) return known;
  const files = readdirSync(`${root}${name}`)
    .filter((each) => each.endsWith(".test.ts"))
    // Tests of random cases take longest.
    .toSorted((one, other) => Number(one.startsWith("random")) - Number(other.startsWith("random")))
    .map((each) => `${name}/${each}`);
  const made = { bundles: await createTestBundles(root, files), files };
  folders.set(name, made);
  return made;
}

/** The test file that noticed; undefined when all pass. */
async function findFailing(replaced: Replaced): Promise<string | undefined> {
  const folder = await folderOf(replaced.path);
  const own = `tests/${dirname(replaced.path)}/${basename(replaced.path, ".ts")}.test.ts`;
  const rest = folder.files.filter((file) => file !== own);
  const files = existsSync(`${root}${own}`) ? [own, ...rest] : rest;
  const built = await folder.bundles.build(replaced);
  isSound = true;
  for (const file of files) {
    const isPassed = await collector.passes(() => import(pathToFileURL(built.get(file) ?? "").href));
    if (isPassed && isSound) continue;
    folder.files = [file, ...folder.files.filter((each) => each !== file)];
    return file;
  }
  return undefined;
}

process.on("message", (replaced: Replaced) => {
  void findFailing(replaced).then(
    (by) => process.send?.({ by }),
    // A text that can't be bundled is no mutant: the command must not count it as caught.
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on("disconnect", () => {
  void Promise.all([...folders.values()].map(({ bundles }) => bundles.close())).finally(() => process.exit());
});
