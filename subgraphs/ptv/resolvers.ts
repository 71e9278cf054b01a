import { codeOf } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import { koodiResolvers, toNimi, toSubgraphError, unwrap } from "../../gateway/subgraph/index.ts";
import type { Kieli, Nimet, SubgraphContext, SubgraphResolvers } from "../../gateway/subgraph/index.ts";
import type { Kohde, PtvClient } from "./client.ts";
import { findListed } from "./find-listed.ts";
import type { Connection, Haku, Listed } from "./find-listed.ts";
import { compareNamed, toKatu, toUrlit } from "./map.ts";
import type { Kanava, Kayntiosoite, Palvelu, Tarjoaja } from "./map.ts";

const lahde = "ptv";

interface Rajaus {
  readonly alue?: string | null;
  readonly kunta?: string | null;
}

/** A service and where it was found, by which its channels are. */
interface Loydetty extends Palvelu {
  readonly kohde: Kohde;
}

interface InLanguage {
  readonly kieli: Kieli;
}

/** Resolvers over one client. Everything comes from its caches, which are loaded by region or municipality. */
export function createResolvers(client: PtvClient): SubgraphResolvers {
  return {
    ...koodiResolvers,
    Query: {
      async palvelut(_: unknown, given: Haku & Rajaus, { scope }: SubgraphContext): Promise<Connection<Loydetty>> {
        const rows = await gather(toKohteet(given, client.alueet), async (kohde) => {
          const found = await client.fetchPalvelut(kohde, scope);
          return found.ok ? { ...found, value: found.value.map((each) => ({ ...each, kohde })) } : found;
        });
        return findListed(rows, given, ({ nimet, palveluluokat }) => [
          ...textsOf(nimet),
          ...palveluluokat.flatMap((luokka) => textsOf(luokka.nimet)),
        ]);
      },
      async palveluntarjoajat(
        _: unknown,
        given: Haku & Rajaus,
        { scope }: SubgraphContext,
      ): Promise<Connection<Tarjoaja>> {
        const rows = await gather(toKohteet(given, client.alueet), (kohde) => client.fetchTarjoajat(kohde, scope));
        return findListed(rows, given, ({ nimet }) => textsOf(nimet));
      },
    },
    Palvelu: {
      nimi: named,
      kuvaus: ({ kuvaukset }: Palvelu, { kieli }: InLanguage) => toNimi(kuvaukset, kieli),
      async kanavat(
        { kohde, kanavatunnukset }: Loydetty,
        _: unknown,
        { scope }: SubgraphContext,
      ): Promise<readonly Kanava[]> {
        if (kanavatunnukset.length === 0) return [];
        const kanavat = unwrap(await client.fetchKanavat(kohde, scope), lahde);
        return kanavatunnukset.flatMap((id) => kanavat.get(id) ?? []);
      },
    },
    Palveluntarjoaja: {
      nimi: named,
      kuvaus: ({ kuvaukset }: Tarjoaja, { kieli }: InLanguage) => toNimi(kuvaukset, kieli),
      verkkosivut: ({ sivut }: Tarjoaja, { kieli }: InLanguage) => toUrlit(sivut, kieli),
    },
    Asiointikanava: {
      nimi: named,
      verkkosivut: ({ sivut }: Kanava, { kieli }: InLanguage) => toUrlit(sivut, kieli),
    },
    Kayntiosoite: {
      katu: (osoite: Kayntiosoite, { kieli }: InLanguage) => toKatu(osoite, kieli),
      postitoimipaikka: ({ postitoimipaikat }: Kayntiosoite, { kieli }: InLanguage) => toNimi(postitoimipaikat, kieli),
    },
  };
}

/** What has no name is not listed: see `map.ts`. */
function named({ nimet }: { readonly nimet: Nimet }, { kieli }: InLanguage): string | null {
  return toNimi(nimet, kieli);
}

function textsOf(nimet: Nimet | undefined): readonly (string | undefined)[] {
  return [nimet?.fi, nimet?.sv, nimet?.en];
}

/** The region or municipality asked for; every region when neither is. @throws BAD_USER_INPUT for what is none. */
function toKohteet({ alue, kunta }: Rajaus, alueet: readonly string[]): readonly Kohde[] {
  if (typeof alue === "string" && typeof kunta === "string")
    throw toSubgraphError("BAD_USER_INPUT", { syy: reasons.both });
  if (typeof kunta === "string") {
    if (!/^\d{3}$/.test(kunta)) throw toSubgraphError("BAD_USER_INPUT", { syy: reasons.kunta });
    return [{ kunta }];
  }
  if (typeof alue !== "string") return alueet.map((each) => ({ alue: each }));
  if (!alueet.includes(alue)) throw toSubgraphError("BAD_USER_INPUT", { syy: reasons.alue });
  return [{ alue }];
}

/**
 * Entries of each place together, each once, by name. A place that PTV does not know has none. @throws the error of a
 * place that failed: all are of one source, and a list that lacks a region without telling would mislead.
 */
async function gather<Row extends Listed>(
  kohteet: readonly Kohde[],
  fetch: (kohde: Kohde) => Promise<SourceResult<readonly Row[]>>,
): Promise<readonly Row[]> {
  const answers = await Promise.all(kohteet.map(fetch));
  const byId = new Map<string, Row>();
  for (const answer of answers) {
    if (answer.ok) for (const row of answer.value) byId.set(row.id, row);
    else if (answer.failure.kind !== "not-found") throw toSubgraphError(codeOf(answer.failure), { lahde });
  }
  return [...byId.values()].sort(compareNamed);
}

const reasons = {
  both: { fi: "anna joko alue tai kunta", sv: "ange antingen alue eller kunta", en: "give either alue or kunta" },
  kunta: { fi: "kunta on kolme numeroa", sv: "kunta är tre siffror", en: "kunta is three digits" },
  alue: {
    fi: "alue on hyvinvointialueen koodi, kaksi numeroa",
    sv: "alue är ett välfärdsområdes kod, två siffror",
    en: "alue is the code of a wellbeing services county, two digits",
  },
} as const;
