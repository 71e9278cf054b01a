/** The hand-written limit of the three workloads: the same calls of the registers in the same order. */
import { complete, entities, serveByHand, toAsk } from "./limit-server.ts";
import type { Json, RunByHand } from "./limit-server.ts";
import type { Given } from "./registers.ts";
import { workloads } from "./workloads.ts";

const asiakas = toAsk("vtj", "query($id:ID!){asiakas(id:$id){id etunimi sukunimi syntymapaiva kieli kotikunta{nimi}}}");
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

const runs: Readonly<Record<string, RunByHand>> = { A: runPerson, B: runList, C: runDeep };
serveByHand(new Map(workloads.map(({ name, query }) => [query, runs[name] ?? runPerson])));

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
