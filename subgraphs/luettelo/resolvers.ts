import type { Tieto } from "../../gateway/catalogue/index.ts";
import type { SourceState } from "../../gateway/source/index.ts";
import { alueet, aikaScalar, toNimi } from "../../gateway/subgraph/index.ts";
import type {
  Alueluokka,
  Kieli,
  LahteenKuvaus,
  SubgraphContext,
  SubgraphResolvers,
} from "../../gateway/subgraph/index.ts";
import type { Palvelut } from "./services.ts";

interface Kielivalinta {
  readonly kieli: Kieli;
}

/** Narrows the catalogue. */
interface Rajaus {
  readonly ryhma?: string | null;
  readonly taso?: string | null;
}

/** Resolvers over what the gateway lends. The nodes' state is asked once for a request, and only where it is selected. */
export function createResolvers({ catalogue, lahteet, solmut }: Palvelut): SubgraphResolvers {
  const statesOf = (context: SubgraphContext): Promise<readonly SourceState[]> => context.once(solmut);
  const tiedotOf = (lahde: string): readonly Tieto[] =>
    catalogue.tiedot.filter(({ id }) =>
      catalogue.fieldsOf(id).some((kentta) => !kentta.isHidden && kentta.lahde.includes(lahde)),
    );
  return {
    Aika: aikaScalar,
    Query: {
      tietokatalogi: (_: unknown, { ryhma, taso }: Rajaus, context: SubgraphContext) => {
        answered(context);
        return catalogue.tiedot.filter(
          (tieto) => (ryhma ?? tieto.ryhma) === tieto.ryhma && (taso ?? tieto.taso) === tieto.taso,
        );
      },
      lahteet: (_: unknown, _arguments: unknown, context: SubgraphContext) => {
        answered(context);
        return lahteet();
      },
      alueet: (_: unknown, _arguments: unknown, context: SubgraphContext) => {
        answered(context);
        return alueet.kaikki;
      },
    },
    Tieto: {
      nimi: ({ nimi, nimiSv, nimiEn }: Tieto, { kieli }: Kielivalinta) =>
        toNimi({ fi: nimi, sv: nimiSv, en: nimiEn }, kieli),
      suostumuksella: ({ suostumuksella = [] }: Tieto) => suostumuksella,
      kentat: ({ id }: Tieto) =>
        catalogue
          .fieldsOf(id)
          .filter(({ isHidden }) => !isHidden)
          .map(({ coordinate, lahde, paljastaaPaikan = null }) => ({
            kentta: coordinate,
            lahteet: lahde,
            paljastaaPaikan,
          })),
    },
    Lahde: {
      tiedot: ({ nimi }: LahteenKuvaus) => tiedotOf(nimi),
      solmut: async ({ nimi }: LahteenKuvaus, _: unknown, context: SubgraphContext) =>
        (await statesOf(context)).filter(({ lahde }) => lahde === nimi),
    },
    LahteenSolmu: {
      alue: ({ solmu }: SourceState) => solmu,
      kutsuttavissa: ({ katkaisin }: SourceState) => katkaisin !== "AUKI",
      viimeksi: ({ viimeksi }: SourceState) => viimeksi?.tila ?? null,
      viimeksiAika: ({ viimeksi }: SourceState) => viimeksi?.aika ?? null,
    },
    ...createJarjestajaResolvers(statesOf),
  };
}

function createJarjestajaResolvers(
  statesOf: (context: SubgraphContext) => Promise<readonly SourceState[]>,
): SubgraphResolvers {
  return {
    Jarjestaja: {
      nimi: ({ nimet }: Alueluokka, { kieli }: Kielivalinta) => toNimi(nimet, kieli),
      kunnat: ({ kunnat }: Alueluokka) => kunnat.map((koodi) => ({ koodi })),
      solmut: async ({ koodi }: Alueluokka, _: unknown, context: SubgraphContext) =>
        (await statesOf(context)).filter(({ solmu }) => solmu === koodi).map(({ lahde }) => lahde),
    },
    JarjestajanKunta: {
      nimi: ({ koodi }: { readonly koodi: string }, { kieli }: Kielivalinta) =>
        toNimi(alueet.kunnanNimet(koodi), kieli),
    },
  };
}

/** A row in `extensions.lahteet` with no call behind it: all of it is the gateway's own. */
function answered(context: SubgraphContext): void {
  context.scope.recorder.begin("luettelo", null, 0)("OK");
}
