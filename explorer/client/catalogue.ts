import { isObject, listOf, numberOf, objectOf, textOf, textsOf } from "../json.ts";
import type { Language } from "../texts/index.ts";
import { runOperation } from "./graph.ts";

/** A name in each language of the page. */
export type Names = Readonly<Record<Language, string>>;

/** A data item, as `tietokatalogi` tells it. */
export interface CatalogueItem {
  readonly id: number;
  readonly names: Names;
  readonly ryhma: string;
  readonly taso: string | undefined;
  readonly p: string;
  readonly rekisteri: string;
  readonly oikeusperusta: string;
  readonly paatos: string;
  readonly avoinna: string | undefined;
  readonly valinta: string;
  readonly paasy: readonly string[];
  readonly suostumuksella: readonly string[];
  readonly kentat: readonly CatalogueField[];
}

/** A field that carries an item. */
export interface CatalogueField {
  readonly kentta: string;
  readonly lahteet: readonly string[];
  readonly paljastaaPaikan: string | undefined;
}

/** A source and its state now. */
export interface CatalogueSource {
  readonly nimi: string;
  readonly otsikko: string;
  readonly protokolla: string;
  readonly peruste: string;
  readonly tiedot: readonly number[];
  readonly nodes: number;
  /** Nodes that take connections and calls. */
  readonly nodesUp: number;
}

/** An organiser of services. */
export interface Organiser {
  readonly koodi: string;
  readonly names: Names;
  readonly laji: string;
  readonly municipalities: number;
  readonly solmut: readonly string[];
}

/** What anyone may ask of the graph itself. */
export interface Catalogue {
  readonly items: readonly CatalogueItem[];
  readonly sources: readonly CatalogueSource[];
  readonly organisers: readonly Organiser[];
}

/** The catalogue, or the service's sentence on why there is none (undefined when it was not reached). */
export type CatalogueResult =
  | { readonly ok: true; readonly catalogue: Catalogue }
  | { readonly ok: false; readonly message: string | undefined };

const query = `query Tietokatalogi {
  tietokatalogi {
    id fi: nimi sv: nimi(kieli: SV) en: nimi(kieli: EN)
    ryhma taso p rekisteri oikeusperusta paatos avoinna valinta paasy suostumuksella
    kentat { kentta lahteet paljastaaPaikan }
  }
  lahteet { nimi otsikko protokolla peruste tiedot { id } solmut { tavoitettavissa kutsuttavissa } }
  alueet { koodi fi: nimi sv: nimi(kieli: SV) en: nimi(kieli: EN) laji kunnat { koodi } solmut }
}`;

/** Asks the catalogue, the sources and the regions in one query. Never throws. */
export async function fetchCatalogue(headers: Readonly<Record<string, string>>): Promise<CatalogueResult> {
  const operation = { query, variables: {} };
  const outcome = await runOperation(operation, { headers, signal: new AbortController().signal });
  if (outcome.kind !== "answer") return { ok: false, message: undefined };
  const { tietokatalogi, lahteet, alueet } = objectOf(outcome.answer.data);
  if (!Array.isArray(tietokatalogi)) return { ok: false, message: outcome.answer.errors[0]?.message };
  const rowsOf = (value: unknown): readonly Row[] => listOf(value).filter(isObject);
  return {
    ok: true,
    catalogue: {
      items: rowsOf(tietokatalogi).map(toItem),
      sources: rowsOf(lahteet).map(toSource),
      organisers: rowsOf(alueet).map(toOrganiser),
    },
  };
}

type Row = Readonly<Record<string, unknown>>;

const textAt = (row: Row, key: string): string => textOf(row[key]) ?? "";
const namesOf = (row: Row): Names => ({ fi: textAt(row, "fi"), sv: textAt(row, "sv"), en: textAt(row, "en") });

function toItem(row: Row): CatalogueItem {
  return {
    id: numberOf(row["id"]) ?? 0,
    names: namesOf(row),
    ryhma: textAt(row, "ryhma"),
    taso: textOf(row["taso"]),
    p: textAt(row, "p"),
    rekisteri: textAt(row, "rekisteri"),
    oikeusperusta: textAt(row, "oikeusperusta"),
    paatos: textAt(row, "paatos"),
    avoinna: textOf(row["avoinna"]),
    valinta: textAt(row, "valinta"),
    paasy: textsOf(row["paasy"]),
    suostumuksella: textsOf(row["suostumuksella"]),
    kentat: listOf(row["kentat"])
      .filter(isObject)
      .map((each) => ({
        kentta: textAt(each, "kentta"),
        lahteet: textsOf(each["lahteet"]),
        paljastaaPaikan: textOf(each["paljastaaPaikan"]),
      })),
  };
}

function toSource(row: Row): CatalogueSource {
  const nodes = listOf(row["solmut"]).map(objectOf);
  return {
    nimi: textAt(row, "nimi"),
    otsikko: textAt(row, "otsikko"),
    protokolla: textAt(row, "protokolla"),
    peruste: textAt(row, "peruste"),
    tiedot: listOf(row["tiedot"]).flatMap((each) => numberOf(objectOf(each)["id"]) ?? []),
    nodes: nodes.length,
    nodesUp: nodes.filter((node) => node["tavoitettavissa"] === true && node["kutsuttavissa"] === true).length,
  };
}

function toOrganiser(row: Row): Organiser {
  return {
    koodi: textAt(row, "koodi"),
    names: namesOf(row),
    laji: textAt(row, "laji"),
    municipalities: listOf(row["kunnat"]).length,
    solmut: textsOf(row["solmut"]),
  };
}
