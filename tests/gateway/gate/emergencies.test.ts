import { describe, expect, it } from "vitest";
import { createEmergencies } from "../../../gateway/gate/index.ts";
import type { Emergencies } from "../../../gateway/gate/index.ts";
import { ammattilainen } from "./world.ts";

const start = (): { readonly emergencies: Emergencies; readonly tick: (ms: number) => void } => {
  let now = 1000;
  const emergencies = createEmergencies(() => now, {
    toimija: (actor) => ("sub" in actor ? `t-${actor.sub}` : ""),
    asiakas: (id) => (id === "" ? undefined : `a-${id}`),
  });
  return {
    emergencies,
    tick: (ms) => {
      now += ms;
    },
  };
};
const actor = ammattilainen("H");

describe("emergency access", () => {
  it("is in force for one professional and one person, by their pseudonyms", () => {
    const { emergencies } = start();
    expect(emergencies.isActive(actor, "x")).toBe(false);
    emergencies.add({ toimija: "t-sub-H", asiakas: "a-x", untilMs: 2000 });
    expect(emergencies.isActive(actor, "x")).toBe(true);
    expect(emergencies.isActive(actor, "y")).toBe(false);
    expect(emergencies.isActive(ammattilainen("H", { sub: "toinen" }), "x")).toBe(false);
    expect(emergencies.isActive(actor, "")).toBe(false);
  });

  it("is not in force for one who has no pseudonym, whatever was written down", () => {
    const { emergencies } = start();
    emergencies.add({ toimija: "t-sub-H", asiakas: "undefined", untilMs: 2000 });
    expect(emergencies.isActive(actor, "")).toBe(false);
  });

  it("ends at its time, to the millisecond", () => {
    const { emergencies, tick } = start();
    emergencies.add({ toimija: "t-sub-H", asiakas: "a-x", untilMs: 2000 });
    tick(999);
    expect(emergencies.isActive(actor, "x")).toBe(true);
    tick(1);
    expect(emergencies.isActive(actor, "x")).toBe(false);
  });

  it("of one person lasts while another's ends, and may be taken anew", () => {
    const { emergencies, tick } = start();
    emergencies.add({ toimija: "t-sub-H", asiakas: "a-x", untilMs: 1500 });
    emergencies.add({ toimija: "t-sub-H", asiakas: "a-y", untilMs: 3000 });
    tick(1000);
    emergencies.add({ toimija: "t-sub-H", asiakas: "a-z", untilMs: 2500 });
    expect(["x", "y", "z"].map((id) => emergencies.isActive(actor, id))).toEqual([false, true, true]);
    emergencies.add({ toimija: "t-sub-H", asiakas: "a-x", untilMs: 4000 });
    expect(emergencies.isActive(actor, "x")).toBe(true);
  });
});
