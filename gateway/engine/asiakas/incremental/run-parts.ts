import type { GraphError } from "../../../errors.ts";
import type { WrittenAnswer, WrittenPart } from "../../engine.ts";
import type { CompiledPlan } from "../compile-plan.ts";
import { isObject } from "../../../is-object.ts";
import { onlyLost } from "../only-lost.ts";
import type { Run } from "../run.ts";
import { tell } from "../tell.ts";
import type { Gathered, Told } from "../tell.ts";
import type { CompiledLater, CompiledPart, CompiledParts } from "./compile-parts.ts";
import type { Places } from "./asked-places.ts";

/**
 * Runs a plan so that each part of the answer waits only for the fetches that it needs: all begin as early as in a run of
 * the whole, and none is made twice. A part is told after the one that it stands in.
 */
export async function runParts(
  plan: CompiledPlan,
  { first, later, isMutation }: CompiledParts,
  run: Run,
): Promise<WrittenAnswer> {
  const shared = { ...run, begun: new Map() };
  const begun = begin(first, plan, shared);
  if (isMutation) await begun.done;
  const waiting = later.map((part) => ({ part, ...begin(part, plan, shared) }));
  await begun.done;
  const all = [first, ...later];
  const told = tell(onlyOwn(begun.run, first, all), first.write);
  return { ...told, later: tellLater(waiting, { told, all }) };
}

interface Waiting {
  /** Has errors of its own; the data are everyone's. */
  readonly run: Run;
  readonly done: Promise<void>;
}

function begin(part: CompiledPart, plan: CompiledPlan, shared: Run): Waiting {
  const run = { ...shared, errors: [] };
  const done = Promise.resolve(plan.runFor(part)(run));
  // Whoever waits for it is told; until then nobody may be.
  done.catch(() => undefined);
  return { run, done };
}

interface Telling {
  /** What was told first. */
  readonly told: Told;
  readonly all: readonly CompiledPart[];
}

interface WaitingPart extends Waiting {
  readonly part: CompiledLater;
}

/** Gives each part when it is there, whichever is first. */
async function* tellLater(waiting: readonly WaitingPart[], { told, all }: Telling): AsyncGenerator<WrittenPart> {
  const answers = new Map<CompiledLater | undefined, unknown>([[undefined, JSON.parse(told.text)]]);
  const outerOf = ({ part }: WaitingPart): CompiledLater | undefined =>
    part.within === undefined ? undefined : waiting[part.within]?.part;
  const open = new Set(waiting);
  while (open.size > 0) {
    const next = await Promise.race(
      [...open]
        .filter((each) => answers.has(outerOf(each)))
        .map(async (each) => {
          await each.done;
          return each;
        }),
    );
    open.delete(next);
    const { answer, written } = tellPart(next, answers.get(outerOf(next)), all);
    answers.set(next.part, answer);
    if (written.places.length > 0) yield written;
  }
}

interface ToldPart {
  /** The part as its text says it, from the root. */
  readonly answer: unknown;
  readonly written: WrittenPart;
}

function tellPart({ part, run }: WaitingPart, outer: unknown, all: readonly CompiledPart[]): ToldPart {
  const { text, errors } = tell(onlyOwn(run, part, all), part.write);
  const answer: unknown = JSON.parse(text);
  const places = objectsAt(outer, part.keys).filter((place) => isTold(valueAt(answer, place), part));
  const own = errors.filter(({ path = [] }) => places.some((place) => isAtOrBelow(path, place)));
  return { answer, written: { text, errors: own, label: part.label, operation: part.operation, places } };
}

/** A fragment may be of another type than an object: then nothing of it is told there. */
function isTold(value: unknown, { reserved }: CompiledLater): boolean {
  return !isObject(value) || Object.keys(value).some((key) => !reserved.has(key));
}

type Path = readonly (string | number)[];

/** Paths to the objects at some keys, through lists. */
function objectsAt(value: unknown, keys: readonly string[], above: Path = []): readonly Path[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => objectsAt(item, keys, [...above, at]));
  if (!isObject(value)) return [];
  const [key, ...rest] = keys;
  return key === undefined ? [above] : objectsAt(value[key], rest, [...above, key]);
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, step) => (typeof at === "object" && at !== null ? (Reflect.get(at, step) ?? null) : null),
    value,
  );
}

function isAtOrBelow(path: Path, above: Path): boolean {
  return above.every((step, at) => step === path[at]);
}

/** A run without the errors of what only other parts tell, though a fetch gave both. */
function onlyOwn(run: Run, own: CompiledPart, all: readonly CompiledPart[]): Gathered {
  const { data, errors, unknown } = onlyLost(run);
  const isOwn = ({ path }: GraphError): boolean => {
    if (path === undefined) return true;
    const place = path.reduce<string>((above, step) => (typeof step === "number" ? above : `${above}.${step}`), "");
    return isRelated(place, own.places) || !all.some(({ places }) => isRelated(place, places));
  };
  return { data, errors: errors.filter(isOwn), unknown };
}

function isRelated(place: string, places: Places): boolean {
  if (places.has(place)) return true;
  return [...places].some((each) => each.startsWith(`${place}.`) || place.startsWith(`${each}.`));
}
