import type { Backend } from "./backend.ts";
import { startEmbedded } from "./embedded.ts";
import { startProxied } from "./proxied.ts";

/**
 * The database that registers share: a real PostgreSQL, named by a role that may create roles and
 * schemas, or a PGlite in this process when no URL is given. Whoever opens it closes it.
 */
export function openBackend(databaseUrl: string | undefined): Promise<Backend> {
  return databaseUrl === undefined ? startEmbedded() : startProxied(databaseUrl);
}
