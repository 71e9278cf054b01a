import { print } from "graphql";
import { expect, it } from "vitest";
import { asiakasActor, idOf, startFixtureGraph } from "../fixture-graph.ts";
import type { FixtureRegister } from "../fixture-graph.ts";

const vtj: FixtureRegister = {
  name: "vtj",
  schema: `type Asiakas @key(fields: "id") { id: ID! nimi: String @tieto(id: 102) }`,
  resolvers: { Asiakas: { nimi: () => "Eino" } },
};

it("costs its own fields only when a subgraph fails at its second call: who the person is stands", async () => {
  const graph = await startFixtureGraph([vtj], (transport) => ({
    ...transport,
    call: (request, scope) =>
      transport.name === "asiakas" && print(request.document).includes("_entities")
        ? Promise.resolve({ data: null, errors: [{ code: "SOURCE_UNAVAILABLE", parameters: { lahde: "asiakas" } }] })
        : transport.call(request, scope),
  }));
  const { data, errors } = await graph.ask("{ mina { id hetu nimi } }", asiakasActor("EINO"));
  expect(data).toEqual({ mina: { id: idOf("EINO"), hetu: null, nimi: "Eino" } });
  expect(errors).toEqual([{ code: "SOURCE_UNAVAILABLE", parameters: { lahde: "asiakas" }, path: ["mina", "hetu"] }]);
  await graph.close();
});
