import { Kind } from "graphql";
import type { SelectionSetNode } from "graphql";
import type { Reason } from "../errors.ts";
import type { Suhde } from "../policy/index.ts";
import type { RequestScope } from "../subgraph/index.ts";
import type { Rules } from "./judge.ts";
import { judgePersonField } from "./judge.ts";
import { personType } from "./narrow.ts";
import type { FindStances } from "./stances.ts";

/** What may be seen of one field of a person, and why or why not. */
export interface KentanNakyvyys {
  /** `Asiakas.field`. */
  readonly kentta: string;
  readonly tieto: number;
  readonly sallittu: boolean;
  readonly koodi: string | undefined;
  readonly saanto: string | undefined;
  readonly neuvo: Reason | undefined;
}

/** Visibility of every field of a person, and the relation it rests on. */
export interface Nakyvyys {
  readonly suhde: Suhde;
  readonly kentat: readonly KentanNakyvyys[];
}

/** Tells what the scope's actor may see of a person: relations are asked, none of the data is. */
export type TellNakyvyys = (person: string, scope: RequestScope) => Promise<Nakyvyys>;

/** The same facts and the same rules as a query meets: what is told here is what a query gets. */
export function createTellNakyvyys(rules: Rules, findStances: FindStances): TellNakyvyys {
  const fields = rules.catalogue.tiedot
    .flatMap(({ id }) => rules.catalogue.fieldsOf(id))
    .filter(({ coordinate, isHidden }) => coordinate.startsWith(`${personType}.`) && !isHidden);
  const everything: SelectionSetNode = {
    kind: Kind.SELECTION_SET,
    selections: fields.map(({ coordinate }) => ({
      kind: Kind.FIELD,
      name: { kind: Kind.NAME, value: coordinate.slice(personType.length + 1) },
    })),
  };
  return async (person, scope) => {
    const [stance] = await findStances([person], everything, scope);
    if (stance === undefined) throw new Error("no stance to the person asked about");
    const kentat = fields.flatMap((kentta): readonly KentanNakyvyys[] => {
      const { coordinate, tieto } = kentta;
      if (tieto === undefined) return [];
      const verdict = judgePersonField({ kentta, tieto, rivilla: false }, stance, rules);
      return [
        {
          kentta: coordinate,
          tieto,
          sallittu: verdict === undefined,
          koodi: verdict?.code,
          saanto: verdict?.saanto,
          neuvo: verdict?.neuvo,
        },
      ];
    });
    return { suhde: stance.asema.suhde, kentat };
  };
}
