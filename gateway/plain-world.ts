import { createEngine, readSupergraph } from "./engine/index.ts";
import type { EngineName, PlannerName } from "./engine/index.ts";
import { createOperationReader, defaultLimits } from "./operation/index.ts";
import { createAnswerPlain } from "./server/index.ts";
import type { AnswerGraphql, Closable, Log } from "./server/index.ts";
import { createEventStream, createJsonPost } from "./source/index.ts";
import { createPlainCall, createPlainEvents } from "./subgraph/index.ts";

/** What answers over one supergraph, without sign-in, gate and use log. */
export interface PlainWorld extends Closable {
  readonly answerGraphql: AnswerGraphql;
}

/** How a supergraph is run. */
export interface PlainOptions {
  readonly name: EngineName;
  readonly planner: PlannerName | undefined;
  readonly log: Log;
  /** Largest body of a request, bytes. */
  readonly maxBodyBytes: number;
  /** Time for one answer, or one event, milliseconds. */
  readonly requestMs: number;
}

const subgraphLimits = { timeoutMs: 20_000, connections: 64, maxBytes: 64 * 1024 * 1024 };
/** A connection for each subscription. */
const streamLimits = { timeoutMs: 20_000, connections: 10_000, maxBytes: 16 * 1024 * 1024 };
const planning = { maxPlanningMs: 5000, planningWaitMs: 5000, maxPlannerMb: 512, maxPlanLength: 16 * 1024 * 1024 };

/** Opens a supergraph, its subgraphs at the addresses that it names. @throws Error when it does not load. */
export async function openPlainWorld(
  supergraphSdl: string,
  { name, planner, log, maxBodyBytes, requestMs }: PlainOptions,
): Promise<PlainWorld> {
  const urls = [...readSupergraph(supergraphSdl).urls];
  const posts = urls.map(([subgraph, url]) => [subgraph, createJsonPost({ url, ...subgraphLimits })] as const);
  const streams = urls.map(([subgraph, url]) => [subgraph, createEventStream({ url, ...streamLimits })] as const);
  const closePeers = (): Promise<unknown> => Promise.all([...posts, ...streams].map(([, peer]) => peer.close()));
  try {
    const engine = await createEngine(name, {
      supergraphSdl,
      subgraphs: new Map(posts.map(([subgraph, post]) => [subgraph, createPlainCall(subgraph, post)])),
      streams: new Map(streams.map(([subgraph, stream]) => [subgraph, createPlainEvents(subgraph, stream)])),
      takesManyLists: true,
      planner,
      limits: planning,
      onPlannerEnded: (syy) => log("suunnittelu keskeytettiin", { syy }),
      onPlannerMissing: () => log("natiivi suunnittelija puuttuu: toinen tekee suunnitelmat"),
      onSecondPlanner: () => log("natiivi suunnittelija ei osaa kaikkea: toinen käynnistetään sen avuksi"),
    });
    const readOperation = createOperationReader({ schema: engine.schema, limits: defaultLimits, tellsPersons: false });
    return {
      answerGraphql: createAnswerPlain({ engine, readOperation, maxBodyBytes, requestMs, log }),
      async close() {
        await Promise.all([engine.close(), closePeers()]);
      },
    };
  } catch (error) {
    await closePeers();
    throw error;
  }
}
