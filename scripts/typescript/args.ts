/** Arguments with which a Node started from here runs TypeScript, as `scripts/run.mjs` does. */
export const typescriptArgs: readonly string[] = ["--import", new URL("register.mjs", import.meta.url).href];
