import { isObject, listOf, numberOf, objectOf, textOf } from "../json.ts";
import type { Operation } from "../operation.ts";
import { runOperation } from "./graph.ts";

/** Tables that the service declares. */
export const statisticsTables = ["asiakkaat", "setelit", "maksut"] as const;

/** One of them. */
export type StatisticsTable = (typeof statisticsTables)[number];

/** A count; undefined where it is suppressed. */
export type Count = number | undefined;

/** What is counted in a column: an age group, or a service and a voucher's state. */
export interface StatisticsClass {
  readonly ikaryhma: string | undefined;
  readonly palvelu: string | undefined;
  readonly tila: string | undefined;
}

/** Figures of one table. */
export interface Statistics {
  readonly kynnys: number;
  readonly pyoristys: number;
  readonly kysyttyja: number;
  readonly vastanneita: number;
  readonly puuttuvat: readonly { readonly alue: string; readonly syy: string }[];
  readonly luokat: readonly StatisticsClass[];
  readonly rivit: readonly { readonly alue: string; readonly counts: readonly Count[]; readonly total: Count }[];
  readonly totals: readonly Count[];
  readonly total: Count;
  /** Day of the figures, as the service tells it. */
  readonly tilanne: string;
}

/** The figures, or the service's sentences on why there are none (undefined when it was not reached). */
export type StatisticsResult =
  | { readonly ok: true; readonly statistics: Statistics }
  | { readonly ok: false; readonly message: string | undefined };

/** How a table is asked: as whom, and for what. */
export interface StatisticsRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly extensions: Operation["extensions"];
}

const toQuery = (table: StatisticsTable): string => `query Tilasto {
  tilastot {
    taulu: ${table} {
      kynnys pyoristys kysyttyja vastanneita
      puuttuvat { alue syy }
      rivit { alue tilanne solut { luokka { ikaryhma palvelu tila } maara peitto } summa }
      summat { maara }
      summa
    }
  }
}`;

/** Asks one table. Never throws. */
export async function fetchStatistics(
  table: StatisticsTable,
  { headers, extensions }: StatisticsRequest,
): Promise<StatisticsResult> {
  const operation = { query: toQuery(table), variables: {}, ...(extensions === undefined ? {} : { extensions }) };
  const outcome = await runOperation(operation, { headers, signal: new AbortController().signal });
  if (outcome.kind !== "answer") return { ok: false, message: undefined };
  const { data, errors } = outcome.answer;
  const taulu = objectOf(objectOf(data)["tilastot"])["taulu"];
  if (isObject(taulu)) return { ok: true, statistics: toStatistics(taulu) };
  const [error] = errors;
  return { ok: false, message: error === undefined ? undefined : `${error.message} ${error.neuvo ?? ""}`.trim() };
}

type Row = Readonly<Record<string, unknown>>;

const rowsOf = (value: unknown): readonly Row[] => listOf(value).filter(isObject);

function toStatistics(taulu: Row): Statistics {
  const rivit = rowsOf(taulu["rivit"]);
  const numberAt = (key: string): number => numberOf(taulu[key]) ?? 0;
  return {
    kynnys: numberAt("kynnys"),
    pyoristys: numberAt("pyoristys"),
    kysyttyja: numberAt("kysyttyja"),
    vastanneita: numberAt("vastanneita"),
    puuttuvat: rowsOf(taulu["puuttuvat"]).map(({ alue, syy }) => ({
      alue: textOf(alue) ?? "",
      syy: textOf(syy) ?? "",
    })),
    luokat: rowsOf(rivit[0]?.["solut"]).map(({ luokka }) => toClass(objectOf(luokka))),
    rivit: rivit.map(({ alue, solut, summa }) => ({
      alue: textOf(alue) ?? "",
      counts: rowsOf(solut).map(({ maara }) => numberOf(maara)),
      total: numberOf(summa),
    })),
    totals: rowsOf(taulu["summat"]).map(({ maara }) => numberOf(maara)),
    total: numberOf(taulu["summa"]),
    tilanne: textOf(rivit[0]?.["tilanne"]) ?? "",
  };
}

function toClass({ ikaryhma, palvelu, tila }: Row): StatisticsClass {
  return { ikaryhma: textOf(ikaryhma), palvelu: textOf(palvelu), tila: textOf(tila) };
}
