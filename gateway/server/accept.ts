/** The standard's own first. */
const mediaTypes = ["application/graphql-response+json", "application/json"] as const;

/** Media type of an answer. */
export type MediaType = (typeof mediaTypes)[number];

/**
 * The media type that an answer takes by the Accept header (RFC 9110 12.5.1): the one of GraphQL over
 * HTTP where the client names it, plain JSON where JSON is taken at all, undefined where it is not.
 */
export function chooseMediaType(header: string | undefined): MediaType | undefined {
  if (header === undefined || header.trim() === "") return "application/json";
  const ranges = header.split(",").map(toRange);
  const [standard, plain] = mediaTypes;
  const named = ranges.find(({ range }) => range === standard)?.weight ?? 0;
  const json = weightOf(plain, ranges);
  if (named > 0 && named >= json) return standard;
  if (json > 0) return plain;
  return named > 0 ? standard : undefined;
}

/**
 * Does a client take an answer in parts, in the form that `write-parts` has, beside one of JSON. One that names another form, by a parameter of
 * its own, gets the answer whole.
 */
export function takesParts(header = ""): boolean {
  return header.split(",").some((part) => {
    const [range = "", ...parameters] = part.split(";").map((each) => each.trim().toLowerCase());
    return range === "multipart/mixed" && parameters.every((each) => partParameters.test(each));
  });
}

/** Does a client want events, and nothing rather than those. */
export function asksForEvents(header = ""): boolean {
  return toRange(header).range === "text/event-stream";
}

const partParameters = /^(q=(1|0\.\d*[1-9])\d*(\.0*)?|deferspec="?20220824"?|boundary=.*)$/;

interface Range {
  readonly range: string;
  readonly weight: number;
}

function toRange(part: string): Range {
  const [range = "", ...parameters] = part.trim().toLowerCase().split(";");
  const quality = parameters.map((each) => each.trim()).find((each) => each.startsWith("q="));
  return { range: range.trim(), weight: quality === undefined ? 1 : Number(quality.slice(2)) || 0 };
}

/** The most exact range that fits counts. */
function weightOf(type: MediaType, ranges: readonly Range[]): number {
  for (const range of [type, "application/*", "*/*"]) {
    const found = ranges.find((each) => each.range === range);
    if (found !== undefined) return found.weight;
  }
  return 0;
}
