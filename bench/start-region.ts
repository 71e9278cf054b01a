import { join } from "node:path";
import { createLocalKeyStore, loadConfig } from "../gateway/config/index.ts";
import { startGateway } from "../gateway/main.ts";
import { createAsiakasIds, createCursors } from "../gateway/subgraph/index.ts";
import type { start as startCrm } from "../mocks/crm/index.ts";
import { createTokenIssuer } from "../mocks/idp/index.ts";
import { oletusPopulaatio, toOrganisaatio } from "../mocks/population/index.ts";
import { startMocks } from "../mocks/start-all.ts";

/** A gateway as an official of one region meets it. */
export interface Region {
  readonly url: string;
  /** The official's. */
  readonly token: string;
  /** A place in a list, sealed as the list itself seals it for the official. */
  readonly toCursor: (list: readonly string[], kohta: string) => string;
  close(): Promise<void>;
}

/** Starts the gateway over all mocks, with the CRM given in the place of theirs, in this process. */
export async function startRegion(
  { nodes }: Awaited<ReturnType<typeof startCrm>>,
  { folder, now }: { readonly folder: string; readonly now: () => Date },
): Promise<Region> {
  const alue = nodes[0]?.alue ?? "";
  const mocks = await startMocks({
    population: { ...oletusPopulaatio, size: 100 },
    directory: folder,
    alueet: [alue],
    databaseUrl: undefined,
    now,
  });
  const keys = createLocalKeyStore(folder);
  const gateway = await startGateway(
    loadConfig({ env: { PORT: "0" }, file: toUnhurried(mocks.gatewayConfig, nodes), keys }),
    {
      writeLog: (line) => console.error(line),
      now,
      lokiFolder: join(folder, "loki"),
    },
  );
  const token = await createTokenIssuer({ directory: folder }).issue({
    rooli: "jarjestaja",
    persona: "liisa",
    nimi: "Liisa Testi",
    organisaatio: toOrganisaatio(alue),
    organisaationNimi: "Alue",
    yksikko: undefined,
    alue,
    kayttotarkoitus: "JARJESTAMINEN",
  });
  const ids = createAsiakasIds(keys.obtain("ASIAKAS_ID_AVAIN", 64));
  const who = { kind: "ammattilainen", sub: subjectOf(token, mocks.gatewayConfig) } as Parameters<
    typeof createCursors
  >[0]["actor"];
  return {
    url: `http://127.0.0.1:${gateway.port}`,
    token,
    toCursor: (list, kohta) => createCursors({ ids, actor: who }, list).seal(kohta),
    async close() {
      await gateway.close();
      await mocks.close();
    },
  };
}

/** A total takes its time: it is measured, not refused. */
function toUnhurried(file: unknown, nodes: readonly { readonly alue: string; readonly url: string }[]): unknown {
  const { subgraphs, ...rest } = Object(file);
  const settings = { solmut: nodes.map(({ alue, url }) => ({ alue, url })), timeoutMs: 60_000 };
  return {
    ...rest,
    requestMs: 60_000,
    limits: { costPerMinute: 1_000_000_000, maxPlanningMs: 20_000, planningWaitMs: 20_000 },
    subgraphs: { ...subgraphs, crm: { run: "in-process", settings } },
  };
}

/** The subject of a token of our own making, as the gateway knows it: cursors are bound to it. */
function subjectOf(token: string, file: unknown): string {
  const payload: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
  return `${Object(file).identity.providers[0].nimi}:${Object(payload).sub}`;
}
