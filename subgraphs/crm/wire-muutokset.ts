import { z } from "zod";
import type { SourceResult, SqlRow } from "../../gateway/source/index.ts";
import { parsePersonRows } from "../../gateway/subgraph/index.ts";
import type { ByPerson, Tunnus } from "../../gateway/subgraph/index.ts";
import { alue } from "./rows.ts";

const tunteminen = z.strictObject({ tuntee: z.literal("true"), kotialue: alue.nullable() });

/** That a region knows a person, and which region it says is the home. */
export type TunteminenWire = z.infer<typeof tunteminen>;

/** Reads whether a region knows each person: without a row it does not. */
export function parseTuntemiset(
  rows: readonly SqlRow[],
  asked: readonly Tunnus[],
): SourceResult<ByPerson<TunteminenWire>> {
  return parsePersonRows(rows, asked, tunteminen);
}

/** What a region says of a change: made now, made before by the same key, or the key was used for something else. */
export const muutosWire = z.strictObject({ tulos: z.enum(["tehty", "oli_jo_tehty", "eri_arvot"]) });
