/** An object of an answer: of JSON, or as graphql-js makes it. */
export type JsonObject = Record<string, unknown>;
