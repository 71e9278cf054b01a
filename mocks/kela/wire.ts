import { createHash, randomUUID } from "node:crypto";
import type { Henkilo } from "../population/index.ts";
import type { MockRequest, MockResponse } from "../http/index.ts";
import { toOikeus } from "./records.ts";
import type { KattoRecord, KokeiluRecord } from "./records.ts";

/** Cents as Kela writes money: a decimal string with a point and two digits. */
function toDecimal(sentit: number): string {
  const digits = String(sentit).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const parts = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Helsinki", timeZoneName: "longOffset" });
const wall = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Helsinki",
  dateStyle: "short",
  timeStyle: "medium",
});

/** A moment as RFC 3339 in Finnish time, `2026-11-23T10:15:02+02:00`. */
export function toFinnishTime(now: Date): string {
  const offset = parts.formatToParts(now).find((part) => part.type === "timeZoneName")?.value ?? "GMT+02:00";
  return `${wall.format(now).replace(" ", "T")}${offset.replace("GMT", "")}`;
}

/** A JSON answer. */
export function toJson(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): MockResponse {
  return {
    status,
    headers: { "content-type": "application/json;charset=UTF-8", ...headers },
    body: JSON.stringify(value),
  };
}

/** Headers by which X-Road says to which message an answer belongs, and another's value of each. */
const another: Readonly<Record<string, () => string>> = {
  "x-road-client": () => "FI/MUN/9999998-8/toinen",
  "x-road-service": () => "FI/GOV/0246246-0/Kelmu/muu-palvelu",
  "x-road-id": () => randomUUID(),
};

/** True for the name of a header that `withXRoadHeaders` can take from another's message. */
export function isXRoadHeader(name: string): boolean {
  return Object.hasOwn(another, name.toLowerCase());
}

/**
 * The service's answer as the security server passes it on (PR-REST): client, service and id of the request,
 * its own id of the message, and the hash of the request. `wrong`: a header that is another message's.
 */
export function withXRoadHeaders(request: MockRequest, answer: MockResponse, wrong?: string): MockResponse {
  const [service = ""] = /(?<=^\/r1\/)[^/]+\/[^/]+\/[^/]+\/[^/]+\/[^/]+/.exec(request.path) ?? [];
  const headers: Readonly<Record<string, string>> = {
    "x-road-client": request.headers["x-road-client"] ?? "",
    "x-road-service": service.split("/").map(decodeURIComponent).join("/"),
    "x-road-id": request.headers["x-road-id"] ?? randomUUID(),
    "x-road-request-id": randomUUID(),
    "x-road-request-hash": toRequestHash(request),
  };
  const name = wrong?.toLowerCase() ?? "";
  const changed = isXRoadHeader(name) ? { [name]: another[name]?.() ?? "" } : {};
  return { ...answer, headers: { ...answer.headers, ...headers, ...changed } };
}

/** Of headers and body apart, then of both. How headers are written out for it is assumed: only X-Road itself checks it. */
function toRequestHash({ method, path, headers, body }: MockRequest): string {
  const sha512 = (bytes: string | Buffer): Buffer => createHash("sha512").update(bytes).digest();
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\r\n`);
  const head = sha512(`${method} ${path} HTTP/1.1\r\n${lines.join("")}`);
  return (body === "" ? head : sha512(Buffer.concat([head, sha512(body)]))).toString("base64");
}

/** Kela's own error; status is in the code: `KELMU-403-02`. */
export function toKelaError(virhekoodi: string, viesti: string): MockResponse {
  const status = Number(virhekoodi.split("-")[1]);
  const busy: Readonly<Record<string, string>> = status === 429 || status === 503 ? { "retry-after": "30" } : {};
  return toJson(status, { virhekoodi, viesti, korrelaatioId: randomUUID() }, busy);
}

/** An error of X-Road itself: 500 for `Server.…`, else 400, its type also in `X-Road-Error`. */
export function toXRoadError(type: string, message: string): MockResponse {
  const status = /^server\./i.test(type) ? 500 : 400;
  return toJson(status, { type, message, detail: randomUUID() }, { "x-road-error": type });
}

/** What is told of one person, in the single answer and in a row of the batch answer alike. */
export function toHenkilonKatot(
  hetu: string,
  henkilo: Henkilo,
  katot: readonly KattoRecord[],
): Readonly<Record<string, unknown>> {
  return { henkilotunnus: hetu, ...toOikeus(henkilo), katot: katot.map(toKatto) };
}

function toKatto(katto: KattoRecord): Readonly<Record<string, unknown>> {
  const { laji, vuosi, syy, raja, kertynyt } = katto;
  if (syy !== null) {
    return {
      laji,
      vuosi,
      vuosiomavastuu: null,
      kertynyt: null,
      jaljella: null,
      tayttynyt: null,
      tayttymispaiva: null,
      syy,
    };
  }
  return {
    laji,
    vuosi,
    vuosiomavastuu: toDecimal(raja),
    kertynyt: toDecimal(kertynyt),
    jaljella: toDecimal(raja - kertynyt),
    tayttynyt: kertynyt === raja,
    tayttymispaiva: katto.tayttymispaiva,
    ...(laji === "LAAKE" ? { alkuomavastuu: toAlkuomavastuu(katto.alkuomavastuu) } : {}),
    ...(katto.viimeisinTapahtuma === null ? {} : { viimeisinTapahtuma: katto.viimeisinTapahtuma }),
  };
}

function toAlkuomavastuu(alkuomavastuu: KattoRecord["alkuomavastuu"]): Readonly<Record<string, unknown>> {
  if (alkuomavastuu === null) return { raja: null, kertynyt: null, jaljella: null, taynna: null, sovelletaan: false };
  const { raja, kertynyt } = alkuomavastuu;
  return {
    raja: toDecimal(raja),
    kertynyt: toDecimal(kertynyt),
    jaljella: toDecimal(raja - kertynyt),
    taynna: kertynyt === raja,
    sovelletaan: true,
  };
}

/** The choice trial of one person. `henkilotunnus` is our addition, so that an answer says whose it is. */
export function toKokeiluAnswer(hetu: string, kokeilu: KokeiluRecord): Readonly<Record<string, unknown>> {
  const kaynnit = kokeilu.kaynnit.map((kaynti) => ({ ...kaynti, omavastuu: toDecimal(kaynti.omavastuu) }));
  return { henkilotunnus: hetu, valinnanvapauskokeilu: { ...kokeilu, kaynnit } };
}
