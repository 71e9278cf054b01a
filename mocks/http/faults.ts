import { z } from "zod";

/**
 * Faults a mock can be told to show. The general ones are made on the bytes here; `vaaraHenkilo`
 * (another person's record) and `virhekoodi` (an error in the register's own words) are for the
 * mock itself, which alone knows its wire format.
 */
export const faultKinds = [
  "hidas",
  "jumissa",
  "http500",
  "katkaisu",
  "roska",
  "katkaistu",
  "vaaraHenkilo",
  "virhekoodi",
] as const;

/** `hidas` slow · `jumissa` hangs · `http500` HTML with status 500 · `katkaisu` reset mid-body · `roska` garbage · `katkaistu` truncated. */
export type FaultKind = (typeof faultKinds)[number];

/** One fault, for a share of the requests. */
export interface Fault {
  readonly laji: FaultKind;
  /** Share of requests it hits, 0-1; 1 when left out. */
  readonly osuus?: number;
  /** Delay of `hidas`, milliseconds; 1000 when left out. */
  readonly viiveMs?: number;
  /** Which of the register's own codes `virhekoodi` shows; the mock's README lists them. */
  readonly koodi?: string;
}

const faultSchema = z.object({
  laji: z.enum(faultKinds),
  osuus: z.number().min(0).max(1).exactOptional(),
  viiveMs: z.number().min(0).max(600_000).exactOptional(),
  koodi: z.string().exactOptional(),
});

/** The faults in force. Draws are seeded: the same seed and the same requests meet the same faults. */
export interface FaultSwitch {
  set(faults: readonly Fault[], seed?: number): void;
  list(): readonly Fault[];
  /** The faults that hit the next request. */
  draw(): readonly Fault[];
}

/** A switch with no fault on. */
export function createFaultSwitch(): FaultSwitch {
  let current: readonly Fault[] = [];
  let state = 1;
  const random = (): number => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    set(faults, seed = 1) {
      current = faults;
      state = seed;
    },
    list: () => current,
    draw: () => current.filter((fault) => random() < (fault.osuus ?? 1)),
  };
}

/** Checks what `PUT /viat` was given; a text that says what is wrong, or the faults. */
export function parseFaults(value: unknown): readonly Fault[] | string {
  if (typeof value !== "object" || value === null || !("viat" in value) || !Array.isArray(value.viat)) {
    return 'body must be {"viat": [{"laji": …}]}';
  }
  const faults: Fault[] = [];
  for (const item of value.viat as readonly unknown[]) {
    const fault = parseFault(item);
    if (typeof fault === "string") return fault;
    faults.push(fault);
  }
  return faults;
}

function parseFault(item: unknown): Fault | string {
  const parsed = faultSchema.safeParse(item);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return issue === undefined ? "not a fault" : `${issue.path.join(".")}: ${issue.message}`;
}
