import { parse } from "graphql";
import { onTestFinished } from "vitest";
import { createCallRecorder, createDeadline } from "../../../gateway/source/index.ts";
import type { Deadline, SourceHandle } from "../../../gateway/source/index.ts";
import {
  createAsiakasIds,
  createInProcessTransport,
  createRemoteTransport,
  defineSubgraph,
  deriveSubgraphKey,
  loadSubgraphSchema,
  serveSubgraph,
} from "../../../gateway/subgraph/index.ts";
import type {
  Kotialueet,
  RemoteOptions,
  RequestScope,
  Sallittu,
  ServeOptions,
  SubgraphAnswer,
  SubgraphResolvers,
  SubgraphTransport,
} from "../../../gateway/subgraph/index.ts";

/** The shared key in these tests, and the one of it that the gateway and the subgraph koe have. */
export const sharedKey = Uint8Array.from({ length: 32 }, (_, at) => at * 7);
/** The key of the subgraph koe alone. */
export const key = deriveSubgraphKey(sharedKey, "koe");

const schemaUrl = new URL("koe.graphql", import.meta.url);

/** The schema that a remote answer is checked against. */
export const koeSchema = loadSubgraphSchema(schemaUrl);

/** A subgraph of the test's own resolvers, in this process. */
export function openKoe(resolvers: SubgraphResolvers, sources: readonly SourceHandle[] = []): SubgraphTransport {
  const koe = defineSubgraph({
    name: "koe",
    title: "Koe",
    rajapinta: { protokolla: "koe", peruste: "OMA" },
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
export function reach(url: string, options: Partial<RemoteOptions> = {}): SubgraphTransport {
  const transport = createRemoteTransport({
    name: "koe",
    url,
    key,
    schema: koeSchema,
    vastauksenAllekirjoitus: "vaaditaan",
    now: () => new Date(),
    ...options,
  });
  onTestFinished(() => transport.close());
  return transport;
}

/** Serves a transport; gives the URL of its `/graphql`. */
export async function serveKoe(transport: SubgraphTransport, options: Partial<ServeOptions> = {}): Promise<string> {
  const server = await serveSubgraph({
    transport,
    schema: koeSchema,
    key,
    host: "127.0.0.1",
    port: 0,
    onAnswered: () => undefined,
    ...options,
  });
  onTestFinished(() => server.close());
  return `${options.tls === undefined ? "http" : "https"}://127.0.0.1:${server.port}/graphql`;
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
      yksikko: "Terveysasema",
      nimi: "Hilla Hoitaja",
      ammattinimike: "sairaanhoitaja",
      palvelutehtava: "3",
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
    ...request
  }: {
    readonly variables?: Readonly<Record<string, unknown>>;
    readonly scope?: RequestScope;
    readonly sallittu?: Sallittu;
    readonly kotialueet?: Kotialueet;
  } = {},
): Promise<SubgraphAnswer> {
  return transport.call({ document: parse(query), variables, ...request }, scope);
}

/** Sends a body to a subgraph as whoever has these headers would. */
export function post(url: string, sent: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(url, { method: "POST", body: sent, headers: { "content-type": "application/json", ...headers } });
}
