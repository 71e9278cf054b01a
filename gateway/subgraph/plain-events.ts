import { print } from "graphql";
import { codeOf } from "../source/index.ts";
import type { EventStream, SourceResult } from "../source/index.ts";
import { failWith, readAnswer } from "./plain-call.ts";
import type { RequestScope, SubgraphAnswer, SubgraphEvents, SubgraphRequest } from "./transport.ts";

/** Opens a subscription of a subgraph. What fails later is in the answer of an event, the last one. */
type PlainEvents = (request: SubgraphRequest, scope: RequestScope) => Promise<SubgraphEvents>;

/** Subscribes to a subgraph that is not ours, over server-sent events, unsigned and unjudged like `createPlainCall`. */
export function createPlainEvents(lahde: string, peer: EventStream): PlainEvents {
  return async (request, { deadline }) => {
    const { variables, text: query = print(request.document) } = request;
    const opened = await peer.open(JSON.stringify({ query, variables }), deadline.signal);
    if (opened.ok) return { ok: true, events: readEach(opened.value, lahde) };
    return { ok: false, error: { code: codeOf(opened.failure), parameters: { lahde } } };
  };
}

async function* readEach(events: AsyncIterable<SourceResult<unknown>>, lahde: string): AsyncGenerator<SubgraphAnswer> {
  for await (const event of events) {
    yield event.ok ? readAnswer(event.value, lahde) : failWith(codeOf(event.failure), lahde);
  }
}
