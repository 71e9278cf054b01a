import { codeOf } from "../../gateway/source/index.ts";
import { paivaScalar, toSubgraphError, toWorstError } from "../../gateway/subgraph/index.ts";
import type { SubgraphContext, SubgraphResolvers } from "../../gateway/subgraph/index.ts";
import { lahde } from "./client.ts";
import type { AlueenKooste, TilastoClient } from "./client.ts";
import { toLuokat, toRivi, toSummat } from "./map.ts";
import type { Luokka } from "./map.ts";
import { kynnys, pyoristys, sumProtected } from "./protect-row.ts";
import type { TilastoSettings } from "./settings.ts";
import type { Taulu } from "./statements.ts";

/** What each table counts, and by what. */
const kuvaukset: Readonly<Record<Taulu, { readonly yksikko: string; readonly ulottuvuudet: readonly string[] }>> = {
  ASIAKKAAT: { yksikko: "ASIAKAS", ulottuvuudet: ["ALUE", "IKARYHMA"] },
  SETELIT: { yksikko: "SETELI", ulottuvuudet: ["ALUE", "PALVELU", "TILA"] },
  MAKSUT: { yksikko: "MAKSU", ulottuvuudet: ["ALUE", "PALVELU"] },
};

interface Rajaus {
  readonly alueet?: readonly string[] | null;
}

/** Resolvers over one client. A table of a region is asked once in a request, however many times it is selected. */
export function createResolvers(client: TilastoClient, settings: TilastoSettings): SubgraphResolvers {
  const luokat = toLuokat(settings);
  const jarjestajat = new Set([...settings.jarjestajat, ...client.alueet]);
  const toAsked = ({ alueet }: Rajaus): readonly string[] => {
    if (alueet === undefined || alueet === null) return [...jarjestajat].toSorted();
    const asked = [...new Set(alueet)].toSorted();
    if (asked.length === 0 || asked.some((alue) => !jarjestajat.has(alue))) {
      throw toSubgraphError("BAD_USER_INPUT", { syy: unknownRegion });
    }
    return asked;
  };
  const createTable = (taulu: Taulu) => {
    const memoize = createMemo(taulu, client);
    return async (_: unknown, rajaus: Rajaus, context: SubgraphContext): Promise<unknown> => {
      const asked = toAsked(rajaus);
      const ask = context.once(memoize);
      const nodes = asked.filter((alue) => client.alueet.includes(alue));
      const answers = await Promise.all(nodes.map(ask));
      throwWhenNoneAnswered(answers);
      return toTaulu(answers, { taulu, asked, luokat: luokat[taulu] });
    };
  };
  return {
    Paiva: paivaScalar,
    Query: { tilastot: () => ({}) },
    Tilastot: {
      asiakkaat: createTable("ASIAKKAAT"),
      setelit: createTable("SETELIT"),
      maksut: createTable("MAKSUT"),
    },
  };
}

const unknownRegion = "alueet: anna vähintään yksi alue, kaksi numeroa";

/** A question of each region that is made once. */
function createMemo(taulu: Taulu, client: TilastoClient) {
  return (context: SubgraphContext) => {
    const asked = new Map<string, Promise<AlueenKooste>>();
    return (alue: string): Promise<AlueenKooste> => {
      const answer = asked.get(alue) ?? client.ask(taulu, alue, context);
      asked.set(alue, answer);
      return answer;
    };
  };
}

/** @throws the worst error when every region that has a node failed. */
function throwWhenNoneAnswered(answers: readonly AlueenKooste[]): void {
  if (answers.some(({ result }) => result.ok)) return;
  const failed = answers.flatMap(({ alue, result }) =>
    result.ok ? [] : [{ alue, error: toSubgraphError(codeOf(result.failure), { lahde }) }],
  );
  const worst = toWorstError(failed);
  if (worst !== undefined) throw worst;
}

interface Kysytty {
  readonly taulu: Taulu;
  readonly asked: readonly string[];
  readonly luokat: readonly Luokka[];
}

function toTaulu(answers: readonly AlueenKooste[], { taulu, asked, luokat }: Kysytty): unknown {
  const rivit = answers.flatMap(({ alue, result }) => (result.ok ? [toRivi(alue, result.value, luokat)] : []));
  const answered = new Set(rivit.map(({ alue }) => alue));
  const hasNode = new Set(answers.map(({ alue }) => alue));
  const puuttuvat = asked
    .filter((alue) => !answered.has(alue))
    .map((alue) => ({ alue, syy: hasNode.has(alue) ? "EI_VASTANNUT" : "EI_LIITETTY" }));
  return {
    ...kuvaukset[taulu],
    kynnys,
    pyoristys,
    kysyttyja: asked.length,
    vastanneita: rivit.length,
    puuttuvat,
    rivit,
    summat: toSummat(rivit, luokat),
    summa: sumProtected(rivit.map(({ summa }) => summa)),
  };
}
