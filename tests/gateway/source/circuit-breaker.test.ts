import { describe, expect, it } from "vitest";
import { CircuitBreaker } from "../../../gateway/source/circuit-breaker.ts";
import type { CallOutcome } from "../../../gateway/source/circuit-breaker.ts";
import { suojausSettings } from "../../../gateway/source/index.ts";

interface Trial {
  readonly breaker: CircuitBreaker;
  readonly clock: { nowMs: number };
  /** Makes calls that end at once; how many were let through. */
  readonly call: (outcome: CallOutcome, times?: number) => number;
}

function start(): Trial {
  const clock = { nowMs: 0 };
  const breaker = new CircuitBreaker(suojausSettings.parse({}), () => clock.nowMs);
  return {
    breaker,
    clock,
    call(outcome, times = 1) {
      const ends = Array.from({ length: times }, () => {
        const end = breaker.begin();
        end?.(outcome);
        return end;
      });
      return ends.filter((end) => end !== undefined).length;
    },
  };
}

function opened(): Trial {
  const trial = start();
  trial.call("EPAONNISTUI", 20);
  return trial;
}

describe("a circuit breaker", () => {
  it("opens when half of twenty calls have failed, and not before", () => {
    const { breaker, call } = start();
    call("ONNISTUI", 10);
    call("EPAONNISTUI", 9);
    expect(breaker.tila).toBe("KIINNI");
    call("EPAONNISTUI");
    expect(breaker.tila).toBe("AUKI");
    expect(call("ONNISTUI")).toBe(0);
  });

  it("stays closed while fewer than half fail, however many", () => {
    const { breaker, call } = start();
    for (let at = 0; at < 200; at += 1) {
      call("ONNISTUI", 2);
      call("EPAONNISTUI");
    }
    expect(breaker.tila).toBe("KIINNI");
  });

  it("forgets failures after ten seconds, and what says nothing of the source at once", () => {
    const { breaker, clock, call } = start();
    call("SIVUUTETAAN", 100);
    call("EPAONNISTUI", 19);
    clock.nowMs = 10_000;
    call("EPAONNISTUI", 19);
    expect(breaker.tila).toBe("KIINNI");
  });

  it("lets one probe through after five seconds, and closes when it is answered", () => {
    const { breaker, clock, call } = opened();
    clock.nowMs = 4999;
    expect(call("ONNISTUI")).toBe(0);
    clock.nowMs = 5000;
    const probe = breaker.begin();
    expect([breaker.tila, breaker.begin()]).toEqual(["KOKEILEE", undefined]);
    probe?.("ONNISTUI");
    expect([breaker.tila, call("EPAONNISTUI", 19), breaker.tila]).toEqual(["KIINNI", 19, "KIINNI"]);
  });

  it("waits twice as long after each probe that fails, a minute at most, and as at first once it has closed", () => {
    const { clock, call } = opened();
    const waits: number[] = [];
    for (let probes = 0; probes < 6; probes += 1) {
      const startedMs = clock.nowMs;
      while (call("EPAONNISTUI") === 0) clock.nowMs += 1000;
      waits.push(clock.nowMs - startedMs);
    }
    expect(waits).toEqual([5000, 10_000, 20_000, 40_000, 60_000, 60_000]);
    clock.nowMs += 60_000;
    call("ONNISTUI");
    call("EPAONNISTUI", 20);
    clock.nowMs += 5000;
    expect(call("ONNISTUI")).toBe(1);
  });

  it("tries again at once after a probe that told nothing", () => {
    const { breaker, clock, call } = opened();
    clock.nowMs = 5000;
    call("SIVUUTETAAN");
    expect([breaker.tila, call("ONNISTUI"), breaker.tila]).toEqual(["AUKI", 1, "KIINNI"]);
  });

  it("takes nothing from calls that began before it opened", () => {
    const { breaker, clock, call } = start();
    const late = [breaker.begin(), breaker.begin()];
    call("EPAONNISTUI", 20);
    late[0]?.("ONNISTUI");
    expect(breaker.tila).toBe("AUKI");
    clock.nowMs = 5000;
    const probe = breaker.begin();
    late[1]?.("EPAONNISTUI");
    expect(breaker.tila).toBe("KOKEILEE");
    probe?.("ONNISTUI");
    expect(breaker.tila).toBe("KIINNI");
  });
});
