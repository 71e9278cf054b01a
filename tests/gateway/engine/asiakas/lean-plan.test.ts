import { buildSchema } from "graphql";
import { describe, expect, it } from "vitest";
import { createLeanPlan } from "../../../../gateway/engine/asiakas/lean-plan.ts";
import type { PlanNode } from "../../../../gateway/engine/asiakas/plan.ts";
import { toFetch } from "./to-fetch.ts";

const lean = createLeanPlan(
  buildSchema(`type Query { asiakas: Asiakas loyto: Loyto kohde: Kohde } interface Kohde { id: ID! }
    type Asiakas implements Kohde { id: ID! puoliso: Asiakas kohde: Kohde } type Toimi implements Kohde { id: ID! }
    union Loyto = Asiakas | Toimi`),
);
const textsOf = (plan: PlanNode): readonly string[] => {
  if (plan.kind === "fetch") return [plan.operation];
  if (plan.kind === "condition") return [plan.ifTrue, plan.ifFalse].flatMap((node) => (node ? textsOf(node) : []));
  return plan.nodes.flatMap(textsOf);
};

describe("a lean plan asks no name of a type", () => {
  it.each([
    ["where only one may stand", "{asiakas{__typename id puoliso{id __typename}}}", "{asiakas{ id puoliso{id}}}"],
    [
      "of an entity, which is asked by it",
      "query($r:[_Any!]!){_entities(representations: $r){...on Asiakas{__typename puoliso{__typename id}}}}",
      "query($r:[_Any!]!){_entities(representations: $r){...on Asiakas{ puoliso{ id}}}}",
    ],
    ["in a fragment there", "{asiakas{... on Kohde{__typename id}}}", "{asiakas{... on Kohde{ id}}}"],
  ])("%s", (_what, operation, expected) => {
    expect(textsOf(lean(toFetch(operation)))).toEqual([expected]);
  });

  it.each([
    ["where several may stand", "{loyto{__typename ...on Asiakas{__typename id}}kohde{__typename id}}"],
    [
      "of an entity that an interface is asked by",
      "query($r:[_Any!]!){_entities(representations: $r){...on Kohde{__typename id}}}",
    ],
    ["where nothing else is asked", "{asiakas{__typename}}"],
    ["under another name", "{asiakas{laji:__typename id}}"],
    ["beside a named fragment", "{asiakas{__typename ...a}} fragment a on Asiakas{__typename id}"],
  ])("but %s", (_what, operation) => {
    expect(textsOf(lean(toFetch(operation)))).toEqual([operation]);
  });

  it("in every part of a plan, and in none of one that rewrites", () => {
    const fetch = toFetch("{asiakas{__typename id}}");
    const plan: PlanNode = {
      kind: "sequence",
      nodes: [
        { kind: "parallel", nodes: [fetch] },
        { kind: "condition", variable: "v", ifTrue: fetch, ifFalse: undefined },
      ],
    };
    expect(textsOf(lean(plan))).toEqual(["{asiakas{ id}}", "{asiakas{ id}}"]);
    const rewriting = { ...fetch, outputRewrites: [{ path: [{ key: "id" }], rename: "tunnus" }] };
    expect(textsOf(lean({ kind: "sequence", nodes: [fetch, rewriting] }))).toEqual(Array(2).fill(fetch.operation));
  });
});
