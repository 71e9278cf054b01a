import { expect, it } from "vitest";
import { givesRequired } from "../../../../gateway/engine/asiakas/mending/gives-required.ts";
import type { FetchNode, PlanNode } from "../../../../gateway/engine/asiakas/plan.ts";
import { toFetch } from "./to-fetch.ts";

const field = (key: string): { kind: "field"; key: string; as: string; below: [] } => ({
  kind: "field",
  key,
  as: key,
  below: [],
});

/** Asks of each asia what is computed of its id and koko. */
const entities: FetchNode = {
  ...toFetch(`query($r: [_Any!]!) { _entities(representations: $r) { ... on Asia { hinta } } }`),
  subgraph: "b",
  entities: [
    {
      alias: "_entities",
      variable: "r",
      paths: [[{ key: "asiat" }, { isList: true }]],
      requires: [{ kind: "fragment", type: "Asia", below: ["__typename", "id", "koko"].map(field) }],
      inputRewrites: [],
      outputRewrites: [],
    },
  ],
};

const whenTrue = (node: PlanNode): PlanNode => ({ kind: "condition", variable: "v", ifTrue: node, ifFalse: undefined });

const inOrder = (...nodes: readonly PlanNode[]): PlanNode => ({ kind: "sequence", nodes });

it("a plan gives what its representations are made of, or it does not", () => {
  expect(givesRequired(inOrder(toFetch("{ asiat { id koko } }"), entities))).toBe(true);
  expect(givesRequired(inOrder(toFetch("{ asiat { id } }"), entities))).toBe(false);
  expect(givesRequired(inOrder(entities, toFetch("{ asiat { id koko } }")))).toBe(false);
  expect(givesRequired(undefined)).toBe(true);
});

it("nor where it asks for it under a condition that the fetch does not stand under", () => {
  const sometimes = whenTrue(toFetch("{ asiat { koko } }"));
  expect(givesRequired(inOrder(toFetch("{ asiat { id } }"), sometimes, entities))).toBe(false);
});

it("but a condition under which there are objects at all is met", () => {
  expect(givesRequired(inOrder(whenTrue(toFetch("{ asiat { id koko } }")), entities))).toBe(true);
});

it("a plan that gives keys other names is not looked into", () => {
  const renames = [{ path: [{ key: "asiat" }, { key: "x" }], rename: "koko" }];
  expect(givesRequired(inOrder({ ...toFetch("{ asiat { id x } }"), outputRewrites: renames }, entities))).toBe(true);
});

it("an event of a subscription is given before all else", () => {
  expect(
    givesRequired({ kind: "subscription", fetch: toFetch("subscription { asiat { id koko } }"), rest: entities }),
  ).toBe(true);
  expect(givesRequired({ kind: "subscription", fetch: toFetch("subscription { asiat { id } }"), rest: entities })).toBe(
    false,
  );
});
