/**
 * Opens subgraphs: each in this process, by its folder's code and its own settings, or in another, by its address.
 */
import { existsSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { ConfigError, parseKey } from "./config/index.ts";
import type { Config, SubgraphPlace } from "./config/index.ts";
import {
  createInProcessTransport,
  createRemoteTransport,
  deriveSubgraphKey,
  loadSubgraphSchema,
  toSubgraphKey,
} from "./subgraph/index.ts";
import type { AsiakasIds, LahteenKuvaus, Subgraph, SubgraphTransport } from "./subgraph/index.ts";

/**
 * Loads one folder under `subgraphs/`. @throws ConfigError when there is none of that name; Error, with the reason in
 * its cause, when there is one and its own code does not load.
 */
export async function loadSubgraph(
  name: string,
  root: URL = new URL("../subgraphs/", import.meta.url),
): Promise<Subgraph> {
  const file = new URL(`${name}/index.ts`, root);
  if (!/^[a-z][a-z0-9-]*$/.test(name) || !existsSync(file)) {
    throw new ConfigError(`subgraphs: there is no subgraph ${name}  →  the folders under subgraphs/ are the names`);
  }
  try {
    // The contract of every such folder: one export, made by defineSubgraph.
    const module = (await import(file.href)) as { readonly subgraph: Subgraph };
    return module.subgraph;
  } catch (cause) {
    throw new Error(`subgraphs: the folder of ${name} is there, but its code does not load`, { cause });
  }
}

/** Subgraphs that are open, and how they are told of. */
export interface Opened {
  readonly transports: readonly SubgraphTransport[];
  readonly kuvaukset: readonly LahteenKuvaus[];
}

/** Opens every subgraph of a configuration; nothing is connected yet. @throws ConfigError naming the wrong key: then none is open. */
export async function openSubgraphs(config: Config, kit: Kit): Promise<Opened> {
  const places = Object.entries(config.subgraphs);
  const subgraphs = await Promise.all(places.map(([name]) => loadSubgraph(name)));
  const transports: SubgraphTransport[] = [];
  try {
    for (const [at, subgraph] of subgraphs.entries()) {
      const place = places[at]?.[1];
      if (place === undefined) throw new ConfigError(`subgraphs: ${subgraph.name} has no place`);
      transports.push(openPlace(subgraph, place, { config, kit }));
      // Each schema takes its time to build: at a reload, requests are answered between them.
      await setImmediate();
    }
  } catch (error) {
    await Promise.all(transports.map((transport) => transport.close()));
    throw error;
  }
  return {
    transports,
    kuvaukset: subgraphs.map(({ name, title, rajapinta }) => ({ nimi: name, otsikko: title, ...rajapinta })),
  };
}

function openPlace(
  subgraph: Subgraph,
  place: SubgraphPlace,
  { config, kit }: { readonly config: Config; readonly kit: Kit },
): SubgraphTransport {
  if (place.run === "in-process") return openInProcess(subgraph, place.settings, kit);
  const { run: _, avain, ...reaching } = place;
  const { name } = subgraph;
  try {
    return createRemoteTransport({
      ...reaching,
      name,
      key:
        avain === undefined
          ? deriveSubgraphKey(config.subgraphKey, name)
          : toSubgraphKey(parseKey(`subgraphs.${name}.avain`, avain, 32), name),
      schema: loadSubgraphSchema(subgraph.schema),
      now: kit.now,
    });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new ConfigError(`subgraphs.${name}: ${cause.message}`, { cause });
  }
}

/** What a subgraph in this process needs besides its settings. */
export interface Kit {
  readonly ids: AsiakasIds;
  readonly now: () => Date;
  /** What the gateway lends to subgraphs of its own; nothing outside the gateway's process. */
  readonly services?: unknown;
}

/** Opens a subgraph in this process. @throws ConfigError when its settings are wrong. */
export function openInProcess(subgraph: Subgraph, settings: unknown, kit: Kit): SubgraphTransport {
  try {
    return createInProcessTransport(subgraph, { settings, ...kit });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : "unknown";
    throw new ConfigError(`subgraphs.${subgraph.name}.settings: ${why}`, { cause });
  }
}
