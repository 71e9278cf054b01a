import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Actor } from "../../../gateway/actor/index.ts";
import { createActorLimiter, toShare } from "../../../gateway/server/limit-actors.ts";
import type { ActorLimiter, ActorLimits, Admission } from "../../../gateway/server/limit-actors.ts";
import { createRecentSum } from "../../../gateway/server/recent.ts";

const limits: ActorLimits = {
  costPerMinute: 100,
  concurrencyPerActor: 2,
  personsPerMinute: 30,
  personsPerHourOfOrganisation: 50,
};
const hoitaja = (sub: string, organisaatio = "1.2.246.10.99900008"): Actor => ({
  kind: "ammattilainen",
  sub,
  kirjain: "H",
  organisaatio,
  organisaationNimi: "Alue",
  alue: "08",
});

/** A limiter whose clock the test moves. */
function start(changed: Partial<ActorLimits> = {}, maxRemembered = 100): ActorLimiter & { clock: { now: number } } {
  const clock = { now: 0 };
  const limiter = createActorLimiter({
    limits: { ...limits, ...changed },
    key: new Uint8Array(32),
    nowMs: () => clock.now,
    maxRemembered,
  });
  return { ...limiter, clock };
}
const run = (admission: Admission): Admission => {
  if (admission.ok) admission.done();
  return admission;
};
const refused = (saanto: string, raja: number, retryAfterS: number): unknown => ({
  ok: false,
  error: { code: "RATE_LIMITED", parameters: { saanto, raja } },
  retryAfterS,
});

describe("an actor's cost in a minute", () => {
  it("may be the limit and no more, and is told when it fits again", () => {
    const limiter = start();
    expect(run(limiter.admit(hoitaja("a"), { cost: 100, persons: [] }))).toMatchObject({ ok: true });
    limiter.clock.now = 5000;
    expect(limiter.admit(hoitaja("a"), { cost: 1, persons: [] })).toEqual(refused("costPerMinute", 100, 65));
    limiter.clock.now = 70_000;
    expect(run(limiter.admit(hoitaja("a"), { cost: 1, persons: [] }))).toMatchObject({ ok: true });
  });

  it("is each actor's own", () => {
    const limiter = start();
    for (const sub of ["a", "b"]) {
      expect(run(limiter.admit(hoitaja(sub), { cost: 100, persons: [] }))).toMatchObject({ ok: true });
    }
    expect(run(limiter.admit({ kind: "analyytikko", sub: "a" }, { cost: 100, persons: [] }))).toMatchObject({
      ok: true,
    });
  });

  it("is never passed within any minute, however it comes", () => {
    const steps = fc.array(fc.tuple(fc.nat({ max: 20_000 }), fc.nat({ max: 60 })), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (all) => {
        const sum = createRecentSum(100, 60_000);
        const taken: { at: number; amount: number }[] = [];
        let now = 0;
        for (const [wait, amount] of all) {
          now += wait;
          if (sum.waitFor(amount, now) > 0) continue;
          sum.add(amount, now);
          taken.push({ at: now, amount });
          const recent = taken.filter(({ at }) => now - at < 60_000);
          expect(recent.reduce((total, each) => total + each.amount, 0)).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  it("fits when it was told to come again", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 9000 }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 100 }),
        (waits, amount) => {
          const sum = createRecentSum(100, 60_000);
          let now = 0;
          for (const wait of waits) {
            now += wait;
            if (sum.waitFor(30, now) === 0) sum.add(30, now);
          }
          const wait = sum.waitFor(amount, now);
          expect(sum.waitFor(amount, now + wait)).toBe(0);
        },
      ),
    );
  });
});

describe("an actor's operations at once", () => {
  it("are bounded, and one that ends makes room", () => {
    const limiter = start();
    const ask = (): Admission => limiter.admit(hoitaja("a"), { cost: 1, persons: [] });
    const [first] = [ask(), ask()];
    expect(ask()).toEqual(refused("concurrencyPerActor", 2, 1));
    expect(limiter.admit(hoitaja("b"), { cost: 1, persons: [] })).toMatchObject({ ok: true });
    if (first?.ok) first.done();
    expect(ask()).toMatchObject({ ok: true });
    expect(ask()).toMatchObject({ ok: false });
  });
});

describe("different persons", () => {
  const open = (limiter: ActorLimiter, sub: string, person: string): Admission =>
    run(limiter.admit(hoitaja(sub), { cost: 0, persons: [person] }));

  it("are 30 in a minute for one actor; the same ones again are no new ones", () => {
    const limiter = start();
    for (let at = 0; at < 30; at += 1) expect(open(limiter, "a", `p${at}`)).toMatchObject({ ok: true });
    expect(open(limiter, "a", "p30")).toEqual(refused("personsPerMinute", 30, 60));
    expect(open(limiter, "a", "p7")).toMatchObject({ ok: true });
    limiter.clock.now = 60_000;
    expect(open(limiter, "a", "p30")).toMatchObject({ ok: true });
  });

  it("are counted together for an organisation, over an hour", () => {
    const limiter = start();
    for (let at = 0; at < 50; at += 1) expect(open(limiter, `a${at % 2}`, `p${at}`)).toMatchObject({ ok: true });
    expect(open(limiter, "c", "p50")).toEqual(refused("personsPerHourOfOrganisation", 50, 3600));
    expect(run(limiter.admit(hoitaja("d", "1.2.246.10.99900015"), { cost: 0, persons: ["p50"] }))).toMatchObject({
      ok: true,
    });
  });

  it("of one operation are all counted, or none", () => {
    const limiter = start();
    const many = Array.from({ length: 31 }, (_, at) => `p${at}`);
    expect(limiter.admit(hoitaja("a"), { cost: 0, persons: many })).toMatchObject({ ok: false });
    expect(run(limiter.admit(hoitaja("a"), { cost: 0, persons: many.slice(1) }))).toMatchObject({ ok: true });
  });
});

describe("several processes", () => {
  it("take a share of every bound each, which together is never more than the whole", () => {
    expect(toShare(limits, 1)).toEqual(limits);
    expect(toShare(limits, 4)).toEqual({
      costPerMinute: 25,
      concurrencyPerActor: 1,
      personsPerMinute: 7,
      personsPerHourOfOrganisation: 12,
    });
  });

  it("let one through each, however many they are", () => {
    const limiter = start(toShare(limits, 1000));
    expect(run(limiter.admit(hoitaja("a"), { cost: 1, persons: ["p1"] }))).toMatchObject({ ok: true });
    expect(limiter.admit(hoitaja("a"), { cost: 0, persons: ["p2"] })).toMatchObject({ ok: false });
  });
});

it("remembers the actors that asked last, and no more of them", () => {
  const limiter = start({}, 2);
  const spend = (sub: string): Admission => run(limiter.admit(hoitaja(sub), { cost: 100, persons: [] }));
  for (const sub of ["a", "b", "c"]) expect(spend(sub)).toMatchObject({ ok: true });
  expect(spend("c")).toMatchObject({ ok: false });
  expect(spend("a")).toMatchObject({ ok: true });
});

it("does not count nobody, who reaches no source", () => {
  const limiter = start();
  for (let at = 0; at < 10; at += 1) {
    expect(limiter.admit({ kind: "tuntematon" }, { cost: 100, persons: ["p"] })).toMatchObject({ ok: true });
  }
});
