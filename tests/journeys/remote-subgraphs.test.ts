import { afterAll, beforeAll, expect, it } from "vitest";
import { createLocalKeyStore } from "../../gateway/config/index.ts";
import { loadSubgraph, openInProcess } from "../../gateway/main.ts";
import {
  createAsiakasIds,
  deriveSubgraphKey,
  loadSubgraphSchema,
  serveSubgraph,
} from "../../gateway/subgraph/index.ts";
import type { RunningSubgraph } from "../../gateway/subgraph/index.ts";
import { fiveSources, keyFolder, startSystem } from "../start.ts";
import type { GraphAnswer, TestSystem } from "../start.ts";

const names = ["asiakas", "vtj", "kela", "koski", "crm", "mydata", "kanta"] as const;
const servers: RunningSubgraph[] = [];
let near: TestSystem;
let far: TestSystem;

beforeAll(async () => {
  near = await startSystem();
  // The use log is the gateway's own, in its process.
  const places: Record<string, unknown> = { kayttoloki: { run: "in-process", settings: {} } };
  const { subgraphs } = near.mocks.gatewayConfig as {
    readonly subgraphs: Readonly<Record<string, { readonly settings: unknown }>>;
  };
  const keys = createLocalKeyStore(keyFolder);
  const ids = createAsiakasIds(keys.obtain("ASIAKAS_ID_AVAIN", 64));
  const shared = keys.obtain("ASIAKAS_ALIGRAAFI_AVAIN", 32);
  for (const name of names) {
    const subgraph = await loadSubgraph(name);
    const transport = openInProcess(subgraph, subgraphs[name]?.settings, {
      ids,
      now: () => new Date(),
    });
    const server = await serveSubgraph({
      transport,
      schema: loadSubgraphSchema(subgraph.schema),
      key: deriveSubgraphKey(shared, name),
      host: "127.0.0.1",
      port: 0,
      onAnswered: () => undefined,
    });
    servers.push(server);
    places[name] = { run: "remote", url: `http://127.0.0.1:${server.port}/graphql` };
  }
  far = await startSystem({ configure: (file) => ({ ...file, subgraphs: places }) });
});
afterAll(async () => {
  await far.close();
  await Promise.all(servers.map((server) => server.close()));
  await near.close();
});

const withoutTimes = ({ data, errors, lahteet }: GraphAnswer): unknown => ({
  data,
  errors: errors.map(({ path, extensions }) => ({ path, extensions: { ...extensions, pyynto: "" } })),
  lahteet: lahteet
    .map(({ lahde, solmu, tila, kutsut }) => ({ lahde, solmu, tila, kutsut }))
    .sort((a, b) => `${a.lahde}${a.solmu}`.localeCompare(`${b.lahde}${b.solmu}`)),
});

it("answers the same from subgraphs in processes of their own as from its own process", async () => {
  const token = await near.token({ persona: "aino" });
  const [here, there] = await Promise.all([near.ask(fiveSources, token), far.ask(fiveSources, token)]);
  expect(here.errors).toEqual([]);
  expect(withoutTimes(there)).toEqual(withoutTimes(here));
});

it("answers the same when a register fails behind a subgraph in a process of its own", async () => {
  const token = await near.token({ persona: "aino" });
  near.mocks.registers["kela"]?.faults.set([{ laji: "http500" }]);
  const [here, there] = [await near.ask(fiveSources, token), await far.ask(fiveSources, token)];
  near.mocks.registers["kela"]?.faults.set([]);
  expect(here.errors).not.toEqual([]);
  expect(withoutTimes(there)).toEqual(withoutTimes(here));
});

it("keeps the gate in front of a subgraph in a process of its own", async () => {
  const token = await near.token({ persona: "aino", rooli: "terveydenhuolto", tarkoitus: "HOITO" });
  const query =
    "query($hetu: Hetu!) { asiakasHetulla(hetu: $hetu) { nimi { sukunimi } koulutus { tutkinnot { nimi } } } }";
  const hetu = near.population.henkilo(0).hetu ?? "";
  const [here, there] = await Promise.all([near.ask(query, token, { hetu }), far.ask(query, token, { hetu })]);
  expect(here.errors.map(({ extensions }) => extensions["code"])).toEqual(["FORBIDDEN"]);
  expect(withoutTimes(there)).toEqual(withoutTimes(here));
});
