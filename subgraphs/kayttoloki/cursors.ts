import { createHmac, timingSafeEqual } from "node:crypto";
import type { Actor } from "../../gateway/actor/index.ts";
import { toSubgraphError } from "../../gateway/subgraph/index.ts";

/** Places in the log as clients hold them: good for one asker and one list only. */
export interface Cursors {
  seal(kohta: string): string;
  /** The place in the log. @throws BAD_USER_INPUT for a cursor of another asker or list, or of nobody's. */
  open(cursor: string): string;
}

const unknownCursor = {
  fi: "after ei ole tämän listan antama kohta",
  sv: "after är inte en plats som den här listan har gett",
  en: "after is no place that this list has given",
};

const macLength = 22;

/** Cursors bound to who asks and to the list: `list` names it, such as a person's id. */
export function createCursors(key: Uint8Array, actor: Actor, list: string): Cursors {
  const sub = "sub" in actor ? actor.sub : "";
  const macOf = (kohta: string): string =>
    createHmac("sha256", key)
      .update(JSON.stringify(["kohta", actor.kind, sub, list, kohta]))
      .digest("base64url")
      .slice(0, macLength);
  return {
    seal: (kohta) => `${macOf(kohta)}${kohta}`,
    open(cursor) {
      const kohta = cursor.slice(macLength);
      const [given, right] = [Buffer.from(cursor.slice(0, macLength)), Buffer.from(macOf(kohta))];
      if (given.length !== right.length || !timingSafeEqual(given, right)) {
        throw toSubgraphError("BAD_USER_INPUT", { syy: unknownCursor });
      }
      return kohta;
    },
  };
}
