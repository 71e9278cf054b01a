import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { collectGarbage, createIdleMemory } from "../../../gateway/server/idle-memory.ts";

describe("memory given back in a quiet time", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function start(): { readonly memory: ReturnType<typeof createIdleMemory>; readonly collected: () => number } {
    const collect = vi.fn<() => Promise<void>>(() => Promise.resolve());
    return { memory: createIdleMemory(collect), collected: () => collect.mock.calls.length };
  }

  it("is collected once after the last request and a minute, and not again before the next request", () => {
    const { memory, collected } = start();
    memory.note();
    vi.advanceTimersByTime(59_000);
    expect(collected()).toBe(0);
    vi.advanceTimersByTime(16_000);
    expect(collected()).toBe(1);
    vi.advanceTimersByTime(3_600_000);
    expect(collected()).toBe(1);
    memory.note();
    vi.advanceTimersByTime(75_000);
    expect(collected()).toBe(2);
  });

  it("is not collected while requests come, nor where none has come", () => {
    const { memory, collected } = start();
    vi.advanceTimersByTime(3_600_000);
    for (let minute = 0; minute < 60; minute += 1) {
      memory.note();
      vi.advanceTimersByTime(40_000);
    }
    expect(collected()).toBe(0);
  });

  it("is not collected of a server that has closed", () => {
    const { memory, collected } = start();
    memory.note();
    memory.stop();
    vi.advanceTimersByTime(3_600_000);
    expect(collected()).toBe(0);
  });
});

describe("collectGarbage", () => {
  it("collects what nothing holds", async () => {
    const kept = new WeakRef({ much: "x".repeat(1000) });
    // A reference holds its object until the turn is over.
    await new Promise((resolve) => setTimeout(resolve, 0));
    await collectGarbage();
    expect(kept.deref()).toBeUndefined();
  });
});
