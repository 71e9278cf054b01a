import { describe, expect, it } from "vitest";
import { createOperationReader, defaultLimits } from "../../../gateway/operation/index.ts";
import type { OperationResult, ReadOperation } from "../../../gateway/operation/index.ts";
import { schema } from "./koe-schema.ts";

const reader = (bounds: { readonly maxEntries?: number; readonly maxCharacters?: number } = {}): ReadOperation =>
  createOperationReader({ schema, limits: defaultLimits, ...bounds });
const text = (at: number): string => `{ a${at}: mina { id } }`;
const isKept = (read: ReadOperation, before: OperationResult, at: number): boolean =>
  read(text(at), undefined) === before;

describe("read operations", () => {
  it("are kept, so that a text is read once", () => {
    const read = reader();
    const first = read(text(1), undefined);
    expect(first).toMatchObject({ ok: true });
    expect(read(text(1), undefined)).toBe(first);
  });

  it("are kept apart by operation name", () => {
    const read = reader();
    const two = "query a { mina { id } } query b { mina { id } }";
    expect(read(two, "a")).toMatchObject({ operation: { operationName: "a" } });
    expect(read(two, "b")).toMatchObject({ operation: { operationName: "b" } });
    expect(read(two, undefined)).toMatchObject({ ok: false });
  });

  it("are the latest used, when there are more than are kept", () => {
    const read = reader({ maxEntries: 2 });
    const [first, second] = [read(text(1), undefined), read(text(2), undefined)];
    read(text(1), undefined);
    read(text(3), undefined);
    expect(isKept(read, first, 1)).toBe(true);
    expect(isKept(read, second, 2)).toBe(false);
  });

  it("are bounded by their characters too", () => {
    // Each key is a text of 20 characters and the end of a name.
    const read = reader({ maxCharacters: 42 });
    const [first, second] = [read(text(1), undefined), read(text(2), undefined)];
    expect(isKept(read, first, 1)).toBe(true);
    expect(isKept(read, second, 2)).toBe(true);
    read(text(3), undefined);
    expect(isKept(read, second, 2)).toBe(true);
    expect(isKept(read, first, 1)).toBe(false);
  });

  it("are not pushed out by refused ones", () => {
    const read = reader({ maxEntries: 1 });
    const good = read(text(1), undefined);
    for (let at = 0; at < 100; at += 1) read(`{ x${at} }`, undefined);
    expect(isKept(read, good, 1)).toBe(true);
  });

  it("are not confused by a text that holds the separator of names", () => {
    const read = reader();
    const a = read("query a { mina { id } }", "a");
    expect(a).toMatchObject({ ok: true });
    expect(read("a\0query a { mina { id } }", undefined)).not.toBe(a);
  });
});
