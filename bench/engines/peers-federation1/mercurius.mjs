// mercurius and its gateway, which knows Federation 1 only: it takes no supergraph, so each register's schema is
// rewritten to Federation 1 here, with one owner for each type and `extend type` elsewhere.
import Fastify from "fastify";
import mercuriusGateway from "@mercuriusjs/gateway";

const owners = { Asiakas: "vtj", Ammattilainen: "ammatti", Organisaatio: "soteorg", Alue: "alueet" };
const services = [];
for (const [name, url] of JSON.parse(process.argv[2])) {
  services.push({ name, url, schema: toFederation1(name, await readSchema(url)), mandatory: true });
}
const app = Fastify();
app.register(mercuriusGateway, { gateway: { services }, jit: 1 });
const address = await app.listen({ host: "127.0.0.1", port: 0 });
process.send({ url: `${address}/graphql` });
process.on("disconnect", () => process.exit(0));

async function readSchema(url) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ own: _service { sdl } }" }),
  });
  return (await response.json()).data.own.sdl;
}

function toFederation1(name, sdl) {
  return sdl
    .replace("type Query {", "extend type Query {")
    .replaceAll(/type (\w+) @key\(fields: "id"[^)]*\) \{\n {2}id: ID!/g, (text, type) =>
      owners[type] === name ? text : `extend type ${type} @key(fields: "id") {\n  id: ID! @external`,
    );
}
