import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { startChild } from "./child-process.ts";
import type { PeerFolder } from "./install-peers.ts";
import { typescriptArgs } from "../../scripts/typescript/args.ts";

/** A gateway that runs. */
export interface Running {
  readonly name: string;
  readonly url: string;
  /** Undefined of one that was started by hand and told no process: its processor time and memory are not known. */
  readonly pid: number | undefined;
}

/** Where a gateway finds what it needs. */
export interface Places {
  /** File of the supergraph, with the registers' addresses in it. */
  readonly supergraph: string;
  /** The registers' addresses by name. */
  readonly registers: ReadonlyMap<string, string>;
  /** A port that was free just now, for those that do not take any. */
  readonly port: number;
}

/** A gateway that can be measured. */
export interface Contestant {
  readonly name: string;
  /** For the reader of the table. */
  readonly title: string;
  /** Folder of its packages, which are installed apart from the product; undefined of what is ours. */
  readonly packages: PeerFolder | undefined;
  /** Arguments of Node. */
  readonly args: (places: Places) => readonly string[];
  /** Where it answers, when it tells its host and port only. */
  readonly path?: string;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const ours = [...typescriptArgs, "gateway/plain-main.ts", "--port", "0"] as const;
const own = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

const hive = ({ supergraph, port }: Places): readonly string[] => {
  const program = own("peers/node_modules/@graphql-hive/gateway/dist/bin.js");
  return [program, "supergraph", supergraph, "-h", "127.0.0.1", "-p", String(port)];
};

/** What the ratios of the tables are to. */
export const baseline = "apollo";

/** The same calls without GraphQL: what the shares of the tables are of. */
export const limit = "raja";

/** All of them, in the order of the tables. */
export const contestants: readonly Contestant[] = [
  {
    name: "asiakas",
    title: "this gateway, its own engine, native planner",
    packages: undefined,
    args: ({ supergraph }) => [...ours, "--supergraph", supergraph, "--engine", "asiakas", "--planner", "hive"],
  },
  {
    name: "asiakas-sisalla",
    title: "the same with the registers in its own process: their work is counted too, and nothing is called",
    packages: undefined,
    args: ({ supergraph }) => [...typescriptArgs, own("one-process.ts"), supergraph],
  },
  {
    name: "asiakas-apollo",
    title: "this gateway, --engine apollo",
    packages: undefined,
    args: ({ supergraph }) => [...ours, "--supergraph", supergraph, "--engine", "apollo"],
  },
  {
    name: baseline,
    title: "@apollo/gateway in @apollo/server, as shipped",
    packages: "peers",
    args: ({ supergraph }) => [own("peers/apollo.mjs"), supergraph],
  },
  {
    name: "hive",
    title: "@graphql-hive/gateway, as shipped, one process",
    packages: "peers",
    args: hive,
    path: "/graphql",
  },
  {
    name: "hive-rust",
    title: "the same with @graphql-hive/router-runtime, its native planner",
    packages: "peers",
    args: (places) => [...hive(places), "-c", own("peers/hive-rust.config.mjs")],
    path: "/graphql",
  },
  {
    name: "mercurius",
    title: "mercurius and @mercuriusjs/gateway, over the same registers in Federation 1",
    packages: "peers-federation1",
    args: ({ registers }) => [own("peers-federation1/mercurius.mjs"), JSON.stringify([...registers])],
  },
  {
    name: limit,
    title: "the limit: the same calls by hand, no GraphQL",
    packages: undefined,
    args: ({ registers }) => [...typescriptArgs, own("limit-process.ts"), JSON.stringify([...registers])],
  },
];

/** Starts a gateway. @throws Error with its last words when it tells no address. */
export async function startGateway({ name, args, path }: Contestant, places: Omit<Places, "port">): Promise<Running> {
  const child = startChild(args({ ...places, port: await findPort() }), root);
  const told = await child.url();
  return { name, url: path === undefined ? told : new URL(path, told).href, pid: child.pid };
}

async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => void server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("a server without a port");
  return address.port;
}
