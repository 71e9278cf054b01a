import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { asiakasActor } from "../fixture-graph.ts";
import { huolto, startWorld } from "./world.ts";

const world = await startWorld();
afterAll(() => world.graph.close());
beforeEach(() => world.set({}));

describe("what may be seen of a person", () => {
  it("is told of the person's own fields, and of none that only the gate may ask", async () => {
    const { kentat } = await world.nakyvyys("AINO", asiakasActor("AINO"));
    const names = kentat.map(({ kentta }) => kentta);
    expect(names).toContain("Asiakas.palvelujaksot");
    expect(names.filter((name) => !name.startsWith("Asiakas."))).toEqual([]);
    for (const hidden of ["asuinpaikka", "hoitosuhde", "suostumus", "valtuutus", "luovutus"])
      expect(names).not.toContain(`Asiakas.${hidden}`);
  });

  it("is told of a field to a guardian as a query answers: one without rows by the child's age", async () => {
    world.set({ huollot: [huolto("AINO", "EINO", "2014-01-01")] });
    const { suhde, kentat } = await world.nakyvyys("EINO", asiakasActor("AINO"));
    const of = (name: string) => kentat.find(({ kentta }) => kentta === `Asiakas.${name}`);
    expect(suhde).toBe("HUOLTAJA");
    expect(of("tyoterveys")).toMatchObject({ sallittu: false, koodi: "FORBIDDEN", saanto: "ALAIKAISEN-KIELTO" });
    expect(of("jaksot")).toMatchObject({ sallittu: true, koodi: undefined });
  });
});
