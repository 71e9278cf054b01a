import { listOf, objectOf, textOf } from "../json.ts";

/** A value, or a sentence from the service that says what is wrong and what to do. */
export type LocalResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly message: string };

/** The kind of fault that is on for each source; undefined when none is. */
export type Faults = Readonly<Record<string, string | undefined>>;

/** The faults now on, or undefined when mocks can't be asked. */
export async function fetchFaults(): Promise<Faults | undefined> {
  const result = await request("GET", "/paikallinen/viat");
  if (!result.ok) return undefined;
  const sources = Object.entries(objectOf(objectOf(result.value)["lahteet"]));
  return Object.fromEntries(sources.map(([source, faults]) => [source, firstKind(faults)]));
}

/** Puts one fault on a source's mock, or takes all off when `kind` is undefined. */
export async function setFault(source: string, kind: string | undefined): Promise<LocalResult<unknown>> {
  return request("PUT", "/paikallinen/viat", { lahde: source, viat: kind === undefined ? [] : [{ laji: kind }] });
}

/** Identity code, or temporary identifier, of each synthetic persona; empty outside a local system. */
export async function fetchPersonat(): Promise<ReadonlyMap<string, string>> {
  const result = await request("GET", "/paikallinen/personat");
  const rows = result.ok ? listOf(objectOf(result.value)["personat"]).map(objectOf) : [];
  return new Map(rows.map(({ persona, hetu }) => [textOf(persona) ?? "", textOf(hetu) ?? ""]));
}

async function request(method: string, path: string, body?: unknown): Promise<LocalResult<unknown>> {
  try {
    const response = await fetch(path, {
      method,
      credentials: "omit",
      cache: "no-store",
      ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) return { ok: false, message: toMessage(text) ?? `HTTP ${response.status}` };
    const value: unknown = text === "" ? undefined : JSON.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false, message: path };
  }
}

function toMessage(text: string): string | undefined {
  try {
    const { message, neuvo } = objectOf(JSON.parse(text));
    return [message, neuvo].filter((part) => typeof part === "string").join(" ") || undefined;
  } catch {
    return undefined; // The status is told instead.
  }
}

function firstKind(faults: unknown): string | undefined {
  const kind = Array.isArray(faults) ? objectOf(faults[0])["laji"] : undefined;
  return typeof kind === "string" ? kind : undefined;
}
