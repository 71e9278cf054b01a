import type { Population } from "../population/index.ts";
import type { FaultSwitch } from "./faults.ts";
import type { RequestJournal } from "./requests.ts";

/** What the registers of one local world have in common. */
export interface World {
  readonly population: Population;
  /** The registers' wall clock. */
  readonly now: () => Date;
  /** Regions that have a node in each regional register, two digits each. */
  readonly alueet: readonly string[];
  /** The gateway's own subsystem in the test instance of X-Road. */
  readonly xroadClient: {
    readonly instance: string;
    readonly memberClass: string;
    readonly memberCode: string;
    readonly subsystem: string;
  };
}

/** A mock whose faults can be set and whose journal can be read. */
export interface Controlled {
  readonly controlUrl: string;
  readonly faults: FaultSwitch;
  readonly requests: RequestJournal;
}

/** A mock register that runs. */
export interface RunningRegister extends Controlled {
  /** What the gateway's configuration holds to reach it: the settings of the subgraph of the same name. */
  readonly settings: unknown;
  /** Settings of other subgraphs that ask the same register, by the subgraph's name. */
  readonly otherSettings?: Readonly<Record<string, unknown>>;
  /** Single nodes of a register that has one per region, by the region's code. */
  readonly nodes?: Readonly<Record<string, Controlled>>;
  /** Told when a person whom it knows by a temporary identifier is given an identity code; left out where the population is asked. */
  annaHenkilotunnus?(tilapainen: string, hetu: string): Promise<void>;
  close(): Promise<void>;
}

/** A register that can be started with all others: what each register's `index.ts` exports as `register`. */
export interface MockRegister {
  /** Folder's name, and that of the subgraph that asks it. */
  readonly name: string;
  /** Starts it on free ports of 127.0.0.1. */
  readonly start: (world: World) => Promise<RunningRegister>;
}
