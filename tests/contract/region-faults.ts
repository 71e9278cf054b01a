import type { Fault } from "../../mocks/http/index.ts";

/**
 * The faults that a mock register over PostgreSQL can show whatever is asked of it, and the code that the graph gives for
 * each. `vaaraHenkilo` is not among them: it hits only what is asked by a person's code.
 */
export const everyRegionFault: readonly (readonly [fault: Fault, code: string])[] = [
  [{ laji: "hidas", viiveMs: 5000 }, "SOURCE_TIMEOUT"],
  [{ laji: "jumissa" }, "SOURCE_TIMEOUT"],
  [{ laji: "http500" }, "SOURCE_UNAVAILABLE"],
  [{ laji: "katkaisu" }, "SOURCE_UNAVAILABLE"],
  [{ laji: "katkaistu" }, "SOURCE_UNAVAILABLE"],
  [{ laji: "roska" }, "SOURCE_INVALID_RESPONSE"],
  [{ laji: "virhekoodi", koodi: "42501" }, "SOURCE_DENIED"],
  [{ laji: "virhekoodi", koodi: "42P01" }, "SOURCE_DENIED"],
  [{ laji: "virhekoodi", koodi: "28P01" }, "SOURCE_DENIED"],
  [{ laji: "virhekoodi", koodi: "57P03" }, "SOURCE_UNAVAILABLE"],
  [{ laji: "virhekoodi", koodi: "57P01" }, "SOURCE_UNAVAILABLE"],
  [{ laji: "virhekoodi", koodi: "40001" }, "SOURCE_UNAVAILABLE"],
  [{ laji: "virhekoodi", koodi: "57014" }, "SOURCE_TIMEOUT"],
  [{ laji: "virhekoodi", koodi: "22P02" }, "SOURCE_INVALID_RESPONSE"],
];

/** A fault in a test's name. */
export const toFaultName = ({ laji, koodi }: Fault): string => [laji, koodi].join(" ").trim();
