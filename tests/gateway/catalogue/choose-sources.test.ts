import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { chooseSources, loadCatalogue } from "../../../gateway/catalogue/index.ts";

const schemaFile = (name: string): string => readFileSync(new URL(`../../../schema/${name}`, import.meta.url), "utf8");
const supergraph = schemaFile("supergraph.graphql");
const katto = "Asiakas.palvelujenMaksukatto";

function sourcesOf(chosen: readonly string[], field: string): unknown {
  const supergraphSdl = chooseSources(supergraph, chosen);
  return loadCatalogue({ supergraphSdl, tiedotSdl: schemaFile("tiedot.graphql") }).kentta("Asiakas", field)?.lahde;
}

describe("chooseSources", () => {
  it("leaves a field that has two sources to the one that is not the alternative", () => {
    expect(sourcesOf([], "palvelujenMaksukatto")).toEqual(["crm"]);
  });

  it("gives it to the alternative when the deployment has chosen so, and changes no other field", () => {
    expect(sourcesOf([katto], "palvelujenMaksukatto")).toEqual(["kela"]);
    expect(sourcesOf([katto], "asiakasmaksut")).toEqual(["crm"]);
    expect(sourcesOf([katto], "laakekatto")).toEqual(["kela"]);
    const withoutKatto = (sdl: string): string => sdl.replace(/ {2}palvelujenMaksukatto\([^@]*@join__field\S* \S+/, "");
    expect(withoutKatto(chooseSources(supergraph, [katto]))).toBe(withoutKatto(chooseSources(supergraph, [])));
  });

  it.each(["Asiakas.laakekatto", "Asiakas.olematon", "Maksukatto.palvelujenMaksukatto"])(
    "refuses %s, which has no alternative",
    (field) => {
      expect(() => chooseSources(supergraph, [field])).toThrow(`${field} has no alternative source`);
    },
  );
});
