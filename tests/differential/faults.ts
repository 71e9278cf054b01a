import { print } from "graphql";
import type { SubgraphAnswer } from "../../gateway/subgraph/index.ts";
import { answerOf, askReference, Difference } from "./compare.ts";
import { faultKinds, isNeededElsewhere, spoil, survivors, toFault, valueAt } from "./fault-kinds.ts";
import type { Fault } from "./fault-kinds.ts";
import type { CallHooks, RunningWorld, SeenCall } from "./run-world.ts";
import type { WrittenOperation } from "./write-operation.ts";

/** What runs with faults have shown. */
export interface FaultTally {
  runs: number;
  /**
   * Runs in which the reference could only say which nulls may be there: it knows an object by its identity alone, and
   * here one was reached by two ways of which one failed, or a key or a requirement was lost that the client did not ask.
   */
  loose: number;
  /**
   * Errors of an object where nothing is null: a field is lost that the plan asked and the client did not (a key, a
   * requirement, a field of objects of another type), or another subgraph told what one could not.
   */
  beside: number;
}

type Path = readonly (string | number)[];

/** Fails each call of an operation in each way. @throws Difference where the answer is not what GraphQL says. */
export async function checkFaults(world: RunningWorld, operation: WrittenOperation, tally: FaultTally): Promise<void> {
  if (operation.text.startsWith("mutation")) return;
  const calls: SeenCall[] = [];
  const whole = await answerOf(world, operation, {
    failing: () => new Set(),
    answered(call) {
      calls.push(call);
      return call.answer;
    },
  });
  if (whole.errors.length > 0)
    throw new Difference(world, operation, { what: "an error", expected: [], got: whole.errors });
  for (const call of calls) {
    for (const kind of faultKinds) {
      const fault = toFault(world.world, kind, call);
      if (fault === undefined) continue;
      tally.runs += 1;
      await checkFault(world, operation, { fault, calls, whole: whole.text, tally });
    }
  }
}

interface FaultCase {
  readonly fault: Fault;
  /** The calls without the fault. */
  readonly calls: readonly SeenCall[];
  /** The answer without the fault. */
  readonly whole: string;
  readonly tally: FaultTally;
}

async function checkFault(
  world: RunningWorld,
  operation: WrittenOperation,
  { fault, calls, whole, tally }: FaultCase,
): Promise<void> {
  const kept = new Set<string>();
  const hooks = toHooks(fault, kept);
  const got = await answerOf(world, operation, hooks);
  const lost = new Set(
    calls.flatMap(({ served }) => served.resolved.flatMap(({ identity }) => (kept.has(identity) ? [] : [identity]))),
  );
  const { document } = world.read(operation.text, operation.variables);
  const expected = await askReference(world, { text: print(document), variables: operation.variables }, lost);
  const expectedText = JSON.stringify(expected.data ?? null);
  const fail = (what: string, at?: Path): never => {
    const place = at === undefined ? "" : ` at ${at.join(".")}`;
    throw new Difference(world, operation, {
      what: `${what}${place}, when ${fault.subgraph} fails by ${fault.kind} in ${[...fault.identities].join(" ")}`,
      expected: expectedText,
      got: `${got.text}\n${JSON.stringify(got.errors)}`,
    });
  };
  const [before, after]: readonly unknown[] = [JSON.parse(whole), JSON.parse(got.text)];
  const nulls: Path[] = [];
  const strange = findNulls(before, after, { path: [], nulls });
  if (got.text !== expectedText) {
    const isNeeded = needsMore(world, calls, { lost, fault });
    if (!isNeeded && isCertain(calls)) fail("other nulls");
    if (!isNeeded && strange !== undefined) fail("a value that is not the reference's", strange);
    tally.loose += 1;
  }
  const untold = nulls.filter((path) => !got.errors.some(concerns(path)));
  // Where the answer is another than the reference's, that can't say what is told: an error of all leaves no null out.
  const told = { got: got.errors, expected: got.text === expectedText ? expected.errors : [{ path: [] }] };
  const mayBeNull = toMayBeNull(fault, needsLost(world, calls, lost), told);
  const unexplained = untold.find((path) => !mayBeNull(path));
  if (unexplained !== undefined) fail("a null without an error", unexplained);
  for (const error of got.errors) {
    const path = error.path ?? fail("an error without a path");
    const isExplaining = nulls.some((each) => concerns(each)(error)) || leadsToNull(after, path);
    if (isExplaining) continue;
    const at = valueAt(after, path);
    if (typeof at !== "object") fail("an error without a null", path);
    tally.beside += 1;
  }
}

function toHooks(fault: Fault, kept: Set<string>): CallHooks {
  const nothing = new Set<string>();
  return {
    failing: (subgraph) => (fault.kind === "field" && subgraph === fault.subgraph ? fault.identities : nothing),
    answered(call): SubgraphAnswer {
      const given = spoil(fault, call);
      for (const identity of survivors(call, given, fault)) kept.add(identity);
      return given;
    },
  };
}

/** Is anything lost by which entities are known, or others computed. */
function needsLost({ world }: RunningWorld, calls: readonly SeenCall[], lost: ReadonlySet<string>): boolean {
  return calls.some(({ served }) =>
    served.resolved.some((each) => lost.has(each.identity) && isNeededElsewhere(world, each)),
  );
}

/** Is a call lost that tells what an interface object is: `__typename` is no field of which the reference could lose it. */
function losesType({ world }: RunningWorld, calls: readonly SeenCall[], { kind, subgraph }: Fault): boolean {
  if (kind === "field" || kind === "type" || kind === "null") return false;
  if (![...world.types.values()].some((type) => type.kind === "family")) return false;
  return calls.some((call) => call.subgraph === subgraph && print(call.request.document).includes("__typename"));
}

type Errors = readonly { readonly path?: Path | undefined }[];

/**
 * Which nulls need no error. A subgraph that says null of an entity has told all there is. What is computed from others may be
 * null by itself: by the reference, where its errors tell none there; or where one of its object's is lost, of which that
 * is told.
 */
function toMayBeNull(
  { kind }: Fault,
  isNeeded: boolean,
  { got, expected = [] }: { readonly got: Errors; readonly expected: Errors | undefined },
): (path: Path) => boolean {
  if (kind === "entity") return () => true;
  const isBesideLost = (path: Path): boolean =>
    isNeeded && got.some((error) => path.slice(0, -1).every((step, at) => step === error.path?.[at]));
  return (path) => !expected.some(concerns(path)) || isBesideLost(path);
}

interface Loss {
  readonly fault: Fault;
  /** Identities of fields that no call gave. */
  readonly lost: ReadonlySet<string>;
}

/** Is more lost than the reference can say. */
function needsMore(world: RunningWorld, calls: readonly SeenCall[], { lost, fault }: Loss): boolean {
  // What one subgraph fails to tell, another may tell elsewhere: it is not lost, and others are computed without it.
  return needsLost(world, calls, new Set([...lost, ...fault.identities])) || losesType(world, calls, fault);
}

/** Was each field of each object asked in one list of one call only: then the reference knows what is lost. */
function isCertain(calls: readonly SeenCall[]): boolean {
  const seen = new Map<string, string>();
  for (const [at, { served }] of calls.entries()) {
    for (const { identity, path } of served.resolved) {
      const [root = ""] = path;
      const list = String(root).startsWith("_e") ? `${at} ${root}` : String(at);
      if ((seen.get(identity) ?? list) !== list) return false;
      seen.set(identity, list);
    }
  }
  return true;
}

/** Collects nulls that were values before; gives where another value stands. */
function findNulls(
  before: unknown,
  after: unknown,
  { path, nulls }: { readonly path: Path; readonly nulls: Path[] },
): Path | undefined {
  if (after === null) {
    if (before !== null) nulls.push(path);
    return undefined;
  }
  if (typeof before !== "object" || before === null || typeof after !== "object") {
    return before === after ? undefined : path;
  }
  const keys = Object.keys(before);
  if (Array.isArray(before) !== Array.isArray(after) || keys.join() !== Object.keys(after).join()) return path;
  for (const key of keys) {
    const step = Array.isArray(before) ? Number(key) : key;
    const found = findNulls(Reflect.get(before, key), Reflect.get(after, key), { path: [...path, step], nulls });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Is an error at, above or below a place. */
function concerns(place: Path): (error: Errors[number]) => boolean {
  return ({ path = [] }) => place.slice(0, path.length).every((step, at) => step === path[at]);
}

function leadsToNull(data: unknown, path: Path): boolean {
  let value = data;
  for (const step of path) {
    if (value === null) return true;
    if (typeof value !== "object" || value === undefined) return false;
    value = Reflect.get(value, step);
  }
  return value === null;
}
