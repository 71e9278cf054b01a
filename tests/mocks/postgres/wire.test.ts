import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toAnother } from "../../../mocks/postgres/toinen-henkilo.ts";
import {
  cstring,
  int32,
  md5Answer,
  message,
  parseStartup,
  rewriteBind,
  toStatements,
} from "../../../mocks/postgres/wire.ts";
import type { Message } from "../../../mocks/postgres/wire.ts";

function toMessage(bytes: Buffer): Message {
  return { type: bytes.toString("latin1", 0, 1), body: bytes.subarray(5), bytes };
}

/** A Bind of the unnamed statement, values as text. */
function bind(values: readonly (string | null)[]): Message {
  const written = values.flatMap((value) =>
    value === null ? [int32(-1)] : [int32(Buffer.byteLength(value)), Buffer.from(value)],
  );
  return toMessage(message("B", Buffer.from([0, 0, 0, 0, 0, values.length]), ...written, Buffer.from([0, 0])));
}

function parseMessage(sql: string): Message {
  return toMessage(message("P", cstring(""), cstring(sql), Buffer.from([0, 0])));
}

describe("the wire of PostgreSQL", () => {
  it("reads a startup packet, and the requests that come before one", () => {
    const body = Buffer.concat([
      int32(196_608),
      ...["user", "crm_08", "database", "crm"].map(cstring),
      Buffer.from([0]),
    ]);
    const packet = Buffer.concat([int32(body.length + 4), body]);
    expect(parseStartup(packet)).toMatchObject({ kind: "start", user: "crm_08", database: "crm" });
    expect(parseStartup(Buffer.concat([int32(8), int32(80_877_103)]))).toEqual({ kind: "encryption" });
    expect(parseStartup(Buffer.concat([int32(8), int32(1)]))).toEqual({ kind: "unknown" });
  });

  it("tells the statements of a batch with their values", () => {
    const query = toMessage(message("Q", cstring("select 1")));
    expect(toStatements([query])).toEqual([{ sql: "select 1", parametrit: [] }]);
    expect(toStatements([parseMessage("select $1, $2"), bind(["ä", null])])).toEqual([
      { sql: "select $1, $2", parametrit: ["ä", null] },
    ]);
  });

  it("writes a Bind back as it was when nothing changes", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.string({ unit: "grapheme" })), { maxLength: 5 }), (values) => {
        const before = bind(values);
        expect(rewriteBind(before, (text) => text).bytes.equals(before.bytes)).toBe(true);
      }),
    );
  });

  it("changes the values of a Bind and keeps its lengths true", () => {
    const changed = rewriteBind(bind(["lyhyt", null]), () => "paljon pidempi");
    expect(toStatements([parseMessage("x"), changed])[0]?.parametrit).toEqual(["paljon pidempi", null]);
  });

  it("answers an MD5 request as PostgreSQL's documentation says", () => {
    // md5(md5("salasana" + "rooli") + salt), computed with PostgreSQL's own md5().
    expect(md5Answer({ user: "rooli", password: "salasana" }, Buffer.from([1, 2, 3, 4]))).toBe(
      "md53e9355bfe298e54dfd9f46bb82362c1d",
    );
  });
});

describe("toAnother", () => {
  const tunnetut = { hetut: ["010190-900P", "010190-901R"], tilapaiset: ["08-2026-000001", "08-2026-000002"] };

  it("puts another known person in the place of each identifier", () => {
    expect(toAnother('{"010190-900P"}', tunnetut)).toBe('{"010190-901R"}');
    expect(toAnother("{08-2026-000001}", tunnetut)).toBe("{08-2026-000002}");
    expect(["010190-900P", "010190-901R"]).toContain(toAnother("131052-9030", tunnetut));
  });

  it("leaves everything else, and the only person known, as they are", () => {
    expect(toAnother("voimassa", tunnetut)).toBe("voimassa");
    expect(toAnother("010190-900P", { hetut: ["010190-900P"], tilapaiset: [] })).toBe("010190-900P");
    expect(toAnother("010190-900P", { hetut: [], tilapaiset: [] })).toBe("010190-900P");
  });
});
