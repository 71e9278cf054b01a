import type { GraphQLError } from "graphql";
import type { ErrorCode } from "../../gateway/errors.ts";
import { codeOf, failed } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import { toSubgraphError } from "../../gateway/subgraph/index.ts";
import type { Osuus, SolmunVastaus } from "./client.ts";
import type { Rekisterilaji } from "./marks.ts";
import type { Solmu } from "./settings.ts";

/** The source in errors: never the controller, which would tell where the person is known. */
const lahde = "ptj";

/** What every row says of where it is from. */
export interface RivinAlku {
  /** Region; null of a controller that is none. */
  readonly alue: string | null;
  /** For the gate: region or name of the controller. */
  readonly rekisterinpitaja: string;
}

/** A row that may say itself to which branch's register it belongs. */
export interface MerkittyRivi {
  readonly rekisterilaji: Rekisterilaji | null;
}

/** Rows of one record of the person, and how many parts of it did not come. */
export interface Rivit<T> {
  readonly rows: readonly T[];
  readonly failures: readonly ReturnType<typeof failed>[];
}

/** One record of the person, and the node that holds it. */
export interface Kenelta extends Osuus {
  readonly base: string;
  readonly solmu: Solmu;
}

/**
 * Rows of all nodes in one list, in the order of the settings. What failed of a node is one error after what came of
 * it, and one stands for regions named that have no node (`puuttuu`). @throws the worst error when no node answered.
 */
export function mergeNodes<T extends MerkittyRivi>(
  answers: readonly SolmunVastaus[],
  toRows: (osuus: Kenelta) => Rivit<T>,
  { puuttuu }: { readonly puuttuu: boolean },
): readonly ((T & RivinAlku) | GraphQLError)[] {
  const nodes = answers.map(({ solmu, base, osuudet }) => {
    if (!osuudet.ok) return { rows: [], error: toError(osuudet), isAnswered: false };
    const parts = osuudet.value.map((osuus) => toRows({ ...osuus, base, solmu }));
    const alku = { alue: solmu.alue ?? null, rekisterinpitaja: solmu.rekisterinpitaja };
    const failures = parts.flatMap((part) => part.failures);
    const rows = parts.flatMap((part) =>
      part.rows.map((row) => ({ ...row, ...alku, rekisterilaji: row.rekisterilaji ?? solmu.rekisterilaji ?? null })),
    );
    const error = worst(failures.map(toError));
    return { rows, error, isAnswered: error === undefined || rows.length > 0 };
  });
  const missing = puuttuu ? [toError(failed("unavailable", "the region has no node"))] : [];
  const whole = worst([...nodes.flatMap(({ error }) => error ?? []), ...missing]);
  if (whole !== undefined && nodes.every(({ isAnswered }) => !isAnswered)) throw whole;
  return [...nodes.flatMap(({ rows, error }) => (error === undefined ? rows : [...rows, error])), ...missing];
}

/** A part that could be read gives its rows; a failed one its failure; one that may not be all, both. */
export function toRivit<T>(result: SourceResult<readonly T[]>, isPartial = false): Rivit<T> {
  if (!result.ok) return { rows: [], failures: [result] };
  return { rows: result.value, failures: isPartial ? [failed("unavailable", "the node told a part only")] : [] };
}

function toError({ failure }: ReturnType<typeof failed>): GraphQLError {
  return toSubgraphError(codeOf(failure), { lahde });
}

/** Worst first: what asking again will not mend, before what it may. */
const severity: readonly ErrorCode[] = [
  "SOURCE_INVALID_RESPONSE",
  "SOURCE_DENIED",
  "SOURCE_UNAVAILABLE",
  "SOURCE_TIMEOUT",
];

function worst(errors: readonly GraphQLError[]): GraphQLError | undefined {
  const rank = ({ extensions }: GraphQLError): number => severity.findIndex((code) => code === extensions["code"]);
  return errors.toSorted((one, other) => rank(one) - rank(other))[0];
}
