import { context } from "esbuild";
import type { BuildContext, Plugin } from "esbuild";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";

/** A file of the checkout with another text in its place. */
export interface Replaced {
  readonly path: string;
  readonly text: string;
}

/** Bundles of test files. */
export interface TestBundles {
  /** Paths of the bundled files by the test file's path, each build's modules its own. */
  build(replaced: Replaced): Promise<ReadonlyMap<string, string>>;
  close(): Promise<void>;
}

/**
 * Bundles test files with the code they reach, so that a build's modules are new and the packages they stand on are
 * loaded once for all builds; so is what the fixtures keep apart because a start costs much. `vitest` is taken from the global of that name, and a file knows itself by the checkout's path.
 */
export async function createTestBundles(root: string, files: readonly string[]): Promise<TestBundles> {
  const folder = mkdtempSync(join(tmpdir(), "asiakas-mutaatio-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  let replaced: Replaced = { path: "", text: "" };
  const read = (path: string): string =>
    relative(root, path) === replaced.path ? replaced.text : readFileSync(path, "utf8");
  const builder = await createBuilder(
    files.map((file) => join(root, file)),
    read,
  );
  let builds = 0;
  return {
    async build(next) {
      replaced = next;
      builds += 1;
      const to = join(folder, String(builds));
      mkdirSync(to);
      const { outputFiles = [] } = await builder.rebuild();
      for (const { path, contents } of outputFiles) writeFileSync(join(to, basename(path)), contents);
      return new Map(files.map((file) => [file, join(to, `${basename(file, ".ts")}.mjs`)]));
    },
    async close() {
      await builder.dispose();
      rmSync(folder, { recursive: true });
    },
  };
}

function createBuilder(entryPoints: string[], read: (path: string) => string): Promise<BuildContext> {
  const plugin: Plugin = {
    name: "mutant",
    setup(build) {
      build.onResolve({ filter: /^vitest$/ }, () => ({ path: "vitest", namespace: "global" }));
      build.onLoad({ filter: /.*/, namespace: "global" }, () => ({ contents: "module.exports = globalThis.vitest;" }));
      build.onResolve({ filter: /\/fixture-parts\.ts$/ }, ({ path, resolveDir }) => ({
        path: pathToFileURL(join(resolveDir, path)).href,
        external: true,
      }));
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
        contents: read(path).replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href)),
        loader: "ts",
        resolveDir: dirname(path),
      }));
    },
  };
  return context({
    entryPoints,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "es2023",
    packages: "external",
    outdir: "out",
    entryNames: "[name]",
    chunkNames: "[name]-[hash]",
    outExtension: { ".js": ".mjs" },
    write: false,
    logLevel: "silent",
    plugins: [plugin],
  });
}
