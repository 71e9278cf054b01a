import { describe, expect, it } from "vitest";
import {
  createAsiakasIds,
  createInProcessTransport,
  defineSubgraph,
  toSubgraphError,
  unwrap,
} from "../../../gateway/subgraph/index.ts";
import type { SubgraphContext, SubgraphResolvers } from "../../../gateway/subgraph/index.ts";
import { failed, ok } from "../../../gateway/source/index.ts";
import { ask, openKoe, requestScope } from "./start-koe.ts";

const koeOf = (koe: () => unknown): SubgraphResolvers => ({ Query: { koe } });

describe("a subgraph in this process", () => {
  it("gives its resolvers the request and today in Finland, not in UTC", async () => {
    const scope = requestScope();
    const seen: SubgraphContext[] = [];
    const transport = openKoe({
      Query: {
        koe(_parent: never, _args: never, context: SubgraphContext) {
          seen.push(context);
          return { pakollinen: context.tanaan };
        },
      },
    });
    expect(await ask(transport, "{ koe { pakollinen } }", { scope })).toEqual({
      data: { koe: { pakollinen: "2026-03-02" } },
      errors: [],
    });
    expect(seen[0]).toMatchObject({ actor: scope.actor, pyynto: scope.pyynto, scope });
  });

  it("makes what is asked once per client request, and never shares it between two", async () => {
    let made = 0;
    const make = (): number => (made += 1);
    const transport = openKoe({
      Query: { koe: (_parent: never, _args: never, context: SubgraphContext) => ({ luku: context.once(make) }) },
    });
    const scope = requestScope();
    await ask(transport, "{ a: koe { luku } b: koe { luku } }", { scope });
    expect(await ask(transport, "{ koe { luku } }", { scope })).toMatchObject({ data: { koe: { luku: 1 } } });
    expect(await ask(transport, "{ koe { luku } }")).toMatchObject({ data: { koe: { luku: 2 } } });
  });

  it("resolves an entity by its key alone", async () => {
    const transport = openKoe({ Asiakas: { nimi: ({ id }: { readonly id: string }) => `n-${id}` } });
    const query = "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Asiakas { id nimi } } }";
    const r = [
      { __typename: "Asiakas", id: "a" },
      { __typename: "Asiakas", id: "b" },
    ];
    expect(await ask(transport, query, { variables: { r } })).toEqual({
      data: {
        _entities: [
          { id: "a", nimi: "n-a" },
          { id: "b", nimi: "n-b" },
        ],
      },
      errors: [],
    });
  });

  it("keeps code and parameters of an error that is meant", async () => {
    const transport = openKoe(
      koeOf(() => {
        throw toSubgraphError("CONSENT_MISSING", { lahde: "kanta" });
      }),
    );
    expect(await ask(transport, "{ koe { luku } }")).toEqual({
      data: null,
      errors: [{ code: "CONSENT_MISSING", parameters: { lahde: "kanta" }, path: ["koe"] }],
    });
  });

  it.each([
    ["an Error", new Error("salainen 131052-9030")],
    [
      "a GraphQL error with a code that is none",
      Object.assign(new Error("x"), { extensions: { code: "OMA", parameters: { syy: "salainen" } } }),
    ],
  ])("makes %s an error of ours, itself only as the cause for the log", async (_, thrown) => {
    const transport = openKoe(
      koeOf(() => {
        throw thrown;
      }),
    );
    expect((await ask(transport, "{ koe { luku } }")).errors).toEqual([
      { code: "INTERNAL_SERVER_ERROR", parameters: {}, path: ["koe"], cause: thrown },
    ]);
  });

  it("refuses wrong settings when it is opened", () => {
    const koe = defineSubgraph({
      name: "koe",
      title: "Koe",
      rajapinta: { protokolla: "koe", peruste: "OMA" },
      schema: new URL("koe.graphql", import.meta.url),
      parseSettings: () => {
        throw new Error("url must be a URL");
      },
      create: () => ({ resolvers: {}, sources: [] }),
    });
    const ids = createAsiakasIds(new Uint8Array(64));
    expect(() => createInProcessTransport(koe, { settings: {}, ids, now: () => new Date() })).toThrow(
      "url must be a URL",
    );
  });
});

describe("unwrap", () => {
  it("gives the value of a good result and throws the code of a failed one", () => {
    expect(unwrap(ok(1), "kela")).toBe(1);
    expect(() => unwrap(failed("timeout", "slow"), "kela")).toThrow(
      expect.objectContaining({ extensions: { code: "SOURCE_TIMEOUT", parameters: { lahde: "kela" } } }),
    );
  });
});
