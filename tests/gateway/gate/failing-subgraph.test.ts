import { print } from "graphql";
import { expect, it } from "vitest";
import { asiakasActor, idOf, startFixtureGraph } from "../fixture-graph.ts";
import type { FixtureRegister } from "../fixture-graph.ts";

const vtj: FixtureRegister = {
  name: "vtj",
  schema: `
    type Asiakas @key(fields: "id") { id: ID! nimi: String @tieto(id: 102) perhesuhteet: Perhesuhteet @tieto(id: 4) }
    type Perhesuhteet { huoltajat: [String!] }`,
  resolvers: { Asiakas: { nimi: () => "Eino", perhesuhteet: () => ({ huoltajat: ["Aino"] }) } },
};

/** Answers nothing of what `isOf` says. */
const withFailing = (isOf: (name: string, query: string) => boolean) =>
  startFixtureGraph([vtj], (transport) => ({
    ...transport,
    call: (request, scope) =>
      isOf(transport.name, print(request.document))
        ? Promise.resolve({
            data: null,
            errors: [{ code: "SOURCE_UNAVAILABLE", parameters: { lahde: transport.name } }],
          })
        : transport.call(request, scope),
  }));

it("costs its own fields only when a subgraph fails at its second call: who the person is stands", async () => {
  const graph = await withFailing((name, query) => name === "asiakas" && query.includes("_entities"));
  const { data, errors } = await graph.ask("{ mina { id hetu nimi } }", asiakasActor("EINO"));
  expect(data).toEqual({ mina: { id: idOf("EINO"), hetu: null, nimi: "Eino" } });
  expect(errors).toEqual([{ code: "SOURCE_UNAVAILABLE", parameters: { lahde: "asiakas" }, path: ["mina", "hetu"] }]);
  await graph.close();
});

it("costs a field once, whatever is asked below it: what stands below is no field of the person", async () => {
  const graph = await withFailing((name) => name === "vtj");
  const { data, errors } = await graph.ask("{ mina { perhesuhteet { huoltajat } } }", asiakasActor("EINO"));
  expect(data).toEqual({ mina: { perhesuhteet: null } });
  expect(errors.map(({ path }) => path)).toEqual([["mina", "perhesuhteet"]]);
  await graph.close();
});
