import { parseArgs } from "node:util";
import { contestants, limit } from "./gateways.ts";
import type { Contestant, Running } from "./gateways.ts";
import { workloads } from "./workloads.ts";
import type { Workload } from "./workloads.ts";

/** How to run the measurement of engines. */
export const usage = `npm run bench -- moottorit [--kierroksia N] [--sekunteja S] [--vain A,B,C] [--kutsujia 1,16,64]
    [--moottorit asiakas,apollo] [--peer NAME=URL[#PID]] [--portit N [--kirjoita FILE]]
  --kierroksia  interleaved rounds, 3 when left out     --sekunteja  length of one turn, 3 when left out
  --vain        workloads: A one person, B a list, C deep  --kutsujia  numbers of callers
  --moottorit   gateways; the limit is always there      --peer       one that was started by hand, any number of times
  --portit      the registers' ports begin here, so that a gateway started by hand finds them
  --kirjoita    FILE: writes the supergraph of those ports for such a gateway, and ends`;

/** What a run of the measurement takes. */
export interface Choices {
  readonly rounds: number;
  readonly seconds: number;
  readonly callers: readonly number[];
  readonly workloads: readonly Workload[];
  readonly contestants: readonly Contestant[];
  /** Gateways that were started by hand. */
  readonly peers: readonly Running[];
  /** The registers' first port; 0 takes any. */
  readonly firstPort: number;
  /** File to write the supergraph of these ports to, instead of measuring. */
  readonly write: string | undefined;
}

/** Reads the command line's words. @throws Error that says which word is wrong, and what may stand there. */
export function readChoices(words: readonly string[]): Choices {
  const { values } = parseArgs({
    args: [...words],
    options: {
      kierroksia: { type: "string", default: "3" },
      sekunteja: { type: "string", default: "3" },
      vain: { type: "string", default: workloads.map(({ name }) => name).join(",") },
      kutsujia: { type: "string", default: "1,16,64" },
      moottorit: { type: "string", default: contestants.map(({ name }) => name).join(",") },
      peer: { type: "string", multiple: true, default: [] },
      portit: { type: "string", default: "0" },
      kirjoita: { type: "string" },
    },
  });
  const firstPort = toWhole("portit", values.portit, { min: 0, max: 65_000 });
  if (values.kirjoita !== undefined && firstPort === 0) {
    throw new Error("--kirjoita needs --portit: at free ports the registers are never found again");
  }
  return {
    rounds: toWhole("kierroksia", values.kierroksia, { min: 1, max: 100 }),
    seconds: toNumber("sekunteja", values.sekunteja, { min: 0.1, max: 600 }),
    callers: values.kutsujia.split(",").map((each) => toWhole("kutsujia", each, { min: 1, max: 1000 })),
    workloads: pick("vain", values.vain, workloads),
    contestants: pick("moottorit", `${values.moottorit},${limit}`, contestants),
    peers: values.peer.map(toPeer),
    firstPort,
    write: values.kirjoita,
  };
}

interface Bounds {
  readonly min: number;
  readonly max: number;
}

function toWhole(option: string, text: string, bounds: Bounds): number {
  const value = toNumber(option, text, bounds);
  if (Number.isInteger(value)) return value;
  throw new Error(`--${option} takes a whole number, got "${text}"`);
}

function toNumber(option: string, text: string, { min, max }: Bounds): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= min && value <= max)) {
    throw new Error(`--${option} takes a number ${min}-${max}, got "${text}"`);
  }
  return value;
}

/** Those whose names are given, in their own order. */
function pick<T extends { readonly name: string }>(option: string, text: string, all: readonly T[]): readonly T[] {
  const names = new Set(text.split(","));
  const unknown = [...names].find((name) => !all.some((each) => each.name === name));
  if (unknown === undefined) return all.filter(({ name }) => names.has(name));
  throw new Error(`--${option} takes ${all.map(({ name }) => name).join(", ")}, got "${unknown}"`);
}

function toPeer(text: string): Running {
  const [, name, address, pid] = /^([\w.-]+)=(https?:\/\/[^#]+)(?:#(\d+))?$/.exec(text) ?? [];
  if (name === undefined || address === undefined)
    throw new Error(`--peer takes NAME=URL or NAME=URL#PID, got "${text}"`);
  return { name, url: address, pid: pid === undefined ? undefined : Number(pid), isOurs: false };
}
