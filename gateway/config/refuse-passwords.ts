import { ConfigError } from "./config-error.ts";

/**
 * Refuses a URL with a password in it anywhere in settings: for production, where the configuration is seen by
 * more people than its secrets are for. `place` is what the settings are called. Knows a password by its
 * place in a URL: a secret of another form is not seen.
 * @throws ConfigError naming the key, never its value.
 */
export function refusePasswords(place: string, settings: unknown): void {
  if (typeof settings === "string" && hasPassword(settings)) {
    throw new ConfigError(
      `${place} holds a password  →  write a database's URL to a file and give file:PATH; NODE_ENV=production takes no other`,
    );
  }
  if (typeof settings !== "object" || settings === null) return;
  for (const [key, value] of Object.entries(settings)) refusePasswords(`${place}.${key}`, value);
}

function hasPassword(text: string): boolean {
  return URL.canParse(text) && new URL(text).password !== "";
}
