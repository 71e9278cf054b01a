import { alueet, chooseAlueet } from "../../gateway/subgraph/index.ts";
import type { AlueetArgument, AsiakasKey, SubgraphContext } from "../../gateway/subgraph/index.ts";
import type { Solmu } from "./settings.ts";

/** Which nodes are asked of one person. */
export interface Valinta {
  readonly isAsked: (solmu: Solmu) => boolean;
  /** Was a region named that has no node. */
  readonly puuttuu: boolean;
  /** Equal for equal choices. */
  readonly avain: string;
}

/**
 * The nodes of the regions that the argument names. The node of a joint authority is asked with the regions of its circle
 * (HUS: 703/2023 54 §), or by its own name; of one whose regions are not known, always. @throws as `chooseAlueet`.
 */
export function chooseNodes(
  args: AlueetArgument,
  key: AsiakasKey,
  { context, solmut }: { readonly context: SubgraphContext; readonly solmut: readonly Solmu[] },
): Valinta {
  const hasNode = (koodi: string): boolean =>
    solmut.some(({ alue, rekisterinpitaja }) => alue === koodi || rekisterinpitaja === koodi);
  const asked = chooseAlueet(args, key, { context, hasNode });
  if (asked === undefined) return { isAsked: () => true, puuttuu: false, avain: "" };
  return { isAsked: (solmu) => isOf(solmu, asked), puuttuu: !asked.every(hasNode), avain: asked.join() };
}

function isOf({ alue, rekisterinpitaja }: Solmu, asked: readonly string[]): boolean {
  if (asked.includes(rekisterinpitaja)) return true;
  if (alue !== undefined) return asked.includes(alue);
  const controller = alueet.alue(rekisterinpitaja);
  if (controller === undefined) return true;
  return controller.uudenmaanPiiri && asked.some((koodi) => alueet.alue(koodi)?.uudenmaanPiiri === true);
}
