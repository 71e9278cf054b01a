import { readAnswer } from "../answer.ts";
import type { Answer } from "../answer.ts";
import type { Operation } from "../operation.ts";

/** How an operation ended. */
export type Outcome =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "cancelled" }
  | { readonly kind: "unreachable" };

/** Headers of the session and language; aborting the signal ends the request, and so the service's own calls. */
export interface RunOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** Sends one operation to `POST /graphql` of this origin. Never throws. */
export async function runOperation(operation: Operation, { headers, signal }: RunOptions): Promise<Outcome> {
  const started = performance.now();
  try {
    const response = await fetch("/graphql", {
      method: "POST",
      headers: {
        ...headers,
        "content-type": "application/json",
        accept: "application/graphql-response+json, application/json",
      },
      body: JSON.stringify(operation),
      cache: "no-store",
      credentials: "omit",
      signal,
    });
    const text = await response.text();
    return { kind: "answer", answer: readAnswer(response.status, Math.round(performance.now() - started), text) };
  } catch {
    // fetch tells no more than that it failed; the page's text says what to look at.
    return { kind: signal.aborted ? "cancelled" : "unreachable" };
  }
}
