import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { findText } from "../../../gateway/operation/index.ts";

const text = "{ mina { id } }";
const hash = createHash("sha256").update(text).digest("hex");
const texts = new Map([[hash, text]]);
const codeOf = (named: { query?: string; documentId?: string }, only: boolean): string => {
  const result = findText({ query: undefined, documentId: undefined, ...named }, { texts, only });
  return result.ok ? result.text : result.error.code;
};

it.each([
  [{ query: "{ a }" }, "{ a }", "PERSISTED_QUERY_REQUIRED"],
  [{ documentId: `sha256:${hash}` }, text, text],
  [{ documentId: hash.toUpperCase() }, text, text],
  [{ documentId: `sha256:${hash}`, query: text }, text, text],
  [{ documentId: `sha256:${hash}`, query: `${text} ` }, "BAD_REQUEST", "BAD_REQUEST"],
  [{ documentId: "sha256:0", query: text }, "PERSISTED_QUERY_NOT_FOUND", "PERSISTED_QUERY_NOT_FOUND"],
  [{ documentId: "__proto__" }, "PERSISTED_QUERY_NOT_FOUND", "PERSISTED_QUERY_NOT_FOUND"],
  [{ documentId: "" }, "PERSISTED_QUERY_NOT_FOUND", "PERSISTED_QUERY_NOT_FOUND"],
])("of %j is found %j, and where only registered ones run %j", (named, open, only) => {
  expect([codeOf(named, false), codeOf(named, true)]).toEqual([open, only]);
});
