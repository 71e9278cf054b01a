import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { engineOfTests } from "../engine-of-tests.ts";
import { readParts } from "../read-parts.ts";
import { startSystem } from "../start.ts";
import type { SignIn, TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
}, 60_000);
afterAll(() => system.close());
afterEach(() => {
  for (const register of Object.values(system.mocks.registers)) register.faults.set([]);
});

interface Asking extends SignIn {
  readonly accept?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

async function post(
  query: string,
  { accept = "multipart/mixed;deferSpec=20220824, application/json", ...who }: Asking,
) {
  const { variables = {}, ...signIn } = who;
  return fetch(`${system.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", accept, authorization: `Bearer ${await system.token(signIn)}` },
    body: JSON.stringify({ query, variables }),
  });
}

type Part = Readonly<Record<string, unknown>>;

async function askAll(query: string, asking: Asking): Promise<readonly Part[]> {
  const parts: Part[] = [];
  for await (const part of readParts(await post(query, asking))) parts.push(part);
  return parts;
}

const slowQuery = `{ mina { nimi { kutsumanimi } ... @defer(label: "katto") { laakekatto { vuosi } } } }`;
const pyyntoOf = (part: Part | undefined): string =>
  (part as { extensions: { pyynto: string } } | undefined)?.extensions.pyynto ?? "";

// Apollo's engine answers whole, whoever takes parts: docs/answers-in-parts.md.
describe.runIf(engineOfTests === "asiakas")("in parts", () => {
  it("what is known is told while a slow register is waited for, and each part is in the log before it is told", async () => {
    system.mocks.registers["kela"]?.faults.set([{ laji: "hidas", viiveMs: 1500 }]);
    const parts = readParts(await post(slowQuery, { persona: "aino" }));
    const first = (await parts.next()).value as Part;
    expect(first).toMatchObject({ data: { mina: { nimi: { kutsumanimi: "Aino" } } }, hasNext: true });
    const kentatOf = (): unknown => system.loki(pyyntoOf(first)).map(({ laji, kentat }) => [laji, kentat]);
    expect(kentatOf()).toEqual([["KATSELU", ["Asiakas.nimi"]]]);
    const second = (await parts.next()).value as Part;
    expect(second).toMatchObject({
      incremental: [{ label: "katto", path: ["mina"], data: { laakekatto: { vuosi: expect.any(Number) } } }],
      hasNext: true,
      extensions: {
        pyynto: pyyntoOf(first),
        lahteet: expect.arrayContaining([expect.objectContaining({ lahde: "kela" })]),
      },
    });
    expect(kentatOf()).toEqual([
      ["KATSELU", ["Asiakas.nimi"]],
      ["KATSELU", ["Asiakas.laakekatto"]],
    ]);
    expect((await parts.next()).value).toEqual({ hasNext: false });
    expect((await parts.next()).done).toBe(true);
  });

  it("what a rule keeps back is kept back in its part, and told there and in the log", async () => {
    const query = `query ($id: ID!) { asiakas(id: $id) { nimi { kutsumanimi } ... @defer { maksuyhteydet { __typename } } } }`;
    const asking = { persona: "liisa", rooli: "terveydenhuolto", alue: "08", tarkoitus: "HOITO" };
    const [first, second] = await askAll(query, { ...asking, variables: { id: system.idOf("aino") } });
    expect(first).toMatchObject({ data: { asiakas: { nimi: { kutsumanimi: "Aino" } } } });
    expect(second).toMatchObject({
      incremental: [
        {
          path: ["asiakas"],
          data: { maksuyhteydet: null },
          errors: [{ path: ["asiakas", "maksuyhteydet"], extensions: { code: "FORBIDDEN", tieto: 5 } }],
        },
      ],
    });
    const rows = system.loki(pyyntoOf(first)).map(({ laji, evatyt }) => [laji, evatyt]);
    expect(rows).toMatchObject([
      ["KATSELU", []],
      ["EVATTY", [{ tieto: 5, koodi: "FORBIDDEN" }]],
    ]);
  });

  it("a register that fails costs its own part, and the error is told in it", async () => {
    system.mocks.registers["kela"]?.faults.set([{ laji: "http500" }]);
    const [first, second, last] = await askAll(slowQuery, { persona: "aino" });
    expect(first).not.toHaveProperty("errors");
    expect(second).toMatchObject({
      incremental: [
        {
          path: ["mina"],
          data: { laakekatto: null },
          errors: [{ path: ["mina", "laakekatto"], extensions: { code: "SOURCE_UNAVAILABLE" } }],
        },
      ],
    });
    expect(last).toEqual({ hasNext: false });
  });
});

it("who takes no parts, or parts of another form, gets the answer whole", async () => {
  for (const accept of ["application/json", "multipart/mixed;incrementalSpec=v0.2, application/json"]) {
    const response = await post(slowQuery, { persona: "aino", accept });
    expect(response.headers.get("content-type")).toContain("application/json");
    const answer: unknown = await response.json();
    expect(answer).toMatchObject({ data: { mina: { nimi: { kutsumanimi: "Aino" }, laakekatto: { vuosi: 2026 } } } });
  }
});

it("an answer without deferred parts, and a refusal, are no parts", async () => {
  const whole = await post("{ mina { nimi { kutsumanimi } } }", { persona: "aino" });
  expect(whole.headers.get("content-type")).toContain("application/json");
  const refused = await post("{ mina { tuntematon } }", { persona: "aino" });
  expect([refused.status, refused.headers.get("content-type")]).toEqual([400, "application/json; charset=utf-8"]);
});
