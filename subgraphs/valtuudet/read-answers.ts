import type { KeyObject } from "node:crypto";
import { jwtVerify } from "jose";
import { failed, readBytes, readJson } from "../../gateway/source/index.ts";
import type { ResponseReader, SourceResult } from "../../gateway/source/index.ts";
import { parseLupa, parseRoolit, toValtuudetFailure } from "./wire.ts";
import type { LupaWire, Pari } from "./wire.ts";

/** `read` of an answer with status 200; any other is a failure by its status. `isIstunto`: called in a session. */
export function toReader<T>(isIstunto: boolean, read: ResponseReader<T>): ResponseReader<T> {
  return async (response) =>
    response.status === 200 ? read(response) : { ok: false, failure: toValtuudetFailure(response.status, isIstunto) };
}

/** Reads JSON and then what it says. */
export function readJsonAs<T>(parse: (value: unknown) => SourceResult<T>): ResponseReader<T> {
  return async (response) => {
    const body = await readJson(response);
    return body.ok ? parse(body.value) : body;
  };
}

/** Of `oauth/token`; 400 is the standard's `invalid_grant`: the code is used, too old, or nobody's. */
export const readLupa: ResponseReader<LupaWire> = async (response) => {
  if (response.status === 400) return failed("bad-input", "the code of the choice does not do");
  return toReader(false, readJsonAs(parseLupa))(response);
};

/** By whom a signed answer must be signed, and for whom. */
export interface Vahvistus {
  readonly key: KeyObject;
  readonly audience: string;
}

const maxJwtBytes = 64 * 1024;

/** Reads `authorizationlist/jwt`, whose body is the bare token: roles, of exactly this pair (sheet 2.2 [V]). */
export function createReadRoolit(pari: Pari, { key, audience }: Vahvistus): ResponseReader<readonly string[]> {
  return async (response) => {
    const bytes = await readBytes(response.chunks, maxJwtBytes);
    if (bytes === undefined) return failed("invalid", "body over the limit");
    try {
      const options = { issuer: "Suomi.fi-Valtuudet", audience, algorithms: ["RS256"] };
      const { payload } = await jwtVerify(bytes.toString("utf8").trim(), key, options);
      return parseRoolit(payload, pari);
    } catch {
      // Which check failed stands in the library's message beside parts of the token: it is dropped on purpose.
      return failed("invalid", "signed answer that does not verify");
    }
  };
}
