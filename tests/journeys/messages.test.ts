import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { startSystem } from "../start.ts";
import type { GraphAnswer, SignIn, TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.close());
afterEach(() => {
  for (const each of Object.values(system.mocks.registers)) each.faults.set([]);
});

const codesOf = ({ errors }: GraphAnswer): readonly string[] =>
  errors.map(({ path, extensions }) => `${path?.at(-1)} ${String(extensions["code"])} ${String(extensions["saanto"])}`);

const askOf = async (
  signIn: SignIn,
  kenen: string,
  fields: string,
  extensions?: Readonly<Record<string, unknown>>,
): Promise<GraphAnswer> =>
  system.ask(
    `query ($id: ID!) { asiakas(id: $id) { viestinta { ${fields} } } }`,
    await system.token(signIn),
    { id: system.idOf(kenen) },
    extensions,
  );

const guide: SignIn = { persona: "aino", rooli: "palveluohjaus", tarkoitus: "PALVELUOHJAUS" };

it("shows a customer their own messages with the regions, page by page", async () => {
  const token = await system.token({ persona: "aino" });
  const query = `query ($after: String) { mina { viestinta { kanava viestit(first: 20, after: $after) {
    edges { node { otsikko lahettaja alue } } pageInfo { hasNextPage endCursor }
  } } } }`;
  const pageOf = async (after: unknown): Promise<{ edges: unknown[]; pageInfo: Record<string, unknown> }> => {
    const answer = await system.ask(query, token, { after });
    expect(answer.errors).toEqual([]);
    const { kanava, viestit } = Object(Object(answer.data?.["mina"]).viestinta);
    expect(kanava).toBe("SUOMIFI_VIESTIT");
    return viestit as { edges: unknown[]; pageInfo: Record<string, unknown> };
  };
  const first = await pageOf(null);
  expect(first.edges).toHaveLength(20);
  const second = await pageOf(first.pageInfo["endCursor"]);
  expect(second.edges).toHaveLength(5);
  expect(second.pageInfo["hasNextPage"]).toBe(false);
});

it("tells a customer what has become of each message by Suomi.fi, and a guide nothing of it", async () => {
  const fields = "viestit(first: 10) { edges { node { kanava aika toimitus { luotu luettu } } } }";
  const answer = await askOf({ persona: "aino" }, "aino", fields);
  expect(answer.errors).toEqual([]);
  const { edges } = Object(Object(answer.data?.["asiakas"]).viestinta).viestit as {
    readonly edges: readonly {
      readonly node: { readonly aika: string; readonly toimitus: { readonly luotu: string } };
    }[];
  };
  expect(edges).toHaveLength(10);
  for (const { node } of edges) expect(node.toimitus.luotu.slice(0, 10)).toBe(node.aika.slice(0, 10));
  expect(answer.lahteet.map(({ lahde }) => lahde)).toContain("viestit");

  const guides = await askOf(guide, "aino", fields);
  expect(guides.data?.["asiakas"]).toEqual({ viestinta: { viestit: null } });
  expect(codesOf(guides)).toEqual(["viestit FORBIDDEN R-16"]);
});

it("shows a guide the channel, and no message", async () => {
  const answer = await askOf(guide, "aino", "kanava viestit { edges { node { otsikko } } }");
  expect(answer.data?.["asiakas"]).toEqual({ viestinta: { kanava: "SUOMIFI_VIESTIT", viestit: null } });
  expect(codesOf(answer)).toEqual(["viestit FORBIDDEN R-16"]);
});

it("tells whether the mailbox is in use only to one who is about to send a message", async () => {
  const refused = await askOf(guide, "aino", "kanava suomifiViestitKaytossa");
  expect(refused.data?.["asiakas"]).toEqual({ viestinta: { kanava: "SUOMIFI_VIESTIT", suomifiViestitKaytossa: null } });
  expect(codesOf(refused)).toEqual(["suomifiViestitKaytossa FORBIDDEN VIESTIN-LAHETYS"]);
  // The channel was seen, whatever was refused beside it.
  expect(system.loki(refused.pyynto)).toMatchObject([
    { tiedot: [16], kentat: ["Asiakas.viestinta"], evatyt: [{ tieto: 16, saanto: "VIESTIN-LAHETYS" }] },
  ]);
  const asked = system.mocks.registers["viestit"]?.requests.latest().map(({ polku }) => polku);
  expect(asked).not.toContain("/v1/mailboxes/active");

  const sending = { kayttotarkoitus: "VIESTIN_LAHETYS" };
  const given = await askOf(guide, "aino", "kanava suomifiViestitKaytossa", sending);
  expect(given.errors).toEqual([]);
  expect(given.data?.["asiakas"]).toEqual({ viestinta: { kanava: "SUOMIFI_VIESTIT", suomifiViestitKaytossa: true } });

  const own = await askOf({ persona: "aino" }, "aino", "suomifiViestitKaytossa", sending);
  expect(codesOf(own)).toEqual(["suomifiViestitKaytossa FORBIDDEN VIESTIN-LAHETYS"]);
});

it("shows the channel while Suomi.fi does not answer, and the mailbox while the regions do not", async () => {
  const sending = { kayttotarkoitus: "VIESTIN_LAHETYS" };
  system.mocks.registers["viestit"]?.faults.set([{ laji: "http500" }]);
  const withoutSuomifi = await askOf(guide, "aino", "kanava suomifiViestitKaytossa", sending);
  expect(withoutSuomifi.data?.["asiakas"]).toEqual({
    viestinta: { kanava: "SUOMIFI_VIESTIT", suomifiViestitKaytossa: null },
  });
  expect(codesOf(withoutSuomifi)).toEqual(["suomifiViestitKaytossa SOURCE_UNAVAILABLE undefined"]);

  system.mocks.registers["viestit"]?.faults.set([]);
  system.mocks.registers["crm"]?.faults.set([{ laji: "http500" }]);
  const withoutCrm = await askOf(guide, "aino", "kanava suomifiViestitKaytossa", sending);
  expect(withoutCrm.data?.["asiakas"]).toEqual({ viestinta: { kanava: null, suomifiViestitKaytossa: true } });
});

it("does not show a guardian what a child has kept, nor rows of which it is not known", async () => {
  const answer = await askOf({ persona: "aino" }, "eino", "viestit(first: 50) { edges { node { aika } } }");
  const { edges } = Object(Object(answer.data?.["asiakas"]).viestinta).viestit ?? { edges: [] };
  const henkilo = system.population.henkilo(1);
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Helsinki" }).format(new Date());
  const held = system.population.viestit(henkilo, today).filter(({ alue }) => ["08", "15", "90"].includes(alue));
  const open = held.filter(({ huoltajalta }) => huoltajalta === "AVOIN");
  expect(held.length).toBeGreaterThan(open.length);
  expect((edges as readonly { readonly node: unknown }[]).filter(({ node }) => node !== null)).toHaveLength(
    open.length,
  );
});

it("does not tell one with a mandate the place by a message of a person under turvakielto", async () => {
  const answer = await askOf(
    { persona: "kaisa" },
    "venla",
    "kanava viestit(first: 50) { edges { node { aika otsikko lahettaja teksti alue } } }",
  );
  const { edges } = Object(Object(answer.data?.["asiakas"]).viestinta).viestit ?? { edges: [] };
  for (const { node } of edges as readonly { readonly node: Readonly<Record<string, unknown>> }[]) {
    expect(node).toEqual({ aika: expect.any(String), otsikko: null, lahettaja: null, teksti: null, alue: null });
  }
  expect(answer.text).not.toContain("Terveysasema");
});
