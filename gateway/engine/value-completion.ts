import type { GraphError } from "../errors.ts";

/**
 * @apollo/gateway tells of a null in a non-null field only in `extensions.valueCompletion`, and only
 * when nothing else failed. Each of these becomes an error of ours, with its path; its text, which
 * names types, is dropped.
 */
export function toCompletionErrors(extensions: Readonly<Record<string, unknown>> | undefined): readonly GraphError[] {
  const completion: unknown = extensions?.["valueCompletion"];
  if (!Array.isArray(completion)) return [];
  return completion.map((error: unknown) => {
    const path = typeof error === "object" && error !== null && "path" in error ? error.path : undefined;
    return {
      code: "SOURCE_INVALID_RESPONSE",
      parameters: {},
      ...(isPath(path) ? { path } : {}),
    };
  });
}

function isPath(path: unknown): path is readonly (string | number)[] {
  return Array.isArray(path) && path.every((step) => typeof step === "string" || typeof step === "number");
}
