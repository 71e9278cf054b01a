import type { MockRequest, MockResponse } from "../http/index.ts";
import { koodistot } from "./records.ts";
import type { KoodiRecord } from "./records.ts";
import { toConditional, toJson, toSivu } from "./wire.ts";

const root = "/codeserver/csapi/v6";
const path = /^\/classifications\/([0-9.]+)\/conceptcodes$/;
const largestPage = 500;

/** Answers one request as the code server would. Codes of `virhekoodi` are in the README. */
export function answer(request: MockRequest): MockResponse {
  const { method, path: target, fault } = request;
  if (fault?.laji === "virhekoodi" && !spoiling.has(fault.koodi ?? "")) return refuse(fault.koodi ?? "503");
  const url = new URL(target, "http://koodistot.invalid");
  const oid = url.pathname.startsWith(root) ? path.exec(url.pathname.slice(root.length))?.[1] : undefined;
  const rows = oid === undefined ? undefined : koodistot.get(oid);
  return method !== "GET" || rows === undefined ? refuse("404") : answerPage(rows, url, request);
}

function answerPage(rows: readonly KoodiRecord[], url: URL, { headers, fault }: MockRequest): MockResponse {
  const pageSize = numberOf(url, "pageSize", largestPage);
  const page = numberOf(url, "page", 1);
  if (pageSize === undefined || page === undefined || pageSize > largestPage) return refuse("400");
  const told = spoil(rows, { koodi: fault?.koodi, page });
  const at = (page - 1) * pageSize;
  const totalPages = Math.ceil(told.length / pageSize);
  const shown = fault?.laji === "vaaraHenkilo" ? page + 1 : page;
  return toConditional(
    toSivu(told.slice(at, at + pageSize), { page: shown, totalPages, totalItems: told.length }),
    headers["if-none-match"],
  );
}

/** Faults that spoil a good answer: a code withdrawn between two pages, and a state that nobody knows. */
const spoiling: ReadonlySet<string> = new Set(["kutistuu", "outo-tila"]);

function spoil(
  rows: readonly KoodiRecord[],
  { koodi, page }: { readonly koodi: string | undefined; readonly page: number },
): readonly KoodiRecord[] {
  if (koodi === "kutistuu") return page === 1 ? rows : rows.slice(1);
  return koodi === "outo-tila" ? rows.map((row) => ({ ...row, tila: "FROZEN" })) : rows;
}

function refuse(code: string): MockResponse {
  return toJson(Number(code), { status: Number(code), message: `Virhe ${code} koodistopalvelussa` });
}

function numberOf(url: URL, name: string, byDefault: number): number | undefined {
  const text = url.searchParams.get(name);
  if (text === null) return byDefault;
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}
