import { parse } from "graphql";
import { describe, expect, it } from "vitest";
import { tuntematon } from "../../../gateway/actor/index.ts";
import { createCallRecorder, createDeadline, ok } from "../../../gateway/source/index.ts";
import { createPlainCall, createPlainEvents } from "../../../gateway/subgraph/index.ts";
import type { SubgraphRequest } from "../../../gateway/subgraph/index.ts";

const bodies: string[] = [];
const call = createPlainCall("koe", {
  post(body) {
    bodies.push(body);
    return Promise.resolve(ok({ data: { e: 1 } }));
  },
  close: () => Promise.resolve(),
});
const subscribe = createPlainEvents("koe", {
  open(body) {
    bodies.push(body);
    return Promise.resolve({ ok: false, failure: { kind: "unavailable", reason: "nobody" } });
  },
  close: () => Promise.resolve(),
});

/** Whose document is parsed when it is read, and kept: by a plan, for as long as the plan is. */
const withText: SubgraphRequest = {
  text: "{ e }",
  get document(): never {
    throw new Error("the document has been read");
  },
  variables: { a: 1 },
};
const withoutText: SubgraphRequest = { document: parse("{ e }", { noLocation: true }), variables: { a: 1 } };

function toScope(): Parameters<typeof call>[1] {
  const deadline = createDeadline(1000);
  return { actor: tuntematon, pyynto: "koe", deadline, recorder: createCallRecorder(() => deadline.elapsedMs()) };
}

describe("a call of a subgraph that is not ours", () => {
  it.each([
    ["an answer", (request: SubgraphRequest) => call(request, toScope())],
    ["events", (request: SubgraphRequest) => subscribe(request, toScope())],
  ])("for %s sends the text that is known, without its document; and prints one that has none", async (_, send) => {
    bodies.length = 0;
    await send(withText);
    await send(withoutText);
    expect(bodies.map((body) => JSON.parse(body) as unknown)).toEqual([
      { query: "{ e }", variables: { a: 1 } },
      { query: "{\n  e\n}", variables: { a: 1 } },
    ]);
  });
});
