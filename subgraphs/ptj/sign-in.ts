import { randomUUID } from "node:crypto";
import { importPKCS8, SignJWT } from "jose";
import { z } from "zod";
import { failed, ok, readJson } from "../../gateway/source/index.ts";
import type { Source, SourceResult } from "../../gateway/source/index.ts";
import { tyypit } from "./capabilities.ts";
import type { Tyyppi } from "./capabilities.ts";
import { createRemembered } from "./remember.ts";
import type { Held, Remembered } from "./remember.ts";
import type { PtjScope } from "./scope.ts";
import type { Solmu } from "./settings.ts";

/** A token in force, and what it may search. */
export interface Lupa {
  readonly token: string;
  readonly tyypit: ReadonlySet<Tyyppi>;
}

/** Where a node and its token endpoint are reached. */
export interface Yhteydet {
  /** Source of the origin of the FHIR base. */
  readonly fhir: Source;
  /** Path of the base under its origin, without an ending slash. */
  readonly polku: string;
  /** Source of the origin of the token endpoint; the same as `fhir` unless configured. */
  readonly tunnistus: Source;
  readonly tunnistusOrigin: string;
}

const configuration = z.object({
  token_endpoint: z.url(),
  capabilities: z.array(z.string()).max(100).default([]),
});
const granted = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]{1,8192}$/),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.int().min(1).max(86_400),
  scope: z.string().max(10_000),
});

const discoveryMs = 60 * 60 * 1000;
/** Before its end a token is given up, so that it does not end on the way. */
const marginMs = 15_000;
const assertionS = 240;

/**
 * Sign-in of the system itself by SMART Backend Services: client credentials with a signed assertion
 * (`private_key_jwt`). The token is kept until its end; it is nobody's, so it may serve every request. The token
 * endpoint must be where the settings allow: the assertion is sent nowhere else.
 */
export function createSignIn(solmu: Solmu, yhteydet: Yhteydet): Remembered<Lupa> {
  const discovery = createRemembered((from) => discover(yhteydet, from));
  const key = importPKCS8(solmu.avain, solmu.algoritmi).catch(() => undefined);
  return createRemembered(async (from) => {
    const found = await discovery.get(from);
    if (!found.ok) return found;
    const privateKey = await key;
    if (privateKey === undefined) return failed("configuration", "the key of the sign-in can't be used");
    const { tokenUrl, scope } = found.value;
    const issuedAt = Math.floor(from.nyt.getTime() / 1000);
    const assertion = await new SignJWT()
      .setProtectedHeader({
        alg: solmu.algoritmi,
        typ: "JWT",
        ...(solmu.avaimenTunnus === undefined ? {} : { kid: solmu.avaimenTunnus }),
      })
      .setIssuer(solmu.asiakastunnus)
      .setSubject(solmu.asiakastunnus)
      .setAudience(tokenUrl.href)
      .setJti(randomUUID())
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + assertionS)
      .sign(privateKey);
    return fetchToken({ yhteydet, tokenUrl, scope, assertion }, from);
  });
}

interface Found {
  readonly tokenUrl: URL;
  /** Scopes to be asked, as the node writes them. */
  readonly scope: string;
}

function discover({ fhir, polku, tunnistusOrigin }: Yhteydet, from: PtjScope): Promise<SourceResult<Held<Found>>> {
  const path = `${polku}/.well-known/smart-configuration`;
  const request = { method: "GET", path, headers: { accept: "application/json" } } as const;
  return fhir.call(request, from.scope, async (response) => {
    const body = await readJson(response);
    if (response.status !== 200)
      return failed(response.status >= 500 ? "unavailable" : "denied", "no SMART configuration");
    if (!body.ok) return body;
    const read = configuration.safeParse(body.value);
    if (!read.success) return failed("invalid", "not a SMART configuration");
    const tokenUrl = new URL(read.data.token_endpoint);
    if (tokenUrl.origin !== tunnistusOrigin) return failed("invalid", "a token endpoint where none is configured");
    const letters = read.data.capabilities.includes("permission-v2") ? "rs" : "read";
    const scope = [...tyypit, "Provenance"].map((tyyppi) => `system/${tyyppi}.${letters}`).join(" ");
    return ok({ value: { tokenUrl, scope }, until: from.nyt.getTime() + discoveryMs });
  });
}

interface Asking extends Found {
  readonly yhteydet: Yhteydet;
  readonly assertion: string;
}

function fetchToken(
  { yhteydet, tokenUrl, scope, assertion }: Asking,
  from: PtjScope,
): Promise<SourceResult<Held<Lupa>>> {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    scope,
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: assertion,
  }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded", accept: "application/json" };
  const request = { method: "POST", path: tokenUrl.pathname + tokenUrl.search, headers, body } as const;
  return yhteydet.tunnistus.call(request, from.scope, async (response) => {
    const answer = await readJson(response);
    if (response.status === 429 || response.status >= 500)
      return failed("unavailable", "the sign-in is closed or broken");
    if (response.status !== 200) return failed("denied", "the sign-in refuses us");
    if (!answer.ok) return answer;
    const read = granted.safeParse(answer.value);
    if (!read.success) return failed("invalid", "not an answer of a token endpoint");
    const { access_token: token, expires_in: seconds } = read.data;
    const lupa = { token, tyypit: toTyypit(read.data.scope) };
    return ok({ value: lupa, until: from.nyt.getTime() + seconds * 1000 - marginMs });
  });
}

/**
 * Types that granted scopes let us search, in the letters of v2 (`s` searches) or of v1. A scope narrowed by a
 * query gives a part that we can't tell from the whole, so it does not count.
 */
export function toTyypit(scope: string): ReadonlySet<Tyyppi> {
  const searchable = scope.split(/\s+/).flatMap((each) => {
    const [, type = "", letters = ""] = /^system\/([A-Za-z*]+)\.(read|\*|c?r?u?d?s?)$/.exec(each) ?? [];
    const isSearch = letters === "read" || letters === "*" || letters.endsWith("s");
    return isSearch ? [type] : [];
  });
  return new Set(tyypit.filter((tyyppi) => searchable.includes("*") || searchable.includes(tyyppi)));
}
