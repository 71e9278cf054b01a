import type { CallScope } from "./call-scope.ts";
import type { SourceFailure, SourceResult } from "./failure.ts";
import type { SourceHandle } from "./reach.ts";
import { readJson } from "./read-json.ts";
import { createSource } from "./source.ts";
import type { ResponseReader, SourceResponse } from "./source.ts";
import { toXRoadHeaders } from "./xroad.ts";
import { toXRoadRestFailure } from "./xroad-rest.ts";
import type { XRoadRestSettings } from "./xroad-settings.ts";

/** One question to a JSON service over X-Road. */
export interface XRoadQuestion {
  /** What follows the service's path; never holds personal data. */
  readonly operation: string;
  readonly body: unknown;
  /** Who asks and in what matter: both go to the message logs of X-Road, so never an identity code. */
  readonly userId: string;
  readonly issue: string;
  /** The service's own headers. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A register that answers JSON over X-Road's REST protocol. */
export interface XRoadJsonSource {
  /** Asks by POST. `parse` sees a 200 that answers our own message, and nothing else. */
  post<T>(
    question: XRoadQuestion,
    scope: CallScope,
    parse: (value: unknown) => SourceResult<T>,
  ): Promise<SourceResult<T>>;
  /** What is asked. */
  readonly source: SourceHandle;
}

/**
 * Opens a source. `toFailure` says what the service's own answer other than 200 means; its body is undefined when it
 * was not JSON. @throws RangeError as `createSource`.
 */
export function createXRoadJsonSource(options: {
  readonly lahde: string;
  readonly settings: XRoadRestSettings;
  readonly toFailure: (status: number, body: unknown) => SourceFailure;
}): XRoadJsonSource {
  const { lahde, settings, toFailure } = options;
  const { url, timeoutMs, rinnakkain: connections, tls, suojaus } = settings;
  const common = { lahde, url, timeoutMs, connections, suojaus };
  const source = createSource(tls === undefined ? common : { ...common, tls });
  const { polku, service } = settings.palvelu;
  return {
    post({ operation, body, userId, issue, headers: own = {} }, scope, parse) {
      // The message has an id of its own, as X-Road wants it unique; our request's id stands in the issue.
      const headers = {
        ...toXRoadHeaders(settings.client, userId),
        "x-road-issue": issue,
        "content-type": "application/json",
        accept: "application/json",
        ...own,
      };
      const request = {
        method: "POST",
        path: `${polku}/${operation}`,
        headers,
        body: JSON.stringify(body),
      } as const;
      return source.call(request, scope, toReader({ parse, toFailure, echo: { sent: headers, service } }));
    },
    source,
  };
}

/** An answer to another's message is not looked into: it may be about another person. */
function toReader<T>(how: {
  readonly parse: (value: unknown) => SourceResult<T>;
  readonly toFailure: (status: number, body: unknown) => SourceFailure;
  readonly echo: Parameters<typeof toXRoadRestFailure>[1];
}): ResponseReader<T> {
  return async (response: SourceResponse) => {
    const failure = toXRoadRestFailure(response, how.echo);
    if (failure !== undefined) return { ok: false, failure };
    const body = await readJson(response);
    if (response.status !== 200) {
      return { ok: false, failure: how.toFailure(response.status, body.ok ? body.value : undefined) };
    }
    return body.ok ? how.parse(body.value) : body;
  };
}
