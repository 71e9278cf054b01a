import { toThumbprint } from "./client-certificate.ts";
import type { MtlsOptions } from "./client-certificate.ts";
import { dpopChallenge } from "./dpop.ts";
import type { DpopOptions, ProvesKey } from "./dpop.ts";
import { isObject } from "../is-object.ts";

/** What a request shows beside its token. */
export interface Shown {
  readonly method: string;
  /** Values of the header `DPoP`, as they came. */
  readonly proofs: readonly string[];
  /** Values of a header (its name in lower case) that a trusted proxy wrote; none where the request came from no such. */
  readonly fromProxy: (header: string) => readonly string[];
}

/** Which bindings of a provider's tokens are checked; a token bound in another way is refused. */
export interface Sidonta {
  readonly dpop?: DpopOptions | undefined;
  readonly mtls?: MtlsOptions | undefined;
}

/** A verified token, and what came with it. */
export interface Bound {
  /** Its claim `cnf`. */
  readonly cnf: unknown;
  readonly token: string;
  /** The token came under the scheme `DPoP`. */
  readonly isDpop: boolean;
  readonly shown: Shown | undefined;
  readonly sidonta: Sidonta | undefined;
}

/** Why a token is not its sender's to use. */
export interface Unbound {
  readonly reason: string;
  /** Value of `WWW-Authenticate`, where it is not plain `Bearer`. */
  readonly challenge?: string;
}

const notChecked: Unbound = { reason: "token is bound to a key in a way that is not checked" };
const noProof: Unbound = {
  reason: "token is bound to a key that the request does not prove",
  challenge: dpopChallenge,
};
const otherScheme: Unbound = { reason: "scheme of the token is not that of its binding", challenge: dpopChallenge };
const noCertificate: Unbound = { reason: "token is bound to a certificate that the connection does not show" };

/**
 * A token with `cnf` is its key's holder's alone (RFC 7800): every binding that it names must be one that is configured,
 * and hold. One bound by DPoP comes under that scheme and no other, and no other token does (RFC 9449, 7.1-7.2).
 * Undefined: it is not bound, or all holds.
 */
export async function checkBinding(bound: Bound, provesKey: ProvesKey): Promise<Unbound | undefined> {
  const { cnf, token, isDpop, shown = nothing, sidonta = {} } = bound;
  if (cnf !== undefined && !isChecked(cnf, sidonta)) return notChecked;
  const { jkt, "x5t#S256": x5t } = cnf ?? {};
  if (isDpop !== (jkt !== undefined)) return otherScheme;
  const { dpop, mtls } = sidonta;
  if (jkt !== undefined && dpop !== undefined) {
    const { proofs, method } = shown;
    if (!(await provesKey({ proofs, method, token, jkt, osoite: dpop.osoite }))) return noProof;
  }
  if (x5t === undefined || mtls === undefined) return undefined;
  return toThumbprint(shown.fromProxy(mtls.otsake)) === x5t ? undefined : noCertificate;
}

/** What `cnf` may name. */
interface Bindings {
  readonly jkt?: string;
  readonly "x5t#S256"?: string;
}

const nothing: Shown = { method: "", proofs: [], fromProxy: () => [] };

/** Is there a way to check each binding that the token names, and does it name one. */
function isChecked(cnf: unknown, { dpop, mtls }: Sidonta): cnf is Bindings {
  if (!isObject(cnf)) return false;
  const ways: Readonly<Record<string, unknown>> = { jkt: dpop, "x5t#S256": mtls };
  const named = Object.entries(cnf);
  return named.length > 0 && named.every(([name, value]) => typeof value === "string" && ways[name] !== undefined);
}
