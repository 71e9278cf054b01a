import type { LokiRivi, LokiSivu } from "../../gateway/audit/index.ts";
import type { Catalogue } from "../../gateway/catalogue/index.ts";
import { toNimi } from "../../gateway/subgraph/index.ts";
import type { Cursors, Kieli } from "../../gateway/subgraph/index.ts";

/** A page as the graph tells it: each row under `node`, mapped when it is asked. */
export interface Connection {
  readonly edges: readonly { readonly cursor: string; readonly node: LokiRivi }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** A page of the log as a connection. */
export function toConnection({ rivit, jatkuu }: LokiSivu, cursors: Cursors): Connection {
  const edges = rivit.map((rivi) => ({ cursor: cursors.seal(rivi.kohta), node: rivi }));
  return { edges, pageInfo: { hasNextPage: jatkuu, endCursor: edges.at(-1)?.cursor ?? null } };
}

const roolit: Readonly<Record<string, string>> = {
  H: "terveydenhuolto",
  L: "sosiaalihuolto",
  O: "palveluohjaus",
  R: "laskutus",
  J: "jarjestaja",
};

/** One entry of the log as a customer reads it. */
export function createKatseluResolvers(catalogue: Catalogue) {
  return {
    Katselu: {
      oma: ({ suhde }: LokiRivi) => suhde === "OMA",
      rooli: ({ toimija: { kirjain, laji } }: LokiRivi) =>
        kirjain === undefined ? laji : (roolit[kirjain] ?? kirjain),
      organisaatio: ({ toimija }: LokiRivi) => toimija.organisaationNimi ?? null,
      yksikko: ({ toimija }: LokiRivi) => toimija.yksikko ?? null,
      ammattilainen: ({ toimija }: LokiRivi) => toimija.nimi ?? null,
      suhde: ({ suhde }: LokiRivi) => suhde ?? "EI",
      peruste: ({ peruste, hatakaytto }: LokiRivi) => peruste?.selite ?? hatakaytto?.syy ?? null,
      hatakaytto: ({ laji, suhde }: LokiRivi) => laji === "HATAKAYTTO" || suhde === "HATAKAYTTO",
      muutos: ({ laji }: LokiRivi) => laji === "MUUTOS",
      tiedot: ({ tiedot }: LokiRivi) => tiedot.map((tieto) => ({ tieto })),
    },
    KatseltuTieto: { nimi: createNimi(catalogue) },
    HatakayttoMerkinta: {
      alkoi: ({ aika }: LokiRivi) => aika,
      paattyy: ({ aika, hatakaytto }: LokiRivi) => hatakaytto?.paattyy ?? aika,
      ammattilainen: ({ toimija }: LokiRivi) => toimija.tunnus,
      asiakas: ({ asiakas }: LokiRivi) => asiakas ?? "",
      yksikko: ({ toimija }: LokiRivi) => toimija.yksikko ?? null,
      syy: ({ hatakaytto }: LokiRivi) => hatakaytto?.syy ?? "",
    },
  };
}

/** The name of an item in a language; the number where the catalogue no longer has it. */
export function createNimi(catalogue: Catalogue) {
  return ({ tieto }: { readonly tieto: number }, { kieli }: { readonly kieli: Kieli }): string => {
    const item = catalogue.tieto(tieto);
    const nimet = item === undefined ? undefined : { fi: item.nimi, sv: item.nimiSv, en: item.nimiEn };
    return toNimi(nimet, kieli) ?? String(tieto);
  };
}
