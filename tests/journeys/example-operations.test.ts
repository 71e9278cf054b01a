import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readExamples } from "../../gateway/server/read-examples.ts";
import { startSystem } from "../start.ts";
import type { TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.close());

/** Something of the register comes first: a sign-in of its own, a consent. See the journeys of mandates and of consents. */
const needsSession: ReadonlySet<string> = new Set(["105-edustettavat", "12-peruSuostumus"]);

/** Most are for serving the customer; one is for sending a message. */
const purposeOf = (name: string): string => (name === "16-viestintakanava" ? "VIESTIN_LAHETYS" : "ASIAKASPALVELU");

const examples = readExamples(new URL("../../schema/operations/", import.meta.url));
// The needs across items have a journey of their own: needs.test.ts.
const runs = examples
  .filter(({ name, tieto }) => tieto !== undefined && !needsSession.has(name))
  .flatMap(({ runs: all, ...operation }) => all.map((run) => ({ ...operation, ...run, as: run.rooli ?? "asiakas" })));

describe("an example operation", () => {
  it.each(runs)("$name answers $as with data of $persona", async ({ name, text, persona, rooli, variables: given }) => {
    const signIn = rooli === undefined ? { persona } : { persona: "sofia", rooli, tarkoitus: purposeOf(name) };
    const token = await system.token(signIn);
    const declared = [...text.matchAll(/\$(\w+): ID!/g)].map(([, variable = ""]) => variable);
    const people = declared.map((variable) => [variable, system.idOf(variable === "asioija" ? "sofia" : persona)]);
    const variables = { ...given, ...Object.fromEntries(people) };
    const answer = await system.ask(text, token, variables);
    expect(answer.errors).toEqual([]);
    expect(answer.status).toBe(200);
    const [about] = Object.values(answer.data ?? {});
    const values: readonly unknown[] = Object.values(about ?? {});
    expect(values.some((value) => value !== null && !(Array.isArray(value) && value.length === 0))).toBe(true);
  });

  it("of customerships asks the regions that are named, and the home region when none is, as its comments say", async () => {
    const example = examples.find(({ name }) => name === "18-asiakkuudet");
    const token = await system.token({ persona: "sofia" });
    const askedBy = async (variables?: object): Promise<readonly unknown[]> => {
      const { errors, lahteet } = await system.ask(example?.text ?? "", token, { ...variables });
      expect(errors).toEqual([]);
      return lahteet.flatMap(({ lahde, solmu }) => (lahde === "yhteinen" ? [solmu] : []));
    };
    expect(await askedBy(example?.variables)).toEqual(["08", "15"]);
    expect(await askedBy()).toEqual(["90"]);
  });
});
