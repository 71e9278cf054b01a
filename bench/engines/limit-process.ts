/**
 * The hand-written limit: the same calls of the registers in the same order, with node:http, undici and JSON, and no
 * GraphQL at all. Checks nothing, knows three operations by their text, and tells its parent its port.
 */
import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Pool } from "undici";
import type { Given } from "./registers.ts";
import { workloads } from "./workloads.ts";

type Json = Record<string, unknown>;
type Ask = (variables: Given) => Promise<Json>;

const urls = new Map(JSON.parse(process.argv[2] ?? "[]") as [string, string][]);
const pools = new Map(
  [...urls].map(([name, url]) => [name, new Pool(new URL(url).origin, { connections: 64, pipelining: 1 })]),
);

const asiakas = toAsk("vtj", "query($id:ID!){asiakas(id:$id){id etunimi sukunimi syntymapaiva kieli kotikunta{nimi}}}");
const entities = "query($representations:[_Any!]!){_entities(representations:$representations)";
const ofPerson = [
  toAsk("kela", `${entities}{... on Asiakas{maksukatto matkakatto korvausoikeuksia etuus onElakkeella}}}`),
  toAsk("kanta", `${entities}{... on Asiakas{resepteja rokotuksia viimeisinKaynti suostumus hoitotahto}}}`),
  toAsk("crm", `${entities}{... on Asiakas{asiakasnumero yhteydenottoja kanava tila luotu}}}`),
];
const asiakkaat = toAsk(
  "vtj",
  "query($alkaen:Int!,$maara:Int!){asiakkaat(alkaen:$alkaen,maara:$maara){id etunimi sukunimi syntymapaiva kotikunta{nimi}}}",
);
const ofList = [
  toAsk("kela", `${entities}{... on Asiakas{maksukatto korvausoikeuksia etuus onElakkeella}}}`),
  toAsk("crm", `${entities}{... on Asiakas{asiakasnumero kanava tila luotu}}}`),
];
const asiakasOfDeep = toAsk("vtj", "query($id:ID!){asiakas(id:$id){id etunimi kotikunta{nimi}}}");
const suunnitelmat = toAsk("kanta", `${entities}{... on Asiakas{suunnitelmat{nimi ammattilainen{id}}}}}`);
const hops = [
  [
    "Ammattilainen",
    "organisaatio",
    toAsk("ammatti", `${entities}{... on Ammattilainen{nimi ammattioikeus organisaatio{id}}}}`),
  ],
  ["Organisaatio", "alue", toAsk("soteorg", `${entities}{... on Organisaatio{nimi muoto alue{id}}}}`)],
  ["Alue", "", toAsk("alueet", `${entities}{... on Alue{nimi vaesto}}}`)],
] as const;

const runs = new Map<string, (variables: Given) => Promise<Json>>(
  workloads.map(({ name, query }) => [query, { A: runPerson, B: runList, C: runDeep }[name] ?? runPerson]),
);
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => void chunks.push(chunk));
  request.on("end", () => void answer(Buffer.concat(chunks).toString("utf8"), response));
});
server.listen(0, "127.0.0.1", () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` });
});
process.on("disconnect", () => process.exit(0));

async function answer(text: string, response: ServerResponse): Promise<void> {
  const { query, variables } = JSON.parse(text) as { readonly query: string; readonly variables: Given };
  try {
    const found = await (runs.get(query) ?? refuse)(variables);
    const body = Buffer.from(JSON.stringify({ data: found }));
    response.writeHead(200, { "content-type": "application/json", "content-length": body.length }).end(body);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}

async function runPerson(variables: Given): Promise<Json> {
  const found = await asiakas(variables);
  await complete("Asiakas", [found["asiakas"] as Json], ofPerson);
  return found;
}

async function runList(variables: Given): Promise<Json> {
  const found = await asiakkaat(variables);
  await complete("Asiakas", found["asiakkaat"] as Json[], ofList);
  return found;
}

async function runDeep(variables: Given): Promise<Json> {
  const found = await asiakasOfDeep(variables);
  const person = found["asiakas"] as Json;
  await complete("Asiakas", [person], [suunnitelmat]);
  let targets = (person["suunnitelmat"] as Json[]).map(({ ammattilainen }) => ammattilainen as Json);
  for (const [type, next, ask] of hops) {
    await complete(type, targets, [ask]);
    targets = targets.map((target) => target[next] as Json);
  }
  return found;
}

/** Asks of objects by their ids, of all registers side by side, and puts what they say into the objects. */
async function complete(type: string, targets: readonly Json[], asks: readonly Ask[]): Promise<void> {
  const representations = targets.map(({ id }) => ({ __typename: type, id }));
  const answers = await Promise.all(asks.map((ask) => ask({ representations })));
  for (const { _entities } of answers) {
    const parts = _entities as Json[];
    for (const [at, target] of targets.entries()) Object.assign(target, parts[at]);
  }
}

function toAsk(register: string, query: string): Ask {
  const pool = pools.get(register);
  const path = new URL(urls.get(register) ?? "http://127.0.0.1").pathname;
  const start = `{"query":${JSON.stringify(query)},"variables":`;
  const headers = { "content-type": "application/json" };
  return async (variables) => {
    const response = await pool?.request({
      method: "POST",
      path,
      headers,
      body: `${start}${JSON.stringify(variables)}}`,
    });
    return (JSON.parse((await response?.body.text()) ?? "") as { readonly data: Json }).data;
  };
}

function refuse(): Promise<never> {
  return Promise.reject(new Error("an operation that is not written out here"));
}
