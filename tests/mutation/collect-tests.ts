import { format } from "node:util";
import { expect } from "vitest";

/** A test's or hook's function. */
type Body = (...given: readonly unknown[]) => unknown;

interface Suite {
  readonly parts: (Body | Suite)[];
  readonly beforeAll: Body[];
  readonly beforeEach: Body[];
  readonly afterEach: Body[];
  readonly afterAll: Body[];
}

/** The part of vitest's interface that the tests of gate and policy use, and the way to run what it gathered. */
export interface Collector {
  /** What `import … from "vitest"` gives a test file. */
  readonly vitest: Readonly<Record<string, unknown>>;
  /** Loads a file, whose tests are gathered while it loads, and runs them up to the first that fails. */
  passes(load: () => Promise<unknown>): Promise<boolean>;
}

/**
 * Runs test files in this process. What vitest adds beside (isolation, reports, time limits, retries) is left out:
 * only pass or fail is told, and a test that never ends is the caller's to end.
 */
export function createCollector(): Collector {
  let open = createSuite();
  const add = (...given: readonly unknown[]): void => void open.parts.push(bodyOf(given));
  const describe = (...given: readonly unknown[]): void => {
    const outer = open;
    open = createSuite();
    outer.parts.push(open);
    bodyOf(given)();
    open = outer;
  };
  const hook =
    (name: "beforeAll" | "beforeEach" | "afterEach" | "afterAll") =>
    (body: Body): void =>
      void open[name].push(body);
  return {
    vitest: {
      expect,
      it: Object.assign(add, { each: eachOf(add) }),
      describe: Object.assign(describe, { each: eachOf(describe) }),
      beforeAll: hook("beforeAll"),
      beforeEach: hook("beforeEach"),
      afterEach: hook("afterEach"),
      afterAll: hook("afterAll"),
    },
    async passes(load) {
      open = createSuite();
      const suite = open;
      try {
        await load();
      } catch {
        return false;
      }
      return runSuite(suite, []);
    },
  };
}

function createSuite(): Suite {
  return { parts: [], beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] };
}

/** Name and options may stand before the function. */
function bodyOf(given: readonly unknown[]): Body {
  const body = given.find((each): each is Body => typeof each === "function");
  if (body === undefined) throw new Error("a test without a function");
  return body;
}

/** One for each row of a table. */
function eachOf(add: (name: string, body: Body) => void) {
  return (rows: readonly unknown[]) =>
    (name: string, ...given: readonly unknown[]): void => {
      const body = bodyOf(given);
      for (const row of rows) {
        const values: readonly unknown[] = Array.isArray(row) ? row : [row];
        add(format(name, ...values), () => body(...values));
      }
    };
}

async function runSuite(suite: Suite, above: readonly Suite[]): Promise<boolean> {
  const chain = [...above, suite];
  try {
    for (const body of suite.beforeAll) await body();
    for (const part of suite.parts) {
      if (typeof part === "function") await runTest(part, chain);
      else if (!(await runSuite(part, chain))) return false;
    }
    return true;
  } catch {
    return false;
  } finally {
    for (const body of suite.afterAll) await body();
  }
}

async function runTest(test: Body, chain: readonly Suite[]): Promise<void> {
  for (const body of chain.flatMap(({ beforeEach }) => beforeEach)) await body();
  await test();
  for (const body of chain.flatMap(({ afterEach }) => afterEach)) await body();
}
