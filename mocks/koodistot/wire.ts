import { createHash } from "node:crypto";
import type { MockResponse } from "../http/index.ts";
import type { KoodiRecord } from "./records.ts";

type Json = Readonly<Record<string, unknown>>;

/** A JSON answer. */
export function toJson(status: number, value: unknown): MockResponse {
  return { status, headers: { "content-type": "application/json;charset=UTF-8" }, body: JSON.stringify(value) };
}

/** A good answer with its entity tag; 304 without a body to who has this version. */
export function toConditional(value: unknown, ifNoneMatch: string | undefined): MockResponse {
  const answer = toJson(200, value);
  const etag = `"${createHash("sha256").update(answer.body).digest("base64url").slice(0, 20)}"`;
  if (ifNoneMatch === etag) return { status: 304, headers: { etag }, body: "" };
  return { ...answer, headers: { ...answer.headers, etag } };
}

/** Which page of how many codes. */
export interface Sivu {
  readonly page: number;
  readonly totalPages: number;
  readonly totalItems: number;
}

/** A page of codes as the code server writes one. */
export function toSivu(rows: readonly KoodiRecord[], sivu: Sivu): Json {
  return { ...sivu, conceptCodes: rows.map(toConceptCode) };
}

function toConceptCode({ arvo, tila, nimi }: KoodiRecord): Json {
  return {
    conceptCodeId: arvo,
    status: tila,
    attributes: [
      // Empty where there is none: the list is always there.
      toAttribute("ShortName", "fi", nimi.fi?.slice(0, 30)),
      ...Object.entries(nimi).map(([language, value]) => toAttribute("LongName", language, value)),
      { attributeName: "HierarchyLevel", attributeValue: ["1"] },
    ],
  };
}

function toAttribute(attributeName: string, language: string, value: string | undefined): Json {
  return { attributeName, language, attributeValue: value === undefined ? [] : [value] };
}
