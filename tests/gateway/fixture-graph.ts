import { composeServices } from "@apollo/composition";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "graphql";
import type { Actor, Ammattilainen } from "../../gateway/actor/index.ts";
import type { Pseudonyms } from "../../gateway/audit/index.ts";
import { loadCatalogue } from "../../gateway/catalogue/index.ts";
import { createEngine } from "../../gateway/engine/index.ts";
import type { EngineAnswer, PlanningLimits } from "../../gateway/engine/index.ts";
import { createEmergencies, createGate, createHasTurvakieltoOikeus } from "../../gateway/gate/index.ts";
import type { Emergencies, Nakyvyys, PersonNote } from "../../gateway/gate/index.ts";
import { createOperationReader, defaultLimits } from "../../gateway/operation/index.ts";
import { createPolicy, readRuleTexts } from "../../gateway/policy/index.ts";
import { createCallRecorder, createDeadline } from "../../gateway/source/index.ts";
import type { LahdeRow } from "../../gateway/source/index.ts";
import { readRelease } from "../../gateway/server/read-release.ts";
import { createAsiakasIds, createInProcessTransport, defineSubgraph } from "../../gateway/subgraph/index.ts";
import type { Subgraph, SubgraphRequest, SubgraphResolvers, SubgraphTransport } from "../../gateway/subgraph/index.ts";
import { loadTypeDefs } from "../../gateway/subgraph/type-defs.ts";
import { engineOfTests, plannerOfTests } from "../engine-of-tests.ts";
import { subgraph as asiakas } from "../../subgraphs/asiakas/index.ts";

/** A register made up for one test: its schema text and its resolvers. */
export interface FixtureRegister {
  readonly name: string;
  readonly schema: string;
  readonly resolvers: Record<string, unknown>;
}

const pseudonyms: Pseudonyms = { toimija: (actor) => ("sub" in actor ? actor.sub : ""), asiakas: (id) => id };

const turvakieltoOikeudet = [{ organisaatio: "1.2.246.10.99900008", kayttotarkoitus: "POLIISITEHTAVA" }];

/** The rules of this checkout. */
const policyOfCheckout = createPolicy(readRuleTexts(new URL("../../schema/saannot/", import.meta.url)));

const ids = createAsiakasIds(Uint8Array.from({ length: 64 }, (_, at) => (at * 7 + 1) % 256));

/** The id of a person whose code is any text: the fixtures need no real codes. */
export const idOf = (tunnus: string): string => ids.seal({ laji: "HETU", arvo: tunnus });

/** A customer, by any text for a code. */
export const asiakasActor = (tunnus: string): Actor => ({
  kind: "asiakas",
  sub: `sub-${tunnus}`,
  asiakasId: idOf(tunnus),
});

/** A professional of region 08, by the letter of the role. */
const ammattilainen = (kirjain: "H" | "L" | "O" | "R" | "J"): Ammattilainen => ({
  kind: "ammattilainen",
  sub: `sub-${kirjain}`,
  kirjain,
  organisaatio: "1.2.246.10.99900008",
  organisaationNimi: "Testialue",
  alue: "08",
  kayttotarkoitus: "HOITO",
});

/** The same with a ground stated: the fixtures hold no customerships. */
export const perusteella = (kirjain: "H" | "L" | "O" | "R" | "J"): Actor => ({
  ...ammattilainen(kirjain),
  peruste: { laji: "LAHETE", selite: "lähete toisesta yksiköstä" },
});

/** Bounds of planning that a busy machine meets too. */
export const unhurried: PlanningLimits = {
  maxPlanningMs: 20_000,
  planningWaitMs: 20_000,
  maxPlannerMb: 256,
  maxPlanLength: 1024 * 1024,
};

/** A call that passed the gate. */
export interface SeenCall extends SubgraphRequest {
  readonly name: string;
}

/** The real engine, gate and identity subgraph over made-up registers. */
export interface FixtureGraph {
  readonly calls: SeenCall[];
  readonly emergencies: Emergencies;
  ask(
    query: string,
    actor: Actor,
    variables?: Record<string, unknown>,
  ): Promise<EngineAnswer & { readonly rows: readonly LahdeRow[]; readonly notes: ReadonlyMap<string, PersonNote> }>;
  /** What the actor would see of a person, by id. */
  nakyvyys(person: string, actor: Actor): Promise<Nakyvyys>;
  close(): Promise<void>;
}

/** `wrap` may stand between the gate and a subgraph, to answer in its place. */
export async function startFixtureGraph(
  registers: readonly FixtureRegister[],
  wrap: (transport: SubgraphTransport) => SubgraphTransport = (transport) => transport,
  limits: Partial<PlanningLimits> = {},
): Promise<FixtureGraph> {
  const subgraphs: Subgraph[] = [asiakas, ...registers.map(toSubgraph)];
  const supergraphSdl = compose(subgraphs);
  const tiedotSdl = readFileSync(new URL("../../schema/tiedot.graphql", import.meta.url), "utf8");
  const catalogue = loadCatalogue({ tiedotSdl, supergraphSdl });
  const calls: SeenCall[] = [];
  const transports = subgraphs.map((subgraph) => {
    const transport = wrap(createInProcessTransport(subgraph, { settings: {}, ids, now: () => new Date() }));
    const seen: SubgraphTransport = {
      ...transport,
      call(request, scope) {
        calls.push({ name: transport.name, ...request });
        return transport.call(request, scope);
      },
    };
    return seen;
  });
  const emergencies = createEmergencies(() => Date.now(), pseudonyms);
  const gate = createGate({
    catalogue,
    policy: policyOfCheckout,
    transports,
    emergencies,
    hasTurvakieltoOikeus: createHasTurvakieltoOikeus(turvakieltoOikeudet),
    today: () => "2026-11-25",
  });
  const engine = await createEngine(engineOfTests, {
    planner: plannerOfTests,
    supergraphSdl,
    subgraphs: new Map(transports.map((transport) => [transport.name, gate.guard(transport)])),
    limits: { ...unhurried, ...limits },
    onPlannerEnded: (why) => {
      throw new Error(`planning ended: ${why}`);
    },
  });
  const read = createOperationReader({ schema: engine.schema, limits: defaultLimits });
  return {
    calls,
    emergencies,
    close: () => engine.close(),
    async ask(query, actor, variables = {}) {
      const parsed = read(query, undefined);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
      const deadline = createDeadline(5000);
      const recorder = createCallRecorder(() => deadline.elapsedMs());
      const scope = { actor, deadline, recorder, pyynto: "testi" };
      const answer = await engine.execute({
        operation: parsed.operation,
        variables: toOwnIds(variables, actor),
        scope,
      });
      deadline.end();
      readRelease(answer, parsed.operation, { catalogue });
      const told = { ...answer, errors: answer.errors.map(({ cause: _cause, ...error }) => error) };
      // The engine's objects have no prototype; what a client sees is JSON.
      return {
        ...(JSON.parse(JSON.stringify(told)) as EngineAnswer),
        rows: recorder.rows(),
        notes: gate.notesOf(scope),
      };
    },
    async nakyvyys(person, actor) {
      const deadline = createDeadline(5000);
      const recorder = createCallRecorder(() => deadline.elapsedMs());
      const told = await gate.tellNakyvyys(person, { actor, deadline, recorder, pyynto: "testi" });
      deadline.end();
      return told;
    },
  };
}

/** A third party names persons by ids of its own: those of the tests are turned into them. */
function toOwnIds(variables: Record<string, unknown>, actor: Actor): Record<string, unknown> {
  if (actor.kind !== "kolmasosapuoli") return variables;
  const toOwn = (value: unknown): unknown => {
    const tunnus = typeof value === "string" ? ids.open(value) : undefined;
    return tunnus === undefined ? value : ids.sealFor(actor.vastaanottaja, tunnus);
  };
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, toOwn(value)]));
}

function toSubgraph({ name, schema, resolvers }: FixtureRegister): Subgraph {
  const path = join(mkdtempSync(join(tmpdir(), "asiakas-fixture-")), "schema.graphql");
  writeFileSync(path, schema);
  return defineSubgraph({
    name,
    title: name.toUpperCase(),
    rajapinta: { protokolla: "koe", peruste: "OMA" },
    schema: pathToFileURL(path),
    parseSettings: () => ({}),
    // A test's resolvers take whatever the test gives them.
    create: () => ({ resolvers: resolvers as SubgraphResolvers, sources: [] }),
  });
}

function compose(subgraphs: readonly Subgraph[]): string {
  const composed = composeServices(
    subgraphs.map(({ name, schema }) => ({
      name,
      url: `http://${name}.invalid`,
      typeDefs: parse(loadTypeDefs(readFileSync(schema, "utf8"))),
    })),
  );
  if (composed.supergraphSdl === undefined) throw new Error(composed.errors?.map(String).join("\n"));
  return composed.supergraphSdl;
}
