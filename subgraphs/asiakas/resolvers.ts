import { openHetu, openKey, parseHetu, toSubgraphError } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, SubgraphContext } from "../../gateway/subgraph/index.ts";

/** Entry points give a key and nothing more: what may be seen of the person is decided by the gate, field by field. */
export const resolvers = {
  Query: {
    mina(_: unknown, _arguments: unknown, context: SubgraphContext): AsiakasKey | null {
      answered(context);
      return context.actor.kind === "asiakas" ? { id: context.actor.asiakasId } : null;
    },
    asiakas(_: unknown, { id }: { readonly id: string }, context: SubgraphContext): AsiakasKey {
      answered(context);
      return openKey(id, context);
    },
    asiakasHetulla(_: unknown, { hetu }: { readonly hetu: string }, context: SubgraphContext): AsiakasKey {
      answered(context);
      const parsed = parseHetu(hetu);
      if (!parsed.ok) throw toSubgraphError("BAD_USER_INPUT", { syy: parsed.reason });
      return { id: context.ids.seal({ laji: "HETU", arvo: parsed.hetu }) };
    },
  },
  Asiakas: {
    hetu(key: AsiakasKey, _: unknown, context: SubgraphContext): string | null {
      answered(context);
      return openHetu(key, context) ?? null;
    },
  },
};

/** A row in `extensions.lahteet` with no call behind it: the identity is computed here. */
function answered(context: SubgraphContext): void {
  context.scope.recorder.begin("asiakas", null, 0)("OK");
}
