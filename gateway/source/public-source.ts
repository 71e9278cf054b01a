import { hasPersonalCode } from "../has-personal-code.ts";
import type { CallScope } from "./call-scope.ts";
import { failed, ok } from "./failure.ts";
import type { SourceFailure, SourceResult } from "./failure.ts";
import type { SourceHandle } from "./reach.ts";
import { readJson } from "./read-json.ts";
import { createSource } from "./source.ts";
import type { ResponseReader, SourceOptions } from "./source.ts";

/** How to reach a source of public reference data. */
export interface PublicSourceOptions extends Pick<
  SourceOptions,
  "lahde" | "url" | "timeoutMs" | "connections" | "maxBytes" | "tls" | "suojaus"
> {
  /** Headers of every call, such as an API key of the deployment: never of the one who asks. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The meaning of an answer that is neither 200 nor 304, by its status. */
  readonly toFailure: (status: number) => SourceFailure;
}

/** A page as it was got: what it says, what names this version of it, and its size as it came. */
export interface PublicPage<Page> {
  readonly page: Page;
  /** The source's ETag; undefined where it gives none, and the page comes whole each time. */
  readonly etag: string | undefined;
  readonly bytes: number;
}

/** How a page is asked. */
export interface PublicAsk<Page> {
  /** Path and query; never of a person. */
  readonly path: string;
  /** The page as it was got before: it is asked whether it has changed. */
  readonly kept: PublicPage<Page> | undefined;
  readonly scope: CallScope;
  readonly parse: (value: unknown) => SourceResult<Page>;
}

/**
 * A source that the code declares public: it is only read by GET, with nothing of the one who asks and nobody's
 * data in the address, so that its answers may be kept and shown to anyone. The one kind of source that
 * `createReferenceCache` takes.
 */
export interface PublicSource extends SourceHandle {
  /** Gets one page, or the kept one when the source says that it has not changed (If-None-Match, RFC 9110 13.1.2). */
  get<Page>(ask: PublicAsk<Page>): Promise<SourceResult<PublicPage<Page>>>;
}

/** Opens a public source. @throws RangeError as `createSource`. */
export function createPublicSource({ toFailure, headers: own = {}, ...options }: PublicSourceOptions): PublicSource {
  const source = createSource(options);
  return {
    lahde: source.lahde,
    solmu: source.solmu,
    katkaisin: source.katkaisin,
    isReachable: () => source.isReachable(),
    close: () => source.close(),
    get({ path, kept, scope, parse }) {
      // A bug of ours, and no value of a caller's: what is public is asked by codes and page numbers.
      if (hasPersonalCode(decodeURIComponent(path))) throw new Error("a public source is asked with a personal code");
      const condition = kept?.etag === undefined ? {} : { "if-none-match": kept.etag };
      const headers = { accept: "application/json", ...own, ...condition };
      return source.call({ method: "GET", path, headers }, scope, toReader({ kept, parse, toFailure }));
    },
  };
}

type Reading<Page> = Pick<PublicAsk<Page>, "kept" | "parse"> & Pick<PublicSourceOptions, "toFailure">;

function toReader<Page>({ kept, parse, toFailure }: Reading<Page>): ResponseReader<PublicPage<Page>> {
  return async (response) => {
    if (response.status === 304) return kept === undefined ? failed("invalid", "304 to an open question") : ok(kept);
    if (response.status !== 200) return { ok: false, failure: toFailure(response.status) };
    let bytes = 0;
    const chunks = counted(response.chunks, (size) => {
      bytes += size;
    });
    const body = await readJson({ ...response, chunks });
    if (!body.ok) return body;
    const parsed = parse(body.value);
    return parsed.ok ? ok({ page: parsed.value, etag: toEtag(response.headers["etag"]), bytes }) : parsed;
  };
}

async function* counted(chunks: AsyncIterable<Uint8Array>, add: (size: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    add(chunk.byteLength);
    yield chunk;
  }
}

/** What is sent back in a header must be one: an entity tag of RFC 9110 8.8.3 and of a sensible length. */
function toEtag(value: string | undefined): string | undefined {
  return value !== undefined && /^(?:W\/)?"[\x21\x23-\x7e]{0,200}"$/.test(value) ? value : undefined;
}
