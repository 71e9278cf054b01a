import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { createOperationReader, defaultLimits, findText, readRegistered } from "../../../gateway/operation/index.ts";
import { schema } from "./koe-schema.ts";

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

it("reads each operation of the registered texts, and tells of those that can't be", () => {
  const read = createOperationReader({ schema, limits: defaultLimits });
  const registered = [
    "{ mina { id } }",
    "query A { mina { nimi } }",
    "query B { mina { id } } query C { mina { nimi } }",
    "{ mina {",
    "{ tuntematon }",
  ];
  const results = [...readRegistered(new Map(registered.map((each, at) => [String(at), each])), read)];
  expect(
    results.map((each) => (each.ok ? (each.operation.definition.name?.value ?? "") : each.errors[0]?.code)),
  ).toEqual(["", "A", "B", "C", "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"]);
});
