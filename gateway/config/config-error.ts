/** A mistake in the configuration; the message is one line: what is wrong, and what to do. */
export class ConfigError extends Error {}
