import type { RunningRegister, World } from "../http/index.ts";
import type { Backend } from "./backend.ts";
import type { RegionNodes } from "./start-nodes.ts";

/** The local world of registers over PostgreSQL. */
export interface RegionWorld extends World {
  /** The one database of all of them. */
  readonly backend: Backend;
}

/** A register over PostgreSQL that can be started with all others: what its `index.ts` exports as `register`. */
export interface RegionRegister {
  /** Folder's name, and that of the subgraph that asks it. */
  readonly name: string;
  /** Starts its nodes on free ports of 127.0.0.1. */
  readonly start: (world: RegionWorld) => Promise<RunningRegister>;
}

/** A register's nodes with the settings of its subgraph: the address of each region. */
export function toRunningRegister(running: RegionNodes): RunningRegister {
  const { nodes, requests } = running;
  return {
    ...running,
    settings: { solmut: nodes.map(({ alue, url }) => ({ alue, url })) },
    nodes: Object.fromEntries(nodes.map((node) => [node.alue, { ...node, requests }])),
  };
}
