import { versions } from "node:process";
import { setFlagsFromString } from "node:v8";

/**
 * V8 11 (Node 20) ends the process with "unreachable code" (`Deoptimizer::DoComputeBuiltinContinuation`)
 * when optimised code that calls WebAssembly is taken back, after some tens of thousands of decisions:
 * verified, and gone without that optimisation. To be called before any decision.
 */
export function keepWasmSteady(): void {
  if (versions.v8.startsWith("11.")) setFlagsFromString("--no-turbo-inline-js-wasm-calls");
}
