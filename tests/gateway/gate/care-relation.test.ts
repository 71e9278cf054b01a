import { describe, expect, it } from "vitest";
import { createFindRegionRelations } from "../../../gateway/gate/care-relation.ts";
import { register, scopeOf } from "./ask-kit.ts";
import { ammattilainen } from "./world.ts";

const official = ammattilainen("J");

/** What the official is to a person of whom the three registers tell this; undefined: it has not joined. */
async function relate(customership: unknown, decision: unknown, home: unknown) {
  if (official.kind !== "ammattilainen") throw new Error("an official was expected");
  const told: Readonly<Record<string, unknown>> = {
    avoinAsiakkuusAlueella: customership,
    paatosVoimassaAlueella: decision,
    turvakielto: home,
  };
  const find = createFindRegionRelations((field) =>
    told[field] === undefined ? undefined : register(`${field}-rekisteri`, told[field]),
  );
  return (await find(["a"], official, scopeOf(official))).get("a");
}

const no = [{ avoinAsiakkuusAlueella: false }, { paatosVoimassaAlueella: false }] as const;
const home = (voimassa: boolean | null, alue: unknown) => ({ turvakielto: { voimassa }, alue });

describe("the organiser's official", () => {
  it("is of the region of a person who lives there, and is not protected", async () => {
    expect(await relate(...no, home(false, { koodi: "08" }))).toEqual({ suhde: "OMA_ALUE" });
    expect(await relate(...no, home(false, { koodi: "05" }))).toEqual({ suhde: "EI" });
    expect(await relate(...no, home(true, { koodi: "08" }))).toEqual({ suhde: "EI" });
    expect(await relate(...no, home(null, { koodi: "08" }))).toEqual({ suhde: "EI" });
  });

  it("is of no relation to a person of whose home nothing is known", async () => {
    expect(await relate(...no, null)).toEqual({ suhde: "EI" });
    expect(await relate(...no, {})).toEqual({ suhde: "EI" });
    expect(await relate(...no, home(false, null))).toEqual({ suhde: "EI" });
  });

  it("is told which register could not tell, the first of them", async () => {
    const [customership, decision] = no;
    expect(await relate({}, decision, home(false, null))).toEqual({ silent: "avoinAsiakkuusAlueella-rekisteri" });
    expect(await relate(customership, {}, home(false, null))).toEqual({ silent: "paatosVoimassaAlueella-rekisteri" });
    expect(await relate(customership, decision, undefined)).toEqual({ silent: undefined });
  });
});
