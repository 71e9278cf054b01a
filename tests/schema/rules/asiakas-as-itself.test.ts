import { expect, test } from "vitest";
import { asiakasAsItself } from "../../../schema/rules/asiakas-as-itself.ts";
import { check } from "./check.ts";

test("accepts Asiakas alone, and interfaces and unions of other types", () => {
  const schema = `type Asiakas { id: ID! }
interface Katto { raja: Int }
type Laakekatto implements Katto { raja: Int }
union Lahde = Laakekatto`;
  expect(check(asiakasAsItself, schema)).toEqual([]);
});

test("refuses Asiakas in an interface or a union", () => {
  const schema = `type Asiakas implements Solmu { id: ID! }
union Osapuoli = Yritys | Asiakas`;
  const next = "return Asiakas as itself, so that the marks of its fields hold";
  expect(check(asiakasAsItself, schema)).toEqual([
    `1:25  Asiakas implements Solmu  →  ${next}`,
    `2:27  Asiakas is a member of Osapuoli  →  ${next}`,
  ]);
});
