import { createAsiakasEngine } from "./asiakas.ts";
import type { Engine, EngineOptions } from "./engine.ts";

/** Engines by the name that the configuration and the use log have for them. */
export type EngineName = "asiakas" | "apollo";

const engines: Readonly<Record<EngineName, (options: EngineOptions) => Promise<Engine>>> = {
  asiakas: createAsiakasEngine,
  // Loaded only where it is taken: its packages take 30 MB and half a second.
  apollo: async (options) => (await import("./apollo.ts")).createApolloEngine(options),
};

/** Starts an engine. @throws Error when the supergraph does not load, or names a subgraph that is not there. */
export function createEngine(name: EngineName, options: EngineOptions): Promise<Engine> {
  return engines[name](options);
}
