import { Kind } from "graphql";
import { problemAt } from "./rule.ts";
import type { Rule } from "./rule.ts";

/**
 * `Asiakas` implements no interface and is in no union: by one, its fields would be reached under a
 * coordinate that no item marks (the way round field rules that GHSA-m8jr-fxqx-8xx6 describes).
 */
export const asiakasAsItself: Rule = (document) =>
  document.definitions.flatMap((definition) => {
    const { kind } = definition;
    if (kind === Kind.UNION_TYPE_DEFINITION || kind === Kind.UNION_TYPE_EXTENSION) {
      return (definition.types ?? [])
        .filter((type) => type.name.value === "Asiakas")
        .map((type) => problemAt(type, `Asiakas is a member of ${definition.name.value}`, next));
    }
    if (kind !== Kind.OBJECT_TYPE_DEFINITION && kind !== Kind.OBJECT_TYPE_EXTENSION) return [];
    if (definition.name.value !== "Asiakas") return [];
    return (definition.interfaces ?? []).map((type) => problemAt(type, `Asiakas implements ${type.name.value}`, next));
  });

const next = "return Asiakas as itself, so that the marks of its fields hold";
