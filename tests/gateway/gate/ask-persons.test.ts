import { parse } from "graphql";
import { describe, expect, it } from "vitest";
import type { GraphError } from "../../../gateway/errors.ts";
import { createAskPersons } from "../../../gateway/gate/ask-persons.ts";
import type { AskPersons, Question } from "../../../gateway/gate/ask-persons.ts";
import type {
  RequestScope,
  SubgraphAnswer,
  SubgraphRequest,
  SubgraphTransport,
} from "../../../gateway/subgraph/index.ts";
import { register, scopeOf } from "./ask-kit.ts";
import { ammattilainen } from "./world.ts";

const document = parse(
  "query($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }",
);

interface Asker {
  readonly requests: SubgraphRequest[];
  readonly ask: AskPersons<boolean>;
  readonly scope: RequestScope;
}

const newScope = (): RequestScope => scopeOf(ammattilainen("H"));

/** Asks whether the fact `on` is true, of a register that answers so. */
function asker(answer: SubgraphAnswer, changes: Partial<Question<boolean>> = {}): Asker {
  const requests: SubgraphRequest[] = [];
  const holder: SubgraphTransport = {
    ...register("rekisteri", {}),
    call(request) {
      requests.push(request);
      return Promise.resolve(answer);
    },
  };
  const read = ({ on }: Readonly<Record<string, unknown>>) => (typeof on === "boolean" ? on : undefined);
  return { requests, scope: newScope(), ask: createAskPersons({ holder, document, tiedot: [18], read, ...changes }) };
}

const entities = (...told: readonly unknown[]): SubgraphAnswer => ({ data: { _entities: told }, errors: [] });
const failing = (code: GraphError["code"], ...path: readonly (string | number)[]): GraphError => ({
  code,
  parameters: {},
  ...(path.length === 0 ? {} : { path }),
});
const known = async ({ ask, scope }: Asker, ...ids: readonly string[]) => Object.fromEntries(await ask(ids, scope));

describe("what the gate asks of persons", () => {
  it("is read of each in their place, and is not known of one of whom it is not told", async () => {
    expect(await known(asker(entities({ on: true }, null, {}, { on: false })), "a", "b", "c", "d")).toEqual({
      a: true,
      d: false,
    });
  });

  it("is asked with the persons, the items and the asker's own variables", async () => {
    const each = asker(entities({ on: true }), { variablesOf: ({ kind }) => ({ kind }) });
    await known(each, "a");
    expect(each.requests).toEqual([
      {
        document,
        variables: { kind: "ammattilainen", representations: [{ __typename: "Asiakas", id: "a" }] },
        sallittu: { asiakkaat: ["a"], tiedot: [18] },
      },
    ]);
  });

  it("is asked of each once in a request, and anew in another", async () => {
    const each = asker(entities({ on: true }));
    await each.ask(["a", "a"], each.scope);
    await each.ask(["a"], each.scope);
    expect(each.requests).toHaveLength(1);
    await each.ask([], each.scope);
    await each.ask(["b"], each.scope);
    await each.ask(["a"], newScope());
    expect(each.requests.map(({ sallittu }) => sallittu?.asiakkaat)).toEqual([["a"], ["b"], ["a"]]);
  });

  it("is known of all who are asked about, by whichever calls, and of nobody else", async () => {
    const one = asker(entities({ on: true }));
    await one.ask(["a"], one.scope);
    await one.ask(["b"], one.scope);
    expect(await known(one, "a", "b")).toEqual({ a: true, b: true });
    const two = asker(entities({ on: true }, { on: false }));
    await two.ask(["a", "b"], two.scope);
    expect(await known(two, "b")).toEqual({ b: false });
    expect(two.requests).toHaveLength(1);
  });

  it("is known of nobody where none can tell, the answer is no list, or is of another length", async () => {
    for (const answer of [entities(), entities({ on: true }, { on: true }), { data: null, errors: [] }])
      expect(await known(asker(answer), "a")).toEqual({});
    expect(await known(asker({ data: { _entities: { length: 1, 0: { on: true } } }, errors: [] }), "a")).toEqual({});
    expect(await known(asker(entities({ on: true }), { holder: undefined }), "a")).toEqual({});
  });
});

describe("one of whom the source has nothing to tell", () => {
  const ofB = async (...errors: readonly GraphError[]) =>
    (await known(asker({ ...entities({ on: true }, null), errors }, { notFound: false }), "a", "b"))["b"];

  it("is known as that, when nothing is wrong with the place", async () => {
    expect(await ofB()).toBe(false);
    expect(await ofB(failing("SUBJECT_NOT_FOUND", "_entities", 1))).toBe(false);
    expect(await ofB(failing("SUBJECT_NOT_FOUND", "_entities", 1, "on"))).toBe(false);
  });

  it("is known as that whatever is wrong with another's place", async () => {
    expect(await ofB(failing("SOURCE_TIMEOUT", "_entities", 0))).toBe(false);
  });

  it.each<[string, readonly GraphError[]]>([
    ["with the place", [failing("SOURCE_TIMEOUT", "_entities", 1)]],
    ["with the place too", [failing("SUBJECT_NOT_FOUND", "_entities", 1), failing("SOURCE_TIMEOUT", "_entities", 1)]],
    ["with the whole call", [failing("SOURCE_TIMEOUT")]],
    ["with the whole answer", [failing("SOURCE_TIMEOUT", "_entities")]],
    ["with what stands elsewhere", [failing("SOURCE_TIMEOUT", "muualla", 0)]],
  ])("is not known when something is wrong %s", async (_, errors) => {
    expect(await ofB(...errors)).toBeUndefined();
  });

  it("is not known where the question says nothing of it", async () => {
    expect(await known(asker(entities(null)), "a")).toEqual({});
  });
});
