import { Kind, OperationTypeNode, parse, print, visit } from "graphql";
import type { SelectionNode, SelectionSetNode } from "graphql";
import type { WrittenAnswer } from "../../gateway/engine/index.ts";
import { isObject } from "../../gateway/is-object.ts";
import { assertPlanned, Difference, runBy } from "./compare.ts";
import type { RunningWorld } from "./run-world.ts";
import { canonical } from "./values.ts";
import type { WrittenOperation } from "./write-operation.ts";

/**
 * Runs an operation with some of its selections deferred: its parts, put together, must be the whole answer, with no error.
 * @throws Difference when they are not; NotPlanned when the planner gives up.
 */
export async function compareInParts(
  world: RunningWorld,
  { text, variables }: WrittenOperation,
  whole: WrittenAnswer,
): Promise<void> {
  const operation = { text: deferSome(text), variables };
  const parts = await runBy(world, operation, async (read) => {
    const { later = [], ...first } = assertPlanned(await world.write(read, variables, { mayDefer: true }));
    const all: Pick<WrittenAnswer, "text" | "errors">[] = [first];
    for await (const part of later)
      all.push({ ...part, text: JSON.stringify(onlyAt(part.places, JSON.parse(part.text))) });
    return all;
  });
  const [first, ...later] = parts.map((part) => JSON.parse(part.text) as unknown);
  const got = later.reduce(joined, first);
  const errors = parts.flatMap((part) => part.errors);
  if (canonical(got) !== canonical(JSON.parse(whole.text)) || errors.length > 0) {
    const told = `${JSON.stringify(got)}\n${JSON.stringify(errors)}`;
    throw new Difference(world, operation, { what: "another answer in parts", expected: whole.text, got: told });
  }
}

/** Defers the last selections of some sets: which, the text decides. */
function deferSome(text: string): string {
  let dice = text.length;
  const roll = (sides: number): number => {
    dice = (dice * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(dice / 65_536) % sides;
  };
  const whole = parse(text, { noLocation: true });
  // The root's fields of a mutation are done in order: only what is below a field is deferred there.
  const isQuery = whole.definitions.some((each) => "operation" in each && each.operation === OperationTypeNode.QUERY);
  const document = visit(whole, {
    SelectionSet(set, _key, parent) {
      const mayDefer = isQuery || (parent !== undefined && "kind" in parent && parent.kind === Kind.FIELD);
      return mayDefer && roll(3) === 0 ? withDeferred(set, roll(set.selections.length)) : undefined;
    },
  });
  return print(document);
}

function withDeferred({ selections }: SelectionSetNode, from: number): SelectionSetNode {
  const deferred: SelectionNode = {
    kind: Kind.INLINE_FRAGMENT,
    directives: [{ kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: "defer" } }],
    selectionSet: { kind: Kind.SELECTION_SET, selections: selections.slice(from) },
  };
  return { kind: Kind.SELECTION_SET, selections: [...selections.slice(0, from), deferred] };
}

/** What stands at some paths, in lists and objects with nothing else. */
function onlyAt(places: readonly (readonly (string | number)[])[], value: unknown): unknown {
  const inner = places.filter((place) => place.length > 0);
  if (inner.length < places.length) return value;
  if (Array.isArray(value)) {
    return value.map((item, at) => onlyAt(below(inner, at), item));
  }
  if (!isObject(value)) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, onlyAt(below(inner, key), item)]));
}

function below(
  places: readonly (readonly (string | number)[])[],
  step: string | number,
): readonly (readonly (string | number)[])[] {
  return places.filter(([first]) => first === step).map((place) => place.slice(1));
}

/** One answer with another put into it. */
function joined(one: unknown, other: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(other)) return one.map((item, at) => joined(item, other[at]));
  if (!isObject(one) || !isObject(other)) return other ?? one;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...keys].map((key) => [key, key in one ? joined(one[key], other[key]) : other[key]]));
}
