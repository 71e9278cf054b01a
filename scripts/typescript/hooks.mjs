// The hooks of `register.mjs`, in Node's thread for such: each TypeScript file is given as JavaScript.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { stop, transform } from "esbuild";

/** How long its service stays after the last file, milliseconds: what is loaded later starts it again. */
const idleMs = 2000;
let idle;

/** @type {import("node:module").LoadHook} */
export async function load(url, context, nextLoad) {
  if (!/^file:[^?#]*\.ts([?#]|$)/.test(url)) return nextLoad(url, context);
  clearTimeout(idle);
  const path = fileURLToPath(url);
  const { code } = await transform(await readFile(path, "utf8"), {
    loader: "ts",
    format: "esm",
    target: "node20",
    sourcefile: path,
    sourcemap: "inline",
    sourcesContent: false,
  });
  idle = setTimeout(() => void stop(), idleMs);
  idle.unref();
  return { format: "module", source: code, shortCircuit: true };
}
