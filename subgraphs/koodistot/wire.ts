import { z } from "zod";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceFailure, SourceResult } from "../../gateway/source/index.ts";

const attribuutti = z.object({
  attributeName: z.string().min(1).max(100),
  /** Recalled: a name in another language than Finnish says which. */
  language: z.string().max(20).nullish(),
  attributeValue: z.array(z.string().max(20_000)).max(1000),
});

const koodi = z.object({
  // A client's recorded answer has a number here.
  conceptCodeId: z.union([z.string().min(1).max(200), z.int()]).transform(String),
  status: z.enum(["ACTIVE", "PROPOSAL", "DELETED"]),
  attributes: z.array(attribuutti).max(1000),
});

/** A code as the server tells it. */
export type KoodiWire = z.infer<typeof koodi>;

/** The server's largest page. */
export const pageSize = 500;

const sivu = z.object({
  page: z.int().min(1),
  totalPages: z.int().min(0).max(10_000),
  totalItems: z.int().min(0),
  conceptCodes: z.array(koodi).max(pageSize),
});

/** A page of a code system. */
export type SivuWire = z.infer<typeof sivu>;

/** Reads one page of `classifications/{oid}/conceptcodes`. Says nothing of which page was asked. */
export function parseSivu(value: unknown): SourceResult<SivuWire> {
  const read = sivu.safeParse(value);
  return read.success ? ok(read.data) : failed("invalid", "not a page of a code system");
}

/** The meaning of an answer that is neither 200 nor 304. 404: the code server does not have the code system. */
export function toFailure(status: number): SourceFailure {
  if (status === 404) return { kind: "not-found", reason: "code system not known" };
  if (status === 401 || status === 403) return { kind: "denied", reason: "the code server refuses us" };
  if (status === 429 || status >= 500) return { kind: "unavailable", reason: "the code server is busy or broken" };
  return { kind: "configuration", reason: "the code server does not accept our message" };
}
