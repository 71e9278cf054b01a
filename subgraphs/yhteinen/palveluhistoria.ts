import type { GraphQLError } from "graphql";
import {
  checkFirst,
  chooseAlueet,
  createCursors,
  createRegionLoader,
  openTunnus,
  throwWhenAllFailed,
  toPersonKey,
  toRegionRows,
  toSubgraphError,
} from "../../gateway/subgraph/index.ts";
import type {
  AlueetArgument,
  AsiakasKey,
  RegionLoader,
  RegionRows,
  RegionValue,
  SubgraphContext,
  Tunnus,
} from "../../gateway/subgraph/index.ts";
import { lahde } from "./client.ts";
import type { YhteinenClient } from "./client.ts";
import { compareKohta, kohtaText, toAlkukohta, toValmiit } from "./historia-sivu.ts";
import type { Alkukohta, Haku, Kohta, Luettu } from "./historia-sivu.ts";
import { toPalvelujakso } from "./map.ts";
import type { Palvelujakso } from "./map.ts";
import type { HistoriaWire } from "./wire.ts";

/** Arguments of the field. */
export interface HistoriaArguments extends AlueetArgument {
  readonly first: number;
  readonly after?: string | null;
  readonly jakso?: { readonly alkaen?: string | null; readonly paattyen?: string | null } | null;
}

/** Value of the type `PalvelujaksoConnection`; an error stands for a region that did not answer. */
export interface PalvelujaksoConnection {
  readonly edges: readonly ({ readonly cursor: string; readonly node: Palvelujakso } | GraphQLError)[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

type Read = (key: AsiakasKey, given: HistoriaArguments, context: SubgraphContext) => Promise<PalvelujaksoConnection>;

/** Reads pages of service history; episodes are told apart by `valiPaivia` days without service. */
export function createReadHistoria(client: YhteinenClient, valiPaivia: number): Read {
  const createLoaders = (): Map<string, Loader> => new Map();
  return async (key, given, context) => {
    const first = checkFirst(given.first);
    const jakso = { alkaen: given.jakso?.alkaen ?? null, paattyen: given.jakso?.paattyen ?? null };
    const cursors = createCursors(context, ["palveluhistoria", key.id, JSON.stringify(jakso)]);
    const after = typeof given.after === "string" ? kohtaText.read(cursors.open(given.after)) : undefined;
    const question: Question = { client, context, after, first, haku: { valiPaivia, jakso } };
    const loaders = context.once(createLoaders);
    const name = JSON.stringify([first, given.after, jakso]);
    const loader = loaders.get(name) ?? createLoader(question);
    loaders.set(name, loader);
    const alueet = chooseAlueet(given, key, { context, hasNode: (alue) => client.alueet.includes(alue) });
    const regions = await loader.load({ tunnus: openTunnus(key, context), alueet });
    throwWhenAllFailed(regions);
    const found = regions
      .flatMap((region) => ("error" in region ? [] : region.rows))
      .toSorted((one, other) => compareKohta(one.kohta, other.kohta));
    const edges = found
      .slice(0, first)
      .map(({ kohta, node }) => ({ cursor: cursors.seal(kohtaText.write(kohta)), node }));
    const errors = regions.flatMap((region) => ("error" in region ? [region.error] : []));
    const pageInfo = { hasNextPage: found.length > first, endCursor: edges.at(-1)?.cursor ?? null };
    return { edges: [...edges, ...errors], pageInfo };
  };
}

interface Question {
  readonly client: YhteinenClient;
  readonly context: SubgraphContext;
  readonly after: Kohta | undefined;
  readonly first: number;
  readonly haku: Haku;
}

interface Kohdistettu {
  readonly kohta: Kohta;
  readonly node: Palvelujakso;
}

type Loader = RegionLoader<Kohdistettu>;

/** Events read at first of each person; where that was not enough, of that person alone. */
const firstRead = 200;
const furtherRead = 1000;
/** Events that one statement may bring, whoever they are of. */
const mostAtOnce = 8000;

/** One statement for each region and the persons it concerns; a person whose page needs more events is read on alone. */
function createLoader(question: Question): Loader {
  return createRegionLoader(
    (persons, alueetOf) => ask(question, persons, { maara: toMaara(persons.length), alueetOf }),
    (regions, person, asked) =>
      Promise.all(regions.map((region) => readOn(question, person, { region, maara: toMaara(asked) }))),
  );
}

function toMaara(asked: number): number {
  return Math.max(1, Math.min(firstRead, Math.floor(mostAtOnce / asked)));
}

interface Chunk {
  readonly maara: number;
  readonly alueetOf?: (person: Tunnus) => readonly string[] | undefined;
  /** The region to read on in, and where. */
  readonly jatko?: { readonly alue: string; readonly kohta: Alkukohta };
}

function ask({ client, context, after }: Question, persons: readonly Tunnus[], { maara, jatko, alueetOf }: Chunk) {
  const alueet = jatko === undefined ? client.alueet : [jatko.alue];
  const toArvot = (alue: string): readonly RegionValue[] => {
    const alku = toAlkukohta(after, alue);
    const { paattyi, tunnus } = jatko?.kohta ?? alku;
    return [alku.paattyi, alku.tunnus, paattyi, tunnus, maara];
  };
  const arvotAlueittain = Object.fromEntries(alueet.map((alue) => [alue, toArvot(alue)]));
  const whom = alueetOf === undefined ? {} : { alueetOf };
  return client.historiat(persons, context, { alueet, arvotAlueittain, ...whom });
}

/** Reads on until the page is full, or nothing is left. A region that fails on the way has failed. */
async function readOn(
  question: Question,
  person: Tunnus,
  { region, maara }: { readonly region: RegionRows<HistoriaWire>; readonly maara: number },
): Promise<RegionRows<Kohdistettu>> {
  if ("error" in region) return region;
  const { alue } = region;
  const [start] = region.rows;
  if (start === undefined) return { alue, rows: [] };
  let luettu: Luettu = { ...start, kaikki: start.tapahtumat.length < maara };
  for (;;) {
    const valmiit = toValmiit(luettu, question.haku);
    const last = luettu.tapahtumat.at(-1);
    if (luettu.kaikki || last === undefined || valmiit.length > question.first) {
      const { tanaan } = question.context;
      return { alue, rows: valmiit.map((jakso) => ({ ...toPalvelujakso(jakso, alue, tanaan) })) };
    }
    const chunk = { maara: furtherRead, jatko: { alue, kohta: last } };
    const [next] = toRegionRows(await ask(question, [person], chunk), toPersonKey(person));
    if (next === undefined) throw toSubgraphError("SOURCE_UNAVAILABLE", { lahde });
    if ("error" in next) return next;
    const more = next.rows[0]?.tapahtumat ?? [];
    luettu = { ...luettu, tapahtumat: [...luettu.tapahtumat, ...more], kaikki: more.length < furtherRead };
  }
}
