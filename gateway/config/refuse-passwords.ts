import { ConfigError } from "./config-error.ts";

/**
 * Refuses a secret anywhere in settings that does not stand in a file of its own (`file:PATH`): a URL with a password in
 * it, and what stands under a key that is a secret's. For production, where the configuration is seen by more people than
 * its secrets are for. `place` is what the settings are called. A secret is known by its key (`salasana`, `avain`,
 * `tunniste`, and names that end in the first two) and by its place in a URL: one under another key is not seen.
 * @throws ConfigError naming the key, never its value.
 */
export function refusePasswords(place: string, settings: unknown): void {
  if (typeof settings === "string") {
    if (hasPassword(settings)) throw new ConfigError(`${place} holds a password  →  ${how("a database's URL")}`);
    if (isSecret(place, settings)) throw new ConfigError(`${place} is a secret  →  ${how("it")}`);
  }
  if (typeof settings !== "object" || settings === null) return;
  for (const [key, value] of Object.entries(settings)) refusePasswords(`${place}.${key}`, value);
}

const how = (what: string): string => `write ${what} to a file and give file:PATH; NODE_ENV=production takes no other`;

function hasPassword(text: string): boolean {
  return URL.canParse(text) && new URL(text).password !== "";
}

/** A public key is no secret; a file's place is none either. */
function isSecret(place: string, text: string): boolean {
  const isNamedSo = /(?:^|\.)(?:\w*salasana|\w*avain|tunniste)$/i.test(place);
  return isNamedSo && text !== "" && !text.startsWith("file:") && !text.startsWith("-----BEGIN PUBLIC KEY-----");
}
