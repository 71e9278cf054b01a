import { execute, parse, print } from "graphql";
import type { ExecutionResult } from "graphql";
import type { WrittenAnswer } from "../../gateway/engine/index.ts";
import type { Operation } from "../../gateway/operation/index.ts";
import type { WorldRun } from "./monolith.ts";
import type { CallHooks, RunningWorld } from "./run-world.ts";
import { canonical } from "./values.ts";
import type { WrittenOperation } from "./write-operation.ts";

/** A difference from the reference, with all that is needed to see it again. */
export class Difference extends Error {
  override readonly name = "Difference";

  constructor(
    world: RunningWorld,
    operation: WrittenOperation,
    found: { readonly expected: unknown; readonly got: unknown; readonly what: string },
  ) {
    super(
      [
        found.what,
        toCaseText(world, operation),
        `--- expected\n${toText(found.expected)}`,
        `--- got\n${toText(found.got)}`,
      ].join("\n"),
    );
  }
}

/** Schemas of the subgraphs, the operation and its variables. */
export function toCaseText({ subgraphs }: RunningWorld, { text, variables }: WrittenOperation): string {
  const schemas = [...subgraphs].map(([name, sdl]) => `--- ${name}\n${withoutCommon(sdl)}`);
  return [...schemas, `--- operation\n${text}`, `--- variables\n${JSON.stringify(variables)}`].join("\n");
}

function toText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What every subgraph of every world begins with tells nothing. */
function withoutCommon(sdl: string): string {
  return sdl.split("\n").slice(4).join("\n");
}

/** What the reference answers. */
export async function askReference(
  { monolith }: RunningWorld,
  { text, variables }: WrittenOperation,
  lost?: ReadonlySet<string>,
): Promise<ExecutionResult> {
  const run: WorldRun = { mutations: 0, ...(lost === undefined ? {} : { lost }) };
  return execute({ schema: monolith, document: parse(text), variableValues: variables, contextValue: run });
}

/** An operation that the planner says it can't plan, or that ends it: its own fault, see README.md. */
export class NotPlanned extends Error {
  override readonly name = "NotPlanned";
}

/**
 * Runs an operation on both sides: data, order of keys, and that there is no error.
 * @throws Difference when the answers differ; NotPlanned when the planner gives up.
 */
export async function compareOnce(world: RunningWorld, operation: WrittenOperation): Promise<WrittenAnswer> {
  const expected = await askReference(world, operation);
  if (expected.errors !== undefined) throw new Error(`the reference fails: ${expected.errors[0]?.message}`);
  const got = await answerOf(world, operation);
  const text = await inPlainOrder(world, operation, expected.data);
  if (got.text !== text) {
    throw new Difference(world, operation, {
      what: "another answer",
      expected: text,
      got: `${got.text}\n${JSON.stringify(got.errors)}`,
    });
  }
  if (got.errors.length > 0) {
    throw new Difference(world, operation, { what: "an error", expected: [], got: got.errors });
  }
  // What is asked again is run by a plan that asks less.
  const again = await answerOf(world, operation);
  if (again.text !== text || again.errors.length > 0) {
    const told = `${again.text}\n${JSON.stringify(again.errors)}`;
    throw new Difference(world, operation, { what: "another answer to the same", expected: text, got: told });
  }
  return got;
}

/**
 * The reference's answer in the order of the operation's plain form, in which equal fragments stand where the first of
 * them stood: what is executed is that form. Its values are those of the operation as it was written.
 */
async function inPlainOrder(world: RunningWorld, operation: WrittenOperation, data: unknown): Promise<string> {
  const read = world.read(operation.text, operation.variables);
  const plain = await askReference(world, { text: print(read.document), variables: operation.variables });
  if (canonical(plain.data) !== canonical(data)) {
    throw new Difference(world, operation, { what: "another plain form", expected: data, got: plain.data });
  }
  return JSON.stringify(plain.data);
}

/** Runs an operation by the engine. @throws Difference for what it throws; NotPlanned when the planner gives up. */
export async function answerOf(
  world: RunningWorld,
  operation: WrittenOperation,
  hooks?: CallHooks,
): Promise<WrittenAnswer> {
  return runBy(world, operation, async (read) =>
    assertPlanned(await world.write(read, operation.variables, { hooks })),
  );
}

/** Gives an answer on. @throws NotPlanned when there is none, for what the planner did. */
export function assertPlanned(answer: WrittenAnswer): WrittenAnswer {
  const { code, cause } = answer.refused ?? {};
  // Its search has no end, or none soon enough.
  if (code === "OPERATION_TOO_COMPLEX") throw new NotPlanned("its search does not end");
  if (code === "OPERATION_NOT_PLANNED")
    throw new NotPlanned(cause instanceof Error ? cause.message : "no planner has a plan");
  return answer;
}

/** Runs what an operation is read as. @throws the same. */
export async function runBy<Result>(
  world: RunningWorld,
  operation: WrittenOperation,
  run: (read: Operation) => Promise<Result>,
): Promise<Result> {
  try {
    return await run(world.read(operation.text, operation.variables));
  } catch (error) {
    if (error instanceof NotPlanned) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new Difference(world, operation, { what: "a throw", expected: "an answer", got: message });
  }
}
