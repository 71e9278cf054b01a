import { byId } from "./dom.ts";
import type { LanguageChoice } from "./language.ts";
import { createTabList } from "./tab-list.ts";
import type { TextKey } from "./texts/index.ts";

/** A view of the result side. */
export type ResultTab = "answer" | "examples" | "catalogue" | "statistics" | "schema" | "faults";

/** The tabs of the result side. */
export interface ResultTabs {
  select(tab: ResultTab): void;
  /** The fault menu is there in a local system only. */
  offerFaults(): void;
  setFaultCount(count: number): void;
  /** Called each time a tab is selected. */
  onSelect(tab: ResultTab, follower: () => void): void;
}

const names: readonly (readonly [ResultTab, TextKey])[] = [
  ["answer", "answer"],
  ["examples", "examples"],
  ["catalogue", "catalogue"],
  ["statistics", "statistics"],
  ["schema", "schema"],
  ["faults", "faults"],
];

/** Makes the tabs over the panels of index.html, the answer first. */
export function createResultTabs(language: LanguageChoice): ResultTabs {
  let active: ResultTab = "answer";
  const followers: (readonly [ResultTab, () => void])[] = [];
  let hasFaults = false;
  let faultCount = 0;
  const select = (tab: ResultTab): void => {
    active = tab;
    draw();
    for (const [followed, follower] of followers) if (followed === tab) follower();
  };
  const drawTabs = createTabList({
    host: byId("result-tabs", HTMLElement),
    panelOf: (id) => `panel-${id}`,
    onSelect(id) {
      const found = names.find(([tab]) => tab === id);
      if (found !== undefined) select(found[0]);
    },
  });
  const draw = (): void => {
    const offered = names.filter(([tab]) => tab !== "faults" || hasFaults);
    drawTabs(
      offered.map(([tab, key]) => ({
        id: tab,
        label: language.text(key) + (tab === "faults" && faultCount > 0 ? ` (${faultCount})` : ""),
        isActive: tab === active,
      })),
    );
    for (const [tab] of names) byId(`panel-${tab}`, HTMLElement).hidden = tab !== active;
  };
  language.follow(draw);
  return {
    select,
    offerFaults() {
      hasFaults = true;
      draw();
    },
    setFaultCount(count) {
      faultCount = count;
      draw();
    },
    onSelect: (tab, follower) => void followers.push([tab, follower]),
  };
}
