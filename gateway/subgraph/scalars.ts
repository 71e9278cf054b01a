import { GraphQLError, GraphQLScalarType, Kind } from "graphql";

const paiva = /^(\d{4})-(\d{2})-(\d{2})$/;
const aika = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** True for a date of the calendar as `YYYY-MM-DD`, from the year 100; 30 February is none. */
export function isPaiva(text: string): boolean {
  const [, year, month, day] = paiva.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return (
    date.getUTCFullYear() === Number(year) &&
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day)
  );
}

/** True for a point in time as RFC 3339 with seconds and `Z` or an offset; no leap second. */
export function isAika(text: string): boolean {
  const day = aika.exec(text)?.[1];
  return day !== undefined && isPaiva(day);
}

/** The scalar `Paiva`, strict both ways: what is no date is neither taken nor given. */
export const paivaScalar: GraphQLScalarType<string, string> = createTextScalar(
  "Paiva",
  isPaiva,
  "Paiva on päivä muodossa VVVV-KK-PP",
);

/** The scalar `Aika`, strict both ways: what is no point in time is neither taken nor given. */
export const aikaScalar: GraphQLScalarType<string, string> = createTextScalar(
  "Aika",
  isAika,
  "Aika on ajanhetki muodossa RFC 3339, sekunnit ja aikavyöhyke mukana",
);

function createTextScalar(
  name: string,
  isValid: (text: string) => boolean,
  refusal: string,
): GraphQLScalarType<string, string> {
  // The value is left out of the message: it may be personal.
  const check = (value: unknown): string => {
    if (typeof value === "string" && isValid(value)) return value;
    throw new GraphQLError(refusal);
  };
  return new GraphQLScalarType({
    name,
    serialize: check,
    parseValue: check,
    parseLiteral: (node) => check(node.kind === Kind.STRING ? node.value : undefined),
  });
}
