import { fetchCatalogue } from "./client/catalogue.ts";
import type { Catalogue, CatalogueResult } from "./client/catalogue.ts";
import type { LanguageChoice } from "./language.ts";
import type { SessionKeeper } from "./session.ts";

/** The catalogue of the graph, asked when it is first needed. */
export interface CatalogueKeeper {
  /** Undefined before it is asked and while it is on its way. */
  current(): CatalogueResult | undefined;
  /** The catalogue when it is here. */
  known(): Catalogue | undefined;
  /** Asks it unless it is here; `isAnew` asks in any case, as the state of sources changes. */
  load(isAnew?: boolean): Promise<void>;
  /** Called after each change. */
  follow(follower: () => void): void;
}

/** A keeper that has asked nothing yet. */
export function createCatalogueKeeper(language: LanguageChoice, session: SessionKeeper): CatalogueKeeper {
  let result: CatalogueResult | undefined;
  const followers: (() => void)[] = [];
  const known = (): Catalogue | undefined => (result?.ok === true ? result.catalogue : undefined);
  return {
    current: () => result,
    known,
    async load(isAnew = false) {
      if (known() !== undefined && !isAnew) return;
      result = await fetchCatalogue({ ...session.headers(), "accept-language": language.current() });
      for (const follower of followers) follower();
    },
    follow: (follower) => void followers.push(follower),
  };
}
