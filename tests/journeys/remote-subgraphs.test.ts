import { afterAll, beforeAll, expect, it } from "vitest";
import type { ConfigFile } from "../../gateway/config/index.ts";
import { engineOfTests, plannerOfTests } from "../engine-of-tests.ts";
import { startRemoteSubgraphs } from "../start-remote.ts";
import type { RemoteSubgraphs } from "../start-remote.ts";
import { fiveSources, startSystem } from "../start.ts";
import type { GraphAnswer, TestSystem } from "../start.ts";

let remote: RemoteSubgraphs;
let near: TestSystem;
let far: TestSystem;

beforeAll(async () => {
  near = await startSystem();
  // Both ask the same registers, so that one fault is both's.
  remote = await startRemoteSubgraphs((near.mocks.gatewayConfig as ConfigFile).subgraphs);
  far = await startSystem({ configure: (file) => ({ ...file, subgraphs: remote.places }) });
});
afterAll(async () => {
  await far.close();
  await remote.close();
  await near.close();
});

/** Without times and numbers of calls: what a subgraph of its own process has fetched, it knows for one call only. */
const withoutTimes = ({ data, errors, lahteet }: GraphAnswer): unknown => ({
  data,
  errors: errors.map(({ path, extensions }) => ({ path, extensions: { ...extensions, pyynto: "" } })),
  lahteet: lahteet
    .map(({ lahde, solmu, tila }) => ({ lahde, solmu, tila }))
    .sort((a, b) => `${a.lahde}${a.solmu}`.localeCompare(`${b.lahde}${b.solmu}`)),
});

it("answers the same from subgraphs in processes of their own as from its own process", async () => {
  const token = await near.token({ persona: "aino" });
  const [here, there] = await Promise.all([near.ask(fiveSources, token), far.ask(fiveSources, token)]);
  expect(here.errors).toEqual([]);
  expect(withoutTimes(there)).toEqual(withoutTimes(here));
  // The population register, once for what the gate needs and once for what was asked; our own engine asks both at once
  // by the native planner's plans.
  const asksAtOnce = engineOfTests === "asiakas" && plannerOfTests !== "apollo";
  const callsOf = ({ lahteet }: GraphAnswer): number => lahteet.find(({ lahde }) => lahde === "vtj")?.kutsut ?? 0;
  expect([callsOf(here), callsOf(there)]).toEqual([asksAtOnce ? 1 : 2, 2]);
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
