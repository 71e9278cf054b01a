/**
 * Environment and file in, one frozen and checked configuration out. Read at start, and anew at a reload; what is
 * wrong stops the start, or the reload, with one line that names the key. Nothing else reads the environment, and
 * no key or secret stands in a message.
 */
export { ConfigError } from "./config-error.ts";
export { loadConfig, loadEnvironment, loadLokiSettings, loadSubgraphEnvironment } from "./config.ts";
export type { Config, ConfigFile, ConfigInput, SubgraphPlace } from "./config.ts";
export { readConfigFile } from "./config-file.ts";
export { readDatabaseUrl } from "./database-url.ts";
export { createLocalKeyStore, parseKey } from "./keys.ts";
export type { KeyStore } from "./keys.ts";
export { refusePasswords } from "./refuse-passwords.ts";
export { readRegisteredOperations } from "./registered-operations.ts";
