import { aikaScalar, checkFirst, createCursors, toSubgraphError } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, Cursors, SubgraphContext, SubgraphResolvers } from "../../gateway/subgraph/index.ts";
import { startHatakaytto } from "./hatakaytto.ts";
import { createKatseluResolvers, createNimi, toConnection } from "./katselut.ts";
import type { Connection } from "./katselut.ts";
import { readNakyvyys, toNeuvo } from "./nakyvyys.ts";
import type { NakyvyysArguments } from "./nakyvyys.ts";
import type { Palvelut } from "./services.ts";

interface Page {
  readonly first: number;
  readonly after?: string | null;
}

/** Resolvers over the gateway's own services. Who may ask is the gate's matter. */
export function createResolvers(palvelut: Palvelut): SubgraphResolvers {
  const { loki, catalogue, now } = palvelut;
  return {
    Aika: aikaScalar,
    ...createKatseluResolvers(catalogue),
    Nakyvyys: { nimi: createNimi(catalogue) },
    KentanNakyvyys: { neuvo: toNeuvo },
    Query: {
      nakyvyys: (_: unknown, given: NakyvyysArguments, context: SubgraphContext) => {
        answered(context);
        return readNakyvyys(given, context, palvelut);
      },
      async hatakaytot(_: unknown, page: Page, context: SubgraphContext): Promise<Connection> {
        answered(context);
        const { actor } = context;
        if (actor.kind !== "tietosuojavastaava") throw toSubgraphError("FORBIDDEN", {});
        const cursors = createCursors(context, ["hatakaytot"]);
        return toConnection(await loki.readHatakaytot(actor.organisaatio, toPage(page, cursors)), cursors);
      },
    },
    Mutation: {
      aloitaHatakaytto: (_: unknown, given: { asiakas: string; syy: string }, context: SubgraphContext) => {
        answered(context);
        return startHatakaytto(given, context, palvelut);
      },
    },
    Asiakas: {
      async katselut(
        { id }: AsiakasKey,
        { alkaen, ...page }: Page & { readonly alkaen?: string | null },
        context: SubgraphContext,
      ): Promise<Connection & { readonly taydellinen: boolean }> {
        answered(context);
        const oldest = toOldest(now());
        if (typeof alkaen === "string" && Date.parse(alkaen) < Date.parse(oldest)) {
          throw toSubgraphError("BAD_USER_INPUT", { syy: tooOld });
        }
        const cursors = createCursors(context, ["katselut", id]);
        const { scope, actor, pyynto } = context;
        const former = await palvelut.findFormerIds(id, { ...scope, actor, pyynto });
        const found = await loki.readKatselut([id, ...(former ?? [])], {
          ...toPage(page, cursors),
          alkaen: alkaen ?? oldest,
        });
        return { ...toConnection(found, cursors), taydellinen: former !== undefined };
      },
    },
  };
}

const tooOld = {
  fi: "katselut annetaan kahden vuoden ajalta; vanhempia pyydetään alueelta perustellusta syystä",
  sv: "uppgifter om vem som har sett ges för två år; äldre begärs av området med en motivering",
  en: "looks are told for two years back; older ones are asked from the region, with a reason",
};

/** Two years back, the time for which no reason need be given (703/2023 11 §). */
function toOldest(now: Date): string {
  const oldest = new Date(now);
  oldest.setUTCFullYear(oldest.getUTCFullYear() - 2);
  return oldest.toISOString();
}

function toPage({ first, after }: Page, cursors: Cursors): { readonly first: number; readonly after?: string } {
  return { first: checkFirst(first), ...(typeof after === "string" ? { after: cursors.open(after) } : {}) };
}

/** A row in `extensions.lahteet` with no call behind it: the gateway is its own source. */
function answered(context: SubgraphContext): void {
  context.scope.recorder.begin("kayttoloki", null, 0)("OK");
}
