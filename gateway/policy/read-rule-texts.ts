import { readdirSync, readFileSync } from "node:fs";
import type { RuleTexts } from "./load-rules.ts";

/** Reads the rules of a folder: `*.cedar`, in the order of their names, and `saannot.cedarschema`. @throws when one can't be read. */
export function readRuleTexts(folder: URL): RuleTexts {
  const names = readdirSync(folder).filter((name) => name.endsWith(".cedar"));
  return {
    files: names.toSorted().map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") })),
    schema: readFileSync(new URL("saannot.cedarschema", folder), "utf8"),
  };
}
