import { readFileSync } from "node:fs";
import { Kind, parse, print } from "graphql";
import type { SelectionSetNode } from "graphql";
import { describe, expect, it } from "vitest";
import { loadCatalogue } from "../../../gateway/catalogue/index.ts";
import { narrow } from "../../../gateway/gate/narrow.ts";
import type { Narrowed } from "../../../gateway/gate/narrow.ts";

const schemaFile = (name: string): string => readFileSync(new URL(`../../../schema/${name}`, import.meta.url), "utf8");
const catalogue = loadCatalogue({
  tiedotSdl: schemaFile("tiedot.graphql"),
  supergraphSdl: schemaFile("supergraph.graphql"),
});

function selectionOf(text: string): SelectionSetNode {
  const [definition] = parse(text).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error("not an operation");
  return definition.selectionSet;
}

/** What is left of a selection on a person when these fields are denied. */
const without = (text: string, ...denied: readonly string[]): Narrowed =>
  narrow(selectionOf(text), "Asiakas", {
    catalogue,
    judge: ({ kentta }) => (denied.includes(kentta.coordinate) ? { code: "FORBIDDEN" } : undefined),
  });
const leftOf = ({ selectionSet }: Narrowed): string | undefined =>
  selectionSet === undefined ? undefined : print(selectionSet).replaceAll(/\s+/g, " ");

describe("a field of which all that was asked is denied", () => {
  it("is told as denied itself, and not asked", () => {
    const narrowed = without("{ koulutus { opinnot { nimi } } }", "Koulutustiedot.opinnot");
    expect(leftOf(narrowed)).toBeUndefined();
    expect(narrowed.denials).toMatchObject([{ at: ["koulutus"], tieto: 2 }]);
  });

  it("and which another subgraph shares, is still there, and only what is below is told as denied", () => {
    const narrowed = without(
      "{ v: viestinta { kaytossa: suomifiViestitKaytossa } }",
      "Asiakasviestinta.suomifiViestitKaytossa",
    );
    expect(leftOf(narrowed)).toBe("{ v: viestinta { __typename } }");
    expect(narrowed.denials).toMatchObject([{ at: ["v", "kaytossa"], tieto: 16 }]);
  });
});
