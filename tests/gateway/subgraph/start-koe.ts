import { buildSubgraphSchema } from "@apollo/subgraph";
import { readFileSync } from "node:fs";
import { parse } from "graphql";
import { onTestFinished } from "vitest";
import { createCallRecorder, createDeadline } from "../../../gateway/source/index.ts";
import type { Deadline, SourceHandle } from "../../../gateway/source/index.ts";
import {
  createAsiakasIds,
  createInProcessTransport,
  createRemoteTransport,
  defineSubgraph,
  serveSubgraph,
} from "../../../gateway/subgraph/index.ts";
import type {
  RequestScope,
  SubgraphAnswer,
  SubgraphResolvers,
  SubgraphTransport,
} from "../../../gateway/subgraph/index.ts";
import { loadTypeDefs } from "../../../gateway/subgraph/type-defs.ts";

/** The key that the gateway and the subgraph share in these tests. */
export const key = Uint8Array.from({ length: 32 }, (_, at) => at * 7);

const schemaUrl = new URL("koe.graphql", import.meta.url);

/** The schema that a remote answer is checked against. */
const koeSchema = buildSubgraphSchema({ typeDefs: parse(loadTypeDefs(readFileSync(schemaUrl, "utf8"))) });

/** A subgraph of the test's own resolvers, in this process. */
export function openKoe(resolvers: SubgraphResolvers, sources: readonly SourceHandle[] = []): SubgraphTransport {
  const koe = defineSubgraph({
    name: "koe",
    title: "Koe",
    schema: schemaUrl,
    parseSettings: () => undefined,
    create: () => ({ resolvers, sources }),
  });
  const idKey = Uint8Array.from({ length: 64 }, (_, at) => at);
  return createInProcessTransport(koe, {
    settings: undefined,
    ids: createAsiakasIds(idKey),
    now: () => new Date("2026-03-01T22:30:00Z"),
  });
}

/** The transport of a server, closed when the test ends. */
export function reach(
  url: string,
  options: { readonly key?: Uint8Array; readonly timeoutMs?: number } = {},
): SubgraphTransport {
  const transport = createRemoteTransport({ name: "koe", url, key, schema: koeSchema, ...options });
  onTestFinished(() => transport.close());
  return transport;
}

/** Serves a transport; gives the URL of its `/graphql`. */
export async function serveKoe(transport: SubgraphTransport): Promise<string> {
  const server = await serveSubgraph({ transport, key, host: "127.0.0.1", port: 0, onAnswered: () => undefined });
  onTestFinished(() => server.close());
  return `http://127.0.0.1:${server.port}/graphql`;
}

/** The scope of one client request of a professional. */
export function requestScope(deadline: Deadline = createDeadline(5000)): RequestScope {
  const kayttotarkoitus = "hoito";
  return {
    actor: {
      kind: "ammattilainen",
      sub: "s-1",
      kirjain: "H",
      organisaatio: "Org",
      organisaationNimi: "Testialue",
      alue: "08",
      kayttotarkoitus,
    },
    pyynto: "p-1",
    deadline,
    recorder: createCallRecorder(() => deadline.elapsedMs()),
  };
}

/** Asks a transport a query text. */
export function ask(
  transport: SubgraphTransport,
  query: string,
  {
    variables = {},
    scope = requestScope(),
  }: { readonly variables?: Readonly<Record<string, unknown>>; readonly scope?: RequestScope } = {},
): Promise<SubgraphAnswer> {
  return transport.call({ document: parse(query), variables }, scope);
}
