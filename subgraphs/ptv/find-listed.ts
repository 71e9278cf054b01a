import { toSubgraphError } from "../../gateway/subgraph/index.ts";
import type { Nimet } from "../../gateway/subgraph/index.ts";

/** What a list in the catalogue holds. */
export interface Listed {
  readonly id: string;
  readonly nimet: Nimet;
}

/** How a list is searched and paged. */
export interface Haku {
  readonly haku?: string | null;
  readonly first: number;
  readonly after?: string | null;
}

/** A page as the graph tells it. */
export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly yhteensa: number;
}

const maxPage = 100;
const shortest = 2;
const longest = 100;

/**
 * The page of a list, in its order, that a search asks for. `wordsOf` gives what is searched. A cursor holds only the
 * id of an entry, unsealed: the list is public, and the same for everyone.
 * @throws BAD_USER_INPUT for a page outside 1-100, a search too short or long, or a cursor that is not in the list.
 */
export function findListed<Node extends Listed>(
  rows: readonly Node[],
  { haku, first, after }: Haku,
  wordsOf: (node: Node) => readonly (string | undefined)[],
): Connection<Node> {
  if (first < 1 || first > maxPage) throw toSubgraphError("BAD_USER_INPUT", { syy: reasons.page });
  const word = haku?.trim().toLowerCase();
  if (word !== undefined && (word.length < shortest || word.length > longest)) {
    throw toSubgraphError("BAD_USER_INPUT", { syy: reasons.haku });
  }
  const fits = (node: Node): boolean =>
    word === undefined || wordsOf(node).some((each) => each?.toLowerCase().includes(word) === true);
  const found = rows.filter(fits);
  const begin = typeof after === "string" ? placeAfter(found, after) : 0;
  const page = found.slice(begin, begin + first);
  const edges = page.map((node) => ({ cursor: toCursor(node.id), node }));
  return {
    edges,
    pageInfo: { hasNextPage: begin + page.length < found.length, endCursor: edges.at(-1)?.cursor ?? null },
    yhteensa: found.length,
  };
}

function toCursor(id: string): string {
  return Buffer.from(id).toString("base64url");
}

function placeAfter(rows: readonly Listed[], after: string): number {
  const at = rows.findIndex(({ id }) => toCursor(id) === after);
  if (at < 0) throw toSubgraphError("BAD_USER_INPUT", { syy: reasons.after });
  return at + 1;
}

const reasons = {
  page: { fi: `first on 1-${maxPage}`, sv: `first är 1-${maxPage}`, en: `first is 1-${maxPage}` },
  haku: {
    fi: `haku on ${shortest}-${longest} merkkiä`,
    sv: `haku är ${shortest}-${longest} tecken`,
    en: `haku is ${shortest}-${longest} characters`,
  },
  after: {
    fi: "after ei ole tämän listan kohta, tai lista on muuttunut: aloita alusta",
    sv: "after är inte en plats i den här listan, eller så har listan ändrats: börja om",
    en: "after is no place of this list, or the list has changed: begin again",
  },
} as const;
