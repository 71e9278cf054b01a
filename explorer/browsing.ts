import type { Answer } from "./answer.ts";
import { createCatalogueKeeper } from "./catalogue-keeper.ts";
import { fetchPersonat } from "./client/local.ts";
import { findCustomers } from "./customers.ts";
import type { LanguageChoice } from "./language.ts";
import { createExamplesPanel } from "./panels/examples.ts";
import type { OpenedQuery } from "./query/open-tabs.ts";
import type { ResultTabs } from "./result-tabs.ts";
import type { SessionKeeper } from "./session.ts";

/** What the panels beside the answer work with. */
export interface BrowsingOptions {
  readonly language: LanguageChoice;
  readonly session: SessionKeeper;
  readonly resultTabs: ResultTabs;
  readonly onOpen: (opened: OpenedQuery) => void;
}

/** The panels that need no knowledge of GraphQL: examples, each loaded when its tab is first opened. */
export interface Browsing {
  /** An answer came: the customers that it names can be asked about. */
  note(answer: Answer): void;
  /** The system is a local one: its personas are known. */
  setLocal(): Promise<void>;
}

/** Makes the panels and loads each at its tab's first opening. */
export function createBrowsing({ language, session, resultTabs, onOpen }: BrowsingOptions): Browsing {
  let personat: ReadonlyMap<string, string> = new Map();
  const catalogue = createCatalogueKeeper(language, session);
  const examples = createExamplesPanel({
    language,
    session,
    onOpen,
    personat: () => personat,
    namesOf: (tieto) => catalogue.known()?.items.find(({ id }) => id === tieto)?.names,
  });
  catalogue.follow(() => examples.redraw());
  resultTabs.onSelect("examples", () => {
    void examples.load();
    void catalogue.load();
  });
  return {
    note: (answer) => examples.note(findCustomers(answer.data)),
    async setLocal() {
      personat = await fetchPersonat();
      examples.redraw();
    },
  };
}
