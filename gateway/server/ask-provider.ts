import { createCallRecorder, createDeadline, createSource, failed, ok, readJson } from "../source/index.ts";
import type { SourceRequest, SourceResult } from "../source/index.ts";

const limitMs = 3000;
/** Answers of providers are small: metadata, keys, one token. */
const maxBytes = 256 * 1024;

/** A provider's JSON answer of status 200, by GET: undefined when it can't be had. */
export async function fetchProviderJson(url: string): Promise<unknown> {
  const result = await ask(url, { method: "GET", headers: { accept: "application/json" } });
  return result.ok ? result.value : undefined;
}

/** A provider's JSON answer of status 200 to a form: undefined when it refuses, or can't be asked. */
export async function postProviderForm(url: string, form: Readonly<Record<string, string>>): Promise<unknown> {
  const result = await ask(url, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  });
  return result.ok ? result.value : undefined;
}

/** By the one way out of the gateway. A connection of its own: providers are asked some times an hour. */
async function ask(url: string, request: Omit<SourceRequest, "path">): Promise<SourceResult<unknown>> {
  const { origin, pathname, search } = new URL(url);
  const source = createSource({ lahde: "tunnistus", url: origin, timeoutMs: limitMs, connections: 1, maxBytes });
  const deadline = createDeadline(limitMs);
  try {
    return await source.call(
      { ...request, path: pathname + search },
      { deadline, recorder: createCallRecorder(() => deadline.elapsedMs()) },
      async (response): Promise<SourceResult<unknown>> => {
        if (response.status !== 200) return failed("unavailable", "status is not 200");
        const json = await readJson(response);
        return json.ok ? ok(json.value) : json;
      },
    );
  } finally {
    deadline.end();
    await source.close();
  }
}
