import { ok, readJson } from "../../gateway/source/index.ts";
import type { CallScope, ResponseReader, Source, SourceResult } from "../../gateway/source/index.ts";
import { parseLupa, toViestitFailure } from "./wire.ts";
import type { LupaWire } from "./wire.ts";

/** An API user of one region. */
export interface Kayttaja {
  readonly alue: string;
  readonly tunnus: string;
  readonly salasana: string;
}

/** Tokens of API users: ours, of no person. */
export interface Tokens {
  /** A token that is good now. */
  get(kayttaja: Kayttaja, from: Pyytaja): Promise<SourceResult<string>>;
  /** Forgets a token that was refused. */
  drop(kayttaja: Kayttaja, token: string): void;
}

/** Deadline of the request, and its moment. */
export interface Pyytaja {
  readonly scope: CallScope;
  readonly nyt: Date;
}

/** A token is not used in its last seconds: the call would end after it. */
const marginMs = 30_000;

interface Known {
  readonly token: string;
  readonly endsMs: number;
}

/** Tokens kept until they end, one fetched at a time for each region. */
export function createTokens(source: Source): Tokens {
  const known = new Map<string, Known>();
  const asking = new Map<string, Promise<SourceResult<string>>>();
  const fetchToken = async ({ alue, tunnus, salasana }: Kayttaja, from: Pyytaja): Promise<SourceResult<string>> => {
    const answer = await source.call(
      {
        method: "POST",
        path: "/v1/token",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify({ username: tunnus, password: salasana }),
      },
      from.scope,
      readToken,
    );
    if (!answer.ok) return answer;
    const { access_token: token, expires_in: seconds } = answer.value;
    known.set(alue, { token, endsMs: from.nyt.getTime() + seconds * 1000 - marginMs });
    return ok(token);
  };
  return {
    async get(kayttaja, from) {
      const { alue } = kayttaja;
      const found = known.get(alue);
      if (found !== undefined && from.nyt.getTime() < found.endsMs) return ok(found.token);
      const waiting = asking.get(alue);
      // Another request's fetch may end with that request: then this one fetches for itself.
      const shared = await waiting;
      if (shared?.ok === true) return shared;
      const own = fetchToken(kayttaja, from);
      asking.set(alue, own);
      try {
        return await own;
      } finally {
        if (asking.get(alue) === own) asking.delete(alue);
      }
    },
    drop({ alue }, token) {
      if (known.get(alue)?.token === token) known.delete(alue);
    },
  };
}

/** Wrong credentials are told with 400 (sheet 3.4 [V]): a fault of ours. */
const readToken: ResponseReader<LupaWire> = async (response) => {
  if (response.status !== 200) return { ok: false, failure: toViestitFailure(response.status) };
  const body = await readJson(response);
  return body.ok ? parseLupa(body.value) : body;
};
