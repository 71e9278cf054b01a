import { parse, print } from "graphql";
import { describe, expect, it } from "vitest";
import {
  entitiesFieldOf,
  operationOf,
  toOperationDocument,
  toPersonsDocument,
} from "../../../gateway/gate/entity-document.ts";

const read = (text: string) => operationOf(parse(text));

describe("an operation of the engine's", () => {
  it("asks for entities when that is its first field", () => {
    const entities = entitiesFieldOf(read("query($r: [_Any!]!) { _entities(representations: $r) { __typename } }"));
    expect(entities?.name.value).toBe("_entities");
    for (const text of ["{ mina { id } }", "{ ... on Query { _entities { __typename } } }", "{ mina: _muu { id } }"])
      expect(entitiesFieldOf(read(text))).toBeUndefined();
  });

  it("is the one that stands in the document, fragments or not", () => {
    expect(read("fragment A on Query { mina { id } } query Nimi { mina { id } }").name?.value).toBe("Nimi");
    expect(() => read("fragment A on Query { mina { id } }")).toThrow("a subgraph document holds no operation");
  });
});

describe("a document of one operation", () => {
  it("declares nothing where the operation declares nothing", () => {
    const { variableDefinitions: _, ...bare } = read("{ mina { id } }");
    expect(print(toOperationDocument(bare)).replaceAll(/\s+/g, " ")).toBe("{ mina { id } }");
  });
});

describe("a call about persons", () => {
  const documentOf = (text: string): string => {
    const { selectionSet, variableDefinitions = [] } = read(text);
    return print(toPersonsDocument(selectionSet, variableDefinitions)).replaceAll(/\s+/g, " ");
  };
  const around = (inner: string, variables = ""): string =>
    `query ($representations: [_Any!]!${variables}) { _entities(representations: $representations) { ${inner} } }`;

  it("says of fields alone that they are a person's, and leaves what says so itself", () => {
    expect(documentOf("{ nimi id }")).toBe(around("... on Asiakas { nimi id }"));
    expect(documentOf("{ ... on Viesti { otsikko } }")).toBe(around("... on Viesti { otsikko }"));
    expect(documentOf("{ ... on Viesti { otsikko } id }")).toBe(
      around("... on Asiakas { ... on Viesti { otsikko } id }"),
    );
  });

  it("declares what it uses and nothing more, each once", () => {
    const declared = "query($representations: [_Any!]!, $vuosi: Int, $muu: Int)";
    expect(documentOf(`${declared} { katto(vuosi: $vuosi) }`)).toBe(
      around("... on Asiakas { katto(vuosi: $vuosi) }", ", $vuosi: Int"),
    );
  });
});
