/**
 * The hand-written limit of the path: the calls that the product makes, in the same order, and nothing of what it
 * decides or writes down. Of the list that is one more than a gateway without a gate makes: who stands in a care
 * relationship to whom.
 */
import { complete, entities, serveByHand, toAsk } from "../engines/limit-server.ts";
import type { Json, RunByHand } from "../engines/limit-server.ts";
import { pathQueries } from "./path-workloads.ts";

const asiakas = toAsk("asiakas", "query($id:ID!){asiakas(id:$id){id}}");
const ofPerson = [
  toAsk("vtj", `${entities}{... on Asiakas{nimi{etunimet sukunimi kutsumanimi}syntymaaika sukupuoli}}}`),
  toAsk(
    "kela",
    `${entities}{... on Asiakas{laakekatto{vuosi kertynyt{sentit}jaljella{sentit}tayttynyt}matkakatto{vuosi jaljella{sentit}}}}}`,
  ),
  toAsk("kanta", `${entities}{... on Asiakas{palveluohjaussuostumus{tunniste tila annettu}}}}`),
  toAsk("koski", `${entities}{... on Asiakas{koulutus{tutkinnot{nimi oppilaitos valmistunut}}}}}`),
];
const asiakkaat = toAsk("crm", "query($haku:AsiakasHaku!){asiakkaat(haku:$haku,first:50){edges{node{id}}}}");
const hoitosuhde = toAsk(
  "yhteinen",
  'query($representations:[_Any!]!){_entities(representations:$representations){... on Asiakas{hoitosuhde(organisaatio:"1.2.246.10.1"){avoin}}}}',
);
const ofList = [
  toAsk("vtj", `${entities}{... on Asiakas{nimi{etunimet sukunimi}syntymaaika sukupuoli}}}`),
  toAsk("kela", `${entities}{... on Asiakas{laakekatto{vuosi kertynyt{sentit}tayttynyt}}}}`),
];

const runPerson: RunByHand = async (variables) => {
  const found = await asiakas(variables);
  await complete("Asiakas", [found["asiakas"] as Json], ofPerson);
  return found;
};

const runList: RunByHand = async (variables) => {
  const found = await asiakkaat(variables);
  const { edges } = found["asiakkaat"] as { readonly edges: readonly { readonly node: Json }[] };
  const nodes = edges.map(({ node }) => node);
  await hoitosuhde({ representations: nodes.map(({ id }) => ({ __typename: "Asiakas", id })) });
  await complete("Asiakas", nodes, ofList);
  return found;
};

serveByHand(
  new Map([
    [pathQueries.P, runPerson],
    [pathQueries.L, runList],
  ]),
);
