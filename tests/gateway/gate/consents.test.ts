import { describe, expect, it } from "vitest";
import type { Consents } from "../../../gateway/gate/consents.ts";
import { createAskConsents } from "../../../gateway/gate/consents.ts";
import { register, scopeOf } from "./ask-kit.ts";
import { kolmas } from "./world.ts";

/** Consents of a person of whom the register tells this. */
async function read(suostumus: unknown): Promise<Consents | undefined> {
  const ask = createAskConsents(() => register("mydata", { suostumus }));
  return (await ask(["a"], scopeOf(kolmas("pankki")))).get("a");
}

const viite = { suostumusId: "S-1", versio: 3 };
const none = { tiedot: new Set(), viitteet: [] };

describe("consents of a person", () => {
  it("are the items that they name, and the consents themselves", async () => {
    expect(await read({ voimassa: true, tiedot: [9, 26], suostumukset: [viite] })).toEqual({
      tiedot: new Set([9, 26]),
      viitteet: [viite],
    });
  });

  it("give nothing that is no number of an item, and no consent that does not tell its id and version", async () => {
    const wrong = [null, "S-1", {}, { suostumusId: "S-2" }, { versio: 1 }, { suostumusId: 1, versio: "1" }];
    expect(await read({ voimassa: true, tiedot: [9, "26", null], suostumukset: [...wrong, viite] })).toEqual({
      tiedot: new Set([9]),
      viitteet: [viite],
    });
  });

  it("are none when none is in force, or a list did not come", async () => {
    for (const told of [
      { voimassa: false, tiedot: [9], suostumukset: [viite] },
      { voimassa: true, tiedot: null, suostumukset: [viite] },
      { voimassa: true, tiedot: [9], suostumukset: null },
    ])
      expect(await read(told)).toEqual(none);
  });

  it("are not known when the register does not tell whether any is in force", async () => {
    for (const told of [null, "kyllä", {}, { voimassa: null, tiedot: [9], suostumukset: [] }, { voimassa: "true" }])
      expect(await read(told)).toBeUndefined();
  });
});
