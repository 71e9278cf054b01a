import type { RecordedRequest } from "../../mocks/http/index.ts";
import type { GraphAnswer, TestSystem } from "../start.ts";

/** What an asker can see or measure of one answer, whoever it is about, without values and times. */
export interface Observed {
  readonly status: number;
  /** Data and errors to the byte, with what is different each time written over. */
  readonly body: string;
  readonly errors: number;
  /** Source, node, state and number of calls. */
  readonly lahteet: readonly string[];
  /** Questions to registers, step by step: those of a step overlap, a step waits for one before it. */
  readonly steps: readonly (readonly string[])[];
}

const hetu = /\d{6}[-+A-FU-Y]\d{3}[0-9A-Y]/g;
const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const sealed = /[\w-]{36,}/g;
const plain = (text: string): string =>
  text
    .replaceAll(uuid, "U")
    .replaceAll(/U-[0-9a-f]{8}\b/g, "U")
    .replaceAll(hetu, "H")
    .replaceAll(sealed, "ID");

/** How long a register takes: longer than any two questions that are sent together are apart. Milliseconds. */
const registerMs = 60;

/** Makes every register take its time; `broken` also fails. */
export function slowDown(system: TestSystem, broken?: string): void {
  for (const [name, { faults }] of Object.entries(system.mocks.registers)) {
    const slow = { laji: "hidas", viiveMs: registerMs } as const;
    faults.set(name === broken ? [slow, { laji: "http500" }] : [slow]);
  }
}

/** Asks, and tells what could be seen. */
async function observe(system: TestSystem, ask: () => Promise<GraphAnswer>): Promise<Observed> {
  for (const { requests } of Object.values(system.mocks.registers)) requests.clear();
  const answer = await ask();
  const lahteet = answer.lahteet.map(({ lahde, solmu, tila, kutsut }) => `${lahde}/${solmu ?? ""} ${tila} ${kutsut}`);
  return {
    status: answer.status,
    body: plain(JSON.stringify({ data: answer.data, errors: answer.errors })),
    errors: answer.errors.length,
    lahteet: lahteet.toSorted(),
    steps: toSteps(system),
  };
}

interface Asked extends RecordedRequest {
  readonly register: string;
}

/** By the order of beginnings and ends alone. */
function toSteps(system: TestSystem): readonly (readonly string[])[] {
  const asked = Object.entries(system.mocks.registers)
    .flatMap(([register, { requests }]) => requests.latest().map((request): Asked => ({ ...request, register })))
    .toSorted((one, other) => one.alkoiMs - other.alkoiMs);
  const stepOf = new Map<Asked, number>();
  for (const one of asked) {
    const before = asked.filter(({ loppuiMs }) => loppuiMs !== null && loppuiMs <= one.alkoiMs);
    stepOf.set(one, Math.max(0, ...before.map((each) => (stepOf.get(each) ?? 0) + 1)));
  }
  const last = Math.max(-1, ...stepOf.values());
  return Array.from({ length: last + 1 }, (_, step) =>
    asked
      .filter((one) => stepOf.get(one) === step)
      .map(({ register, polku, runko }) => `${register} ${plain(polku)} ${plain(runko)}`)
      .toSorted(),
  );
}

/** Which of two has fewer steps before its questions. */
function weightOf({ steps }: Observed): number {
  return steps.reduce((sum, step, at) => sum + step.length * at, steps.length);
}

/**
 * The shortest of several observations. A machine that stalls can make two questions that were sent together look like
 * one after the other; a question that waits for another never looks like one sent with it.
 */
export async function observeShortest(
  system: TestSystem,
  ask: () => Promise<GraphAnswer>,
  isEnough: (seen: Observed) => boolean = () => false,
): Promise<Observed> {
  let best = await observe(system, ask);
  for (let at = 1; at < 4 && !isEnough(best); at += 1) {
    const next = await observe(system, ask);
    if (weightOf(next) < weightOf(best)) best = next;
  }
  return best;
}
