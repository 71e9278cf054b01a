import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFrameReader } from "../../../gateway/source/postgres-frames.ts";
import { message, ready, rows } from "./fake-postgres.ts";

describe("createFrameReader", () => {
  it("gives whole messages only, however the bytes are cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 40 })),
        (values, cuts) => {
          const bytes = rows(values);
          const reader = createFrameReader(100_000);
          const given: Buffer[] = [];
          let at = 0;
          for (const cut of [...cuts, bytes.length]) {
            const result = reader.push(bytes.subarray(at, at + cut));
            if (!result.ok) throw new Error(result.failure.reason);
            given.push(result.value);
            at += cut;
          }
          expect(Buffer.concat(given).equals(bytes)).toBe(true);
        },
      ),
    );
  });

  it("turns any bytes into a value or a failure, never a throw", () => {
    const mutated = fc
      .tuple(fc.array(fc.string(), { maxLength: 3 }), fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 8 }))
      .map(([values, at, noise]) => {
        const bytes = Buffer.from(rows(values));
        bytes.set(noise.subarray(0, bytes.length - (at % bytes.length)), at % bytes.length);
        return bytes;
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), mutated), (bytes) => {
        expect(typeof createFrameReader(1000).push(Buffer.from(bytes)).ok).toBe("boolean");
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["a type no server sends", message("?", Buffer.alloc(0))],
    ["a length under its own four bytes", Buffer.from([0x5a, 0, 0, 0, 3])],
    ["an error that never ends, on which the driver would loop for ever", message("E", Buffer.from("SERROR\0"))],
    ["an error field that never ends", message("E", Buffer.from("SERROR"))],
    ["a row whose value is longer than the row", message("D", Buffer.from([0, 1, 0, 0, 0, 9, 65]))],
    ["a row with a negative number of values", message("D", Buffer.from([255, 255]))],
    ["a row with bytes left over", message("D", Buffer.from([0, 0, 1]))],
    ["a value that is not UTF-8", message("D", Buffer.from([0, 1, 0, 0, 0, 1, 0xe4]))],
    ["columns cut short", message("T", Buffer.from([0, 1, 65, 0, 1]))],
    ["a sign-in that is not known, on which the driver would throw", message("R", Buffer.from([0, 0, 0, 99]))],
    ["a request for the password as it is", message("R", Buffer.from([0, 0, 0, 3]))],
    ["an invitation to copy", message("G", Buffer.from([0, 0, 0]))],
    ["a state that does not exist", message("Z", Buffer.from("X"))],
  ])("refuses %s", (_, bytes) => {
    expect(createFrameReader(1000).push(bytes)).toMatchObject({ ok: false, failure: { kind: "invalid" } });
  });

  it("counts the bytes of one answer, and begins anew with the next", () => {
    const answer = rows(["a".repeat(50)]);
    const reader = createFrameReader(answer.length);
    expect(reader.push(answer).ok).toBe(true);
    expect(reader.push(answer).ok).toBe(true);
    expect(reader.push(rows(["a".repeat(51)])).ok).toBe(false);
    expect(createFrameReader(10).push(Buffer.concat([ready, ready])).ok).toBe(false);
  });
});
