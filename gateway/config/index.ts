/**
 * Environment and file in, one frozen and checked configuration out. Read once, at start; what is
 * wrong stops the start with one line that names the key. Nothing else reads the environment, and
 * no key or secret stands in a message.
 */
export { ConfigError } from "./config-error.ts";
export { loadConfig, loadEnvironment, loadLokiSettings, loadSubgraphEnvironment } from "./config.ts";
export type { Config, ConfigFile, ConfigInput, SubgraphPlace } from "./config.ts";
export { readDatabaseUrl } from "./database-url.ts";
export { createLocalKeyStore, parseKey } from "./keys.ts";
export type { KeyStore } from "./keys.ts";
export { refusePasswords } from "./refuse-passwords.ts";
export { readRegisteredOperations } from "./registered-operations.ts";
