// Lets Node load TypeScript: by itself where it can, else by esbuild. To be named by `--import`, or imported first.
//
// Not by tsx, which wraps every function in a call that keeps its name for minifiers: where functions are made for each
// request that took a tenth of the gateway's processor time (docs/engine-speed.md).
import { register } from "node:module";

if (process.features.typescript === undefined || process.features.typescript === false) {
  process.setSourceMapsEnabled(true);
  register("./hooks.mjs", import.meta.url);
}
