import { createApolloEngine } from "./apollo.ts";
import { createAsiakasEngine } from "./asiakas.ts";
import type { Engine, EngineOptions } from "./engine.ts";

/** Engines by the name that the configuration and the use log have for them. */
export type EngineName = "asiakas" | "apollo";

const engines: Readonly<Record<EngineName, (options: EngineOptions) => Promise<Engine>>> = {
  asiakas: createAsiakasEngine,
  apollo: createApolloEngine,
};

/** Starts an engine. @throws Error when the supergraph does not load, or names a subgraph that is not there. */
export function createEngine(name: EngineName, options: EngineOptions): Promise<Engine> {
  return engines[name](options);
}
