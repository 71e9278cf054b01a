import { describe, expect, it } from "vitest";
import { createCallRecorder, failed, ok } from "../../../gateway/source/index.ts";
import { openSource, scopeOf, startPeer } from "./start-peer.ts";

const haettu = "2026-03-01T10:00:00.000Z";

function recorderAt(): { readonly recorder: ReturnType<typeof createCallRecorder>; readonly at: (ms: number) => void } {
  let elapsedMs = 0;
  const recorder = createCallRecorder(
    () => elapsedMs,
    () => new Date(haettu),
  );
  return {
    recorder,
    at: (ms) => {
      elapsedMs = ms;
    },
  };
}

describe("the rows of a request", () => {
  it("join the calls of a source: first start, last end, the failure of any", () => {
    const { recorder, at } = recorderAt();
    at(2.04);
    const endFirst = recorder.begin("kela", null);
    at(5);
    const endSecond = recorder.begin("kela", null);
    at(9);
    endSecond("SOURCE_TIMEOUT");
    at(7);
    endFirst("OK");
    expect(recorder.rows()).toEqual([
      {
        lahde: "kela",
        solmu: null,
        tila: "SOURCE_TIMEOUT",
        alkoiMs: 2,
        kestoMs: 7,
        haettu,
        kutsut: 2,
        valimuisti: "EI",
      },
    ]);
  });

  it("keep the nodes of a source apart, in the order of their first calls", () => {
    const { recorder } = recorderAt();
    recorder.begin("crm", "15")("OK");
    recorder.begin("crm", "08")("OK");
    recorder.begin("crm", "15")("OK");
    expect(recorder.rows().map(({ solmu, kutsut }) => [solmu, kutsut])).toEqual([
      ["15", 2],
      ["08", 1],
    ]);
  });

  it("tell when nothing was fetched, and count no call where none was made", () => {
    const { recorder } = recorderAt();
    recorder.begin("kela", null)("SOURCE_UNAVAILABLE");
    recorder.begin("asiakas", null, 0)("OK");
    expect(recorder.rows()).toMatchObject([
      { tila: "SOURCE_UNAVAILABLE", haettu: null, kutsut: 1 },
      { tila: "OK", haettu, kutsut: 0 },
    ]);
  });

  it("take rows made elsewhere, counted from when they were asked", () => {
    const { recorder, at } = recorderAt();
    at(10);
    recorder.begin("vtj", null)("OK");
    recorder.add(
      [
        {
          lahde: "vtj",
          solmu: null,
          tila: "SOURCE_DENIED",
          alkoiMs: 1,
          kestoMs: 20,
          haettu: null,
          kutsut: 3,
          valimuisti: "EI",
        },
      ],
      12,
    );
    expect(recorder.rows()).toEqual([
      {
        lahde: "vtj",
        solmu: null,
        tila: "SOURCE_DENIED",
        alkoiMs: 10,
        kestoMs: 23,
        haettu,
        kutsut: 4,
        valimuisti: "EI",
      },
    ]);
  });
});

describe("a call of a source", () => {
  it.each([
    ["OK", ok(1)],
    ["OK", failed("not-found", "no such person")],
    ["SOURCE_TIMEOUT", failed("timeout", "slow")],
    ["SOURCE_UNAVAILABLE", failed("unavailable", "down")],
    ["SOURCE_INVALID_RESPONSE", failed("invalid", "odd")],
    ["SOURCE_DENIED", failed("denied", "no permit")],
    ["SOURCE_DENIED", failed("configuration", "our fault")],
    ["CONSENT_MISSING", failed("consent-missing", "no consent")],
    ["BAD_USER_INPUT", failed("bad-input", "odd question")],
  ] as const)("leaves a row with the state %s for its result", async (tila, result) => {
    const url = await startPeer((_, response) => void response.end());
    const scope = scopeOf();
    await openSource(url, { solmu: "08" }).call({ method: "GET", path: "/" }, scope, async () => result);
    expect(scope.recorder.rows()).toMatchObject([{ lahde: "kela", solmu: "08", tila, kutsut: 1 }]);
  });
});
