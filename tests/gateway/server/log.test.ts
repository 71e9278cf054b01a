import { describe, expect, it } from "vitest";
import { createLog } from "../../../gateway/server/log.ts";

const aika = "2026-03-01T10:00:00.000Z";

function written(...given: Parameters<ReturnType<typeof createLog>>): unknown {
  const lines: string[] = [];
  const log = createLog(
    (line) => lines.push(line),
    () => new Date(aika),
  );
  log(...given);
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain("\n");
  return JSON.parse(lines[0] ?? "");
}

describe("a line of the log", () => {
  it("is JSON of a time, a constant message and named fields", () => {
    expect(written("käynnissä")).toEqual({ aika, viesti: "käynnissä" });
    expect(written("kutsu", { pyynto: "p-1", lahde: "kela", kestoMs: 2 })).toEqual({
      aika,
      viesti: "kutsu",
      pyynto: "p-1",
      lahde: "kela",
      kestoMs: 2,
    });
  });

  it("holds of an error where it was, not what it said, and no path of the machine", () => {
    const line = written("virhe", { pino: new Error("salainen\n    at 131052-9030") });
    expect(line).toMatchObject({ pino: expect.arrayContaining([expect.stringContaining("log.test.ts")]) });
    expect(JSON.stringify(line)).not.toMatch(/salainen|131052|\(\/|file:/);
  });

  it("holds no frames of what is no error", () => {
    expect(written("virhe", { pino: "salainen" })).toEqual({ aika, viesti: "virhe", pino: [] });
  });
});
