import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLocalKeyStore } from "../../gateway/config/index.ts";
import { createAsiakasIds } from "../../gateway/subgraph/index.ts";
import type { Tunnus } from "../../gateway/subgraph/index.ts";
import { createPopulation } from "../../mocks/population/index.ts";
import type { Henkilo } from "../../mocks/population/index.ts";
import { startRemoteSubgraphs } from "../start-remote.ts";
import type { RemoteSubgraphs } from "../start-remote.ts";
import { keyFolder, startSystem } from "../start.ts";
import type { GraphAnswer, TestSystem } from "../start.ts";
import { observeShortest, slowDown } from "./observe.ts";
import type { Observed } from "./observe.ts";
import { knownIn } from "./random-operations.ts";
import { differences, everyone, pro, strangers } from "./timing-questions.ts";
import type { Question } from "./timing-questions.ts";

/** A register takes its time in each of many questions. Milliseconds. */
const longMs = 120_000;

/** Everything but the values of fields, which are the person's own. */
function withoutValues({ body, ...seen }: Observed): unknown {
  const { data } = JSON.parse(body) as { readonly data: unknown };
  return { ...seen, data: shapeOf(data) };
}

/** Keys, and what is null. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return "list";
  if (value === null || typeof value !== "object") return value === null ? null : typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shapeOf(each)]));
}

const whole = (seen: Observed): unknown => seen;

describe.each([
  ["in the gateway's process", "in-process"],
  ["as servers of their own", "remote"],
] as const)("with subgraphs %s", (_, run) => {
  let system: TestSystem;
  let remote: RemoteSubgraphs | undefined;
  beforeAll(async () => {
    system = await startSystem({
      alueet: ["05", "08", "15"],
      async configure(file) {
        if (run === "remote") remote = await startRemoteSubgraphs(file.subgraphs);
        const limits = { costPerMinute: 10_000_000, personsPerMinute: 10_000, personsPerHourOfOrganisation: 10_000 };
        return { ...file, limits: { ...file.limits, ...limits }, subgraphs: remote?.places ?? file.subgraphs };
      },
    });
  });
  afterAll(async () => {
    await system.close();
    await remote?.close();
  });

  const ids = createAsiakasIds(createLocalKeyStore(keyFolder).obtain("ASIAKAS_ID_AVAIN", 64));
  /** A code of a right form that is in no register. */
  const nobody = (): string => {
    const other = [...createPopulation({ seed: 2, size: 60 }).kaikki()].flatMap(({ hetu }) => hetu ?? []);
    return other.find((hetu) => system.population.etsi(hetu) === undefined) ?? "";
  };
  const personOf = (persona: string): Henkilo =>
    system.population.henkilo(system.population.personas.find((each) => each.persona === persona)?.index ?? -1);
  const neighbour = (): string => {
    const isKnown = knownIn(system.population, "05");
    const found = [...system.population.kaikki()].find(
      (each) =>
        each.persona === undefined && each.turvakielto === undefined && each.huoltajat.length === 0 && isKnown(each),
    );
    return found?.hetu ?? "";
  };
  const tunnusOf = (who: string): Tunnus => {
    if (who === "nobody") return { laji: "HETU", arvo: nobody() };
    if (who === "lauri, old code") return { laji: "HETU", arvo: personOf("lauri").entisetHetut[0] ?? "" };
    if (/^\d/.test(who)) return { laji: "HETU", arvo: who };
    const { hetu, tilapainenTunnus = "" } = personOf(who);
    return hetu === undefined ? { laji: "TILAPAINEN", arvo: tilapainenTunnus } : { laji: "HETU", arvo: hetu };
  };

  const askOf = async (who: string, question: Question): Promise<GraphAnswer> => {
    const { signIn, selection, peruste, byHetu, query } = question;
    const { vastaanottaja } = signIn;
    const tunnus = tunnusOf(who);
    const id = vastaanottaja === undefined ? ids.seal(tunnus) : ids.sealFor(vastaanottaja, tunnus);
    const [entry, type, value] =
      byHetu === true ? ["asiakasHetulla(hetu: $x)", "Hetu!", tunnus.arvo] : ["asiakas(id: $x)", "ID!", id];
    return system.ask(
      query ?? `query Kysymys($x: ${type}) { a: ${entry} { ${selection} } }`,
      await system.token(signIn),
      { x: value },
      peruste === undefined ? {} : { peruste },
    );
  };

  const see = async (who: string, question: Question, like?: Observed): Promise<Observed> => {
    slowDown(system, question.down);
    return observeShortest(
      system,
      () => askOf(who, question),
      (seen) => JSON.stringify(seen) === JSON.stringify(like),
    );
  };

  /** Asks the same of each; the first is whom the others must look like. */
  const expectSame = async (persons: readonly string[], question: Question, same = whole): Promise<void> => {
    const [first = "", ...others] = persons;
    const like = await see(first, question);
    expect(others).not.toEqual([]);
    for (const who of others) expect([who, same(await see(who, question, like))]).toEqual([who, same(like)]);
  };

  describe("one who may not know", () => {
    it.each(strangers)(
      "sees no difference between those who are there, protected, dead, abroad, or in no register: %s",
      async (...[, question]) => {
        await expectSame(question.among ?? everyone, question);
      },
      longMs,
    );
  });

  describe("turvakielto", () => {
    it.each(["terveydenhuolto", "laskutus"])(
      "looks the same as a population register that is down, but for the state of the register: %s",
      async (rooli) => {
        const question = {
          signIn: pro(rooli, "05"),
          selection: "laakekatto { vuosi } alue { koodi } osoitteet { katuosoite } asiakassetelit { numero }",
        };
        const on = await see("venla", question);
        const down = await see("venla", { ...question, down: "vtj" });
        expect(on.body).toContain("NON_DISCLOSURE");
        expect({ ...down, lahteet: [] }).toEqual({ ...on, lahteet: [] });
        expect(down.lahteet).toEqual(on.lahteet.map((row) => row.replace("vtj/ OK", "vtj/ SOURCE_UNAVAILABLE")));
      },
      longMs,
    );

    it.each(["terveydenhuolto", "laskutus"])(
      "is not told by what does not tell a place, nor asked for it: %s",
      async (rooli) => {
        await expectSame(
          ["venla", neighbour()],
          { signIn: pro(rooli, "05"), selection: "hetu nimi { sukunimi } laakekatto { vuosi }" },
          withoutValues,
        );
      },
      longMs,
    );

    it(
      "of the child's other guardian is not told to the one with whom the child lives",
      async () => {
        const selection = "osoitteet { katuosoite } yhteystiedot { arvo } alue { koodi }";
        await expectSame(["eino", "helmi"], { signIn: { persona: "aino" }, selection }, withoutValues);
      },
      longMs,
    );
  });

  describe("what differs because the asker may know it", () => {
    it.each(differences)(
      "%s",
      async (...[, { one, other, question, sameAnswer }]) => {
        const like = await see(one, question);
        const seen = await see(other, question, like);
        expect(seen).not.toEqual(like);
        const answerOf = (each: Observed): unknown =>
          sameAnswer === true ? { ...each, lahteet: [], steps: [] } : undefined;
        expect(answerOf(seen)).toEqual(answerOf(like));
      },
      longMs,
    );
  });
});
