import { parse } from "graphql";
import type { Actor } from "../../gateway/actor/index.ts";
import { createCallRecorder, createDeadline } from "../../gateway/source/index.ts";
import type { SubgraphAnswer, SubgraphTransport } from "../../gateway/subgraph/index.ts";
import { ids } from "./ask-subgraph.ts";

/** Asks a root field of a subgraph, as the engine does, with time enough. */
export async function askRoot(
  transport: SubgraphTransport,
  text: string,
  actor: Actor,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<SubgraphAnswer> {
  const deadline = createDeadline(20_000);
  const recorder = createCallRecorder(() => deadline.elapsedMs());
  const answer = await transport.call(
    { document: parse(text), variables },
    { deadline, recorder, actor, pyynto: "3f0c6a1e-pyynto" },
  );
  deadline.end();
  return answer;
}

/** The id of a person of the contract tests' deployment. */
export const idOfHetu = (hetu: string): string => ids.seal({ laji: "HETU", arvo: hetu });
