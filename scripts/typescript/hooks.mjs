// The hooks of `register.mjs`, in Node's thread for such: each TypeScript file is given as JavaScript.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { stop, transform } from "esbuild";

/** How long esbuild's process stays after the last file, milliseconds: what is loaded later starts it again. */
const idleMs = 2000;
let underWay = 0;
let idle;

/** @type {import("node:module").LoadHook} */
export async function load(url, context, nextLoad) {
  if (!/^file:[^?#]*\.ts([?#]|$)/.test(url)) return nextLoad(url, context);
  clearTimeout(idle);
  underWay += 1;
  try {
    return { format: "module", source: await toJavaScript(fileURLToPath(url)), shortCircuit: true };
  } finally {
    underWay -= 1;
    // Never in the middle of a file, however slow the machine: its answer would not come.
    if (underWay === 0) idle = setTimeout(() => void stop(), idleMs).unref();
  }
}

async function toJavaScript(path) {
  const { code } = await transform(await readFile(path, "utf8"), {
    loader: "ts",
    format: "esm",
    target: "node20",
    sourcefile: path,
    sourcemap: "inline",
    sourcesContent: false,
  });
  return code;
}
