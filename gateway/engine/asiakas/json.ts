/** An object of an answer: of JSON, or as graphql-js makes it. */
export type JsonObject = Record<string, unknown>;

/** True for an object that is no list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
