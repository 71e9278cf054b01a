/** True for an object that is no list: of JSON, or as graphql-js makes it. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
