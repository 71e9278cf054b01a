import { expect, it } from "vitest";
import { createFindChildren, toAgeClass } from "../../../gateway/gate/guardianship.ts";
import { asiakasActor } from "../fixture-graph.ts";
import { register, scopeOf } from "./ask-kit.ts";

it.each([
  ["2026-11-25", "ALLE_10"],
  ["2016-11-26", "ALLE_10"],
  ["2016-11-25", "10_17"],
  ["2014-11-26", "10_17"],
  ["2014-11-25", "10_17"],
  ["2008-11-26", "10_17"],
  ["2008-11-25", "TAYSI"],
  ["2008-12-01", "10_17"],
  ["2008-10-31", "TAYSI"],
  ["1950-01-01", "TAYSI"],
])("one born on %s is of the class %s on 2026-11-25", (born, age) => {
  expect(toAgeClass(born, "2026-11-25")).toBe(age);
});

it("one born on a leap day comes of age on the first of March of a common year", () => {
  expect([toAgeClass("2008-02-29", "2026-02-28"), toAgeClass("2008-02-29", "2026-03-01")]).toEqual(["10_17", "TAYSI"]);
});

it("gives no right to whom the register does not name, nor by what is no custody", async () => {
  const huolto = { syntymaaika: "2020-01-01", huoltomuoto: "LAKISAATEINEN", saaSoteTiedot: true };
  const children = [null, "a", huolto, { ...huolto, henkilo: {} }, { ...huolto, henkilo: { id: 1 } }];
  const huollettavat = [...children, { ...huolto, henkilo: { id: "a" } }];
  const find = createFindChildren(
    () => register("vtj", { perhesuhteet: { huollettavat } }),
    () => "2026-11-25",
  );
  expect(await find("b", scopeOf(asiakasActor("AINO")))).toEqual(new Map([["a", "ALLE_10"]]));
});
