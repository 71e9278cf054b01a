import type { Answer } from "./answer.ts";
import { createCatalogueKeeper } from "./catalogue-keeper.ts";
import { fetchPersonat } from "./client/local.ts";
import { findCustomers } from "./customers.ts";
import type { LanguageChoice } from "./language.ts";
import type { Case } from "./operation.ts";
import { createCataloguePanel } from "./panels/catalogue.ts";
import { createExamplesPanel } from "./panels/examples.ts";
import { createStatisticsPanel } from "./panels/statistics.ts";
import type { OpenedQuery } from "./query/open-tabs.ts";
import type { ResultTabs } from "./result-tabs.ts";
import type { SessionKeeper } from "./session.ts";

/** What the panels beside the answer work with. */
export interface BrowsingOptions {
  readonly language: LanguageChoice;
  readonly session: SessionKeeper;
  readonly resultTabs: ResultTabs;
  readonly onOpen: (opened: OpenedQuery) => void;
  /** What the reader has given for purpose and ground. */
  readonly readCase: () => Case | undefined;
}

/** The panels that need no knowledge of GraphQL: examples, catalogue and statistics. */
export interface Browsing {
  /** An answer came: the customers that it names can be asked about. */
  note(answer: Answer): void;
  /** The system is a local one: its personas are known. */
  setLocal(): Promise<void>;
  /** Shows an item in the catalogue. */
  openItem(tieto: number): Promise<void>;
}

/** Makes the panels; each asks for what it shows when its tab is first opened. */
export function createBrowsing({ language, session, resultTabs, onOpen, readCase }: BrowsingOptions): Browsing {
  let personat: ReadonlyMap<string, string> = new Map();
  const keeper = createCatalogueKeeper(language, session);
  const examples = createExamplesPanel({
    language,
    session,
    onOpen,
    personat: () => personat,
    namesOf: (tieto) => keeper.known()?.items.find(({ id }) => id === tieto)?.names,
  });
  const catalogue = createCataloguePanel(keeper, {
    language,
    examplesOf: examples.ofItem,
    onExample: examples.open,
  });
  const statistics = createStatisticsPanel({
    language,
    session,
    readCase,
    nameOf: (alue) => keeper.known()?.organisers.find(({ koodi }) => koodi === alue)?.names[language.current()] ?? alue,
  });
  const load = async (isAnew: boolean): Promise<void> => {
    await Promise.all([examples.load(), keeper.load(isAnew)]);
    examples.redraw();
    catalogue.redraw();
    statistics.redraw();
  };
  resultTabs.onSelect("examples", () => void load(false));
  resultTabs.onSelect("statistics", () => void load(false));
  // The state of the sources is told as it is now.
  resultTabs.onSelect("catalogue", () => void load(true));
  return {
    note: (answer) => examples.note(findCustomers(answer.data)),
    async setLocal() {
      personat = await fetchPersonat();
      examples.redraw();
    },
    async openItem(tieto) {
      resultTabs.select("catalogue");
      await load(false);
      catalogue.open(tieto);
    },
  };
}
