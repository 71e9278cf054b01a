import type { DocumentNode } from "graphql";
import type { Actor } from "../../gateway/actor/index.ts";
import { createCallRecorder, createDeadline } from "../../gateway/source/index.ts";
import type { LahdeRow } from "../../gateway/source/index.ts";
import { createAsiakasIds } from "../../gateway/subgraph/index.ts";
import type { SubgraphAnswer, SubgraphTransport, Tunnus } from "../../gateway/subgraph/index.ts";
import type { Fault } from "../../mocks/http/index.ts";

/** Ids of the contract tests' deployment. */
export const ids = createAsiakasIds(Buffer.alloc(64, 5));

/** The faults that every register's mock over HTTP can show, and the code that the graph gives for each. */
export const everyFault: readonly (readonly [fault: Fault, code: string])[] = [
  [{ laji: "hidas", viiveMs: 1000 }, "SOURCE_TIMEOUT"],
  [{ laji: "jumissa" }, "SOURCE_TIMEOUT"],
  [{ laji: "http500" }, "SOURCE_UNAVAILABLE"],
  [{ laji: "katkaisu" }, "SOURCE_UNAVAILABLE"],
  [{ laji: "roska" }, "SOURCE_INVALID_RESPONSE"],
  [{ laji: "katkaistu" }, "SOURCE_INVALID_RESPONSE"],
  [{ laji: "vaaraHenkilo" }, "SOURCE_INVALID_RESPONSE"],
];

/** One question to a subgraph. */
export interface Question {
  readonly document: DocumentNode;
  /** Identity codes, or codes of another kind. */
  readonly asked: readonly (string | Tunnus)[];
  readonly actor: Actor;
  readonly pyynto: string;
}

/** What a subgraph answered. */
export interface Asked extends SubgraphAnswer {
  readonly entities: readonly Record<string, unknown>[];
  /** Rows of the sources that were asked. */
  readonly lahteet: readonly LahdeRow[];
}

/** Asks a subgraph of persons, as the engine does, with time enough. */
export async function askSubgraph(transport: SubgraphTransport, question: Question): Promise<Asked> {
  const { document, asked, actor, pyynto } = question;
  const deadline = createDeadline(20_000);
  const recorder = createCallRecorder(() => deadline.elapsedMs());
  const keys = asked.map((one) => ({
    __typename: "Asiakas",
    id: ids.seal(typeof one === "string" ? { laji: "HETU", arvo: one } : one),
  }));
  const answer = await transport.call({ document, variables: { keys } }, { deadline, recorder, actor, pyynto });
  deadline.end();
  const entities: unknown = answer.data?.["_entities"];
  return { ...answer, entities: Array.isArray(entities) ? entities : [], lahteet: recorder.rows() };
}
