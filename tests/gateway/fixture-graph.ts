import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Actor, Ammattilainen } from "../../gateway/actor/index.ts";
import type { Pseudonyms } from "../../gateway/audit/index.ts";
import { loadCatalogue } from "../../gateway/catalogue/index.ts";
import type { EngineAnswer, PlanningLimits } from "../../gateway/engine/index.ts";
import { createEmergencies, createGate, createHasTurvakieltoOikeus } from "../../gateway/gate/index.ts";
import type { Emergencies, Gate, GuardedCall, Muutos, Nakyvyys, PersonNote } from "../../gateway/gate/index.ts";
import { createOperationReader, defaultLimits } from "../../gateway/operation/index.ts";
import { createCallRecorder, createDeadline } from "../../gateway/source/index.ts";
import type { LahdeRow } from "../../gateway/source/index.ts";
import { readRelease } from "../../gateway/server/read-release.ts";
import { createAsiakasIds, createInProcessTransport, defineSubgraph } from "../../gateway/subgraph/index.ts";
import type { Subgraph, SubgraphRequest, SubgraphResolvers, SubgraphTransport } from "../../gateway/subgraph/index.ts";
import { loadTypeDefs } from "../../gateway/subgraph/type-defs.ts";
import { compose, obtainEngine, policyOfCheckout } from "./fixture-parts.ts";
import { subgraph as asiakas } from "../../subgraphs/asiakas/index.ts";

/** A register made up for one test: its schema text and its resolvers. */
export interface FixtureRegister {
  readonly name: string;
  readonly schema: string;
  readonly resolvers: Record<string, unknown>;
}

const pseudonyms: Pseudonyms = { toimija: (actor) => ("sub" in actor ? actor.sub : ""), asiakas: (id) => id };

const turvakieltoOikeudet = [{ organisaatio: "1.2.246.10.99900008", kayttotarkoitus: "POLIISITEHTAVA" }];

const ids = createAsiakasIds(Uint8Array.from({ length: 64 }, (_, at) => (at * 7 + 1) % 256));

/** The id of a person whose code is any text: the fixtures need no real codes. */
export const idOf = (tunnus: string): string => ids.seal({ laji: "HETU", arvo: tunnus });

/** The id of one who was met without an identity code, by any text for the temporary one. */
export const tilapainenIdOf = (tunnus: string): string => ids.seal({ laji: "TILAPAINEN", arvo: tunnus });

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

/** A call that passed the gate. */
export interface SeenCall extends SubgraphRequest {
  readonly name: string;
}

/** The real engine, gate and identity subgraph over made-up registers. */
export interface FixtureGraph {
  readonly calls: SeenCall[];
  /** Changes told to the use log. */
  readonly changes: Muutos[];
  /** From now on the use log takes no changes. */
  closeLog(): void;
  readonly emergencies: Emergencies;
  readonly gate: Gate;
  /** The gate's calls, as the engine holds them, by the subgraph's name. */
  readonly guards: ReadonlyMap<string, GuardedCall>;
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
  limits?: Partial<PlanningLimits>,
): Promise<FixtureGraph> {
  const subgraphs: Subgraph[] = [asiakas, ...registers.map(toSubgraph)];
  const supergraphSdl = compose(
    subgraphs.map(({ name, schema }) => [name, loadTypeDefs(readFileSync(schema, "utf8"))] as const),
  );
  const tiedotSdl = readFileSync(new URL("../../schema/tiedot.graphql", import.meta.url), "utf8");
  const catalogue = loadCatalogue({ tiedotSdl, supergraphSdl });
  const calls: SeenCall[] = [];
  const changes: Muutos[] = [];
  let takesChanges = true;
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
    recordChange: async (_, muutos) => {
      changes.push(muutos);
      return takesChanges;
    },
    tunnuksenLaji: (id) => ids.open(id)?.laji,
  });
  const guards = new Map(transports.map((transport) => [transport.name, gate.guard(transport)]));
  const engine = await obtainEngine({ supergraphSdl, subgraphs: guards }, limits);
  const read = createOperationReader({ schema: engine.schema, limits: defaultLimits });
  return {
    calls,
    changes,
    closeLog() {
      takesChanges = false;
    },
    emergencies,
    gate,
    guards,
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
