import { afterAll, expect, it } from "vitest";
import { asiakasActor, idOf, startFixtureGraph } from "../fixture-graph.ts";
import type { FixtureRegister } from "../fixture-graph.ts";
import { ammattilainen } from "./world.ts";

/** Whose each message of AINO's says that it is. */
let owner = "AINO";
let isDown = false;

const crm: FixtureRegister = {
  name: "crm",
  schema: `
    type Asiakas @key(fields: "id") {
      id: ID!
      viestit: [Viesti!] @tieto(id: 16)
      kanava: String @tieto(id: 1)
      kaynnit: [Kaynti!] @tieto(id: 18)
    }
    type Kaynti @key(fields: "id", resolvable: false) { id: ID! }
    type Viesti @key(fields: "id", resolvable: false) { id: ID! otsikko: String }`,
  resolvers: {
    Asiakas: {
      viestit: () => [{ id: `${idOf(owner)}~1`, otsikko: "otsikko" }],
      kanava: () => "kirje",
      kaynnit: () => [{ id: `${idOf(owner)}~1` }, { id: "2" }],
    },
  },
};
const viestit: FixtureRegister = {
  name: "viestit",
  schema: `
    type Viesti @key(fields: "id") { id: ID! toimitus: Toimitus @tieto(id: 16) merkitsematon: String }
    type Kaynti @key(fields: "id") { id: ID! syy: String @tieto(id: 18) }
    type Toimitus { luettu: String }`,
  resolvers: {
    Viesti: {
      toimitus: ({ id }: { readonly id: string }) => ({ luettu: `luettu ${id.split("~")[1]}` }),
      merkitsematon: () => "salattu",
    },
    Kaynti: { syy: () => "syy" },
  },
};
const yhteinen: FixtureRegister = {
  name: "yhteinen",
  schema: `
    type Asiakas @key(fields: "id") {
      id: ID!
      hoitosuhde(organisaatio: String!): Hoitosuhde @inaccessible @tieto(id: 18, paljastaaPaikan: VALILLISESTI)
    }
    type Hoitosuhde @inaccessible { avoin: Boolean }`,
  resolvers: { Asiakas: { hoitosuhde: () => ({ avoin: true }) } },
};

const graph = await startFixtureGraph([crm, viestit, yhteinen], (transport) => ({
  ...transport,
  call: (request, scope) =>
    isDown && transport.name === "viestit"
      ? Promise.resolve({ data: null, errors: [{ code: "SOURCE_UNAVAILABLE", parameters: { lahde: "viestit" } }] })
      : transport.call(request, scope),
}));
afterAll(() => graph.close());

interface Told {
  readonly data: unknown;
  readonly errors: readonly string[];
  readonly calls: number;
}

async function ask(selection: string, tunnus: string, actor = asiakasActor("AINO")): Promise<Told> {
  graph.calls.length = 0;
  const { data, errors } = await graph.ask(`query($id: ID!) { asiakas(id: $id) { ${selection} } }`, actor, {
    id: idOf(tunnus),
  });
  const plain: unknown = JSON.parse(
    JSON.stringify(data, (key, value: unknown) => (key === "__henkilo" ? undefined : value)),
  );
  return {
    data: plain,
    errors: errors.map(({ code, path = [] }) => `${code} ${path.join(".")}`),
    calls: graph.calls.filter(({ name }) => name === "viestit").length,
  };
}

it("what belongs to a person is given to whom the person's own would be", async () => {
  owner = "AINO";
  const told = await ask("viestit { otsikko toimitus { luettu } }", "AINO");
  expect(told.data).toMatchObject({
    asiakas: { viestit: [{ otsikko: "otsikko", toimitus: { luettu: "luettu 1" } }] },
  });
  expect(told).toMatchObject({ errors: [], calls: 1 });
});

it("of another person than the one it was met under, it is judged as the other's", async () => {
  owner = "VENLA";
  const told = await ask("viestit { otsikko toimitus { luettu } }", "AINO");
  expect(told.data).toMatchObject({ asiakas: { viestit: [{ otsikko: "otsikko", toimitus: null }] } });
  expect(told).toMatchObject({ errors: ["FORBIDDEN asiakas.viestit.0.toimitus"], calls: 0 });
});

it("a field of it that carries no item is given to nobody", async () => {
  owner = "AINO";
  const told = await ask("viestit { toimitus { luettu } merkitsematon }", "AINO");
  expect(told.data).toMatchObject({
    asiakas: { viestit: [{ toimitus: { luettu: "luettu 1" }, merkitsematon: null }] },
  });
  expect(told.errors).toEqual(["FORBIDDEN asiakas.viestit.0.merkitsematon"]);
});

it("a role that may not have the item is denied before anyone is asked", async () => {
  owner = "AINO";
  const told = await ask("viestit { toimitus { luettu } }", "AINO", ammattilainen("H"));
  expect(told).toMatchObject({ errors: ["FORBIDDEN asiakas.viestit"], calls: 0 });
});

it("of one that names nobody nothing is given, and no register is asked about nobody", async () => {
  owner = "AINO";
  const told = await ask("kaynnit { syy }", "AINO", ammattilainen("H"));
  expect(told.data).toMatchObject({ asiakas: { kaynnit: [{ syy: "syy" }, { syy: null }] } });
  expect(told.errors).toEqual(["FORBIDDEN asiakas.kaynnit.1.syy"]);
  const asked = graph.calls.filter(({ name }) => name === "yhteinen").flatMap(({ sallittu }) => sallittu?.asiakkaat);
  expect(asked.filter((id) => id !== idOf("AINO"))).toEqual([]);
});

it("costs its own fields only while its register is down: what is known of it elsewhere stands", async () => {
  owner = "AINO";
  isDown = true;
  const told = await ask("viestit { otsikko toimitus { luettu } } kanava", "AINO");
  isDown = false;
  expect(told.data).toMatchObject({ asiakas: { viestit: [{ otsikko: "otsikko", toimitus: null }], kanava: "kirje" } });
  expect(told.errors).toEqual(["SOURCE_UNAVAILABLE asiakas.viestit.0.toimitus"]);
});
