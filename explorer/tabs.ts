/** The open queries and which of them is shown. `Content` is what each keeps: text, variables, answer. */
export interface Tabs<Content> {
  readonly list: readonly Tab<Content>[];
  readonly activeId: number;
}

/** One open query; `id` is never used again after closing. */
export interface Tab<Content> {
  readonly id: number;
  readonly content: Content;
}

/** Tabs with these contents, the first one shown. @throws RangeError when there is none. */
export function createTabs<Content>(contents: readonly Content[]): Tabs<Content> {
  if (contents.length === 0) throw new RangeError("tabs need at least one content");
  return { list: contents.map((content, index) => ({ id: index + 1, content })), activeId: 1 };
}

/** The shown tab. */
export function activeTab<Content>(tabs: Tabs<Content>): Tab<Content> {
  const found = tabs.list.find(({ id }) => id === tabs.activeId);
  if (found === undefined) throw new Error("the shown tab is not in the list");
  return found;
}

/** Shows another tab; an unknown id changes nothing. */
export function selectTab<Content>(tabs: Tabs<Content>, id: number): Tabs<Content> {
  return tabs.list.some((tab) => tab.id === id) ? { ...tabs, activeId: id } : tabs;
}

/** Adds a tab at the end and shows it. `nextId` must be greater than any id given before. */
export function addTab<Content>(tabs: Tabs<Content>, nextId: number, content: Content): Tabs<Content> {
  return { list: [...tabs.list, { id: nextId, content }], activeId: nextId };
}

/** Replaces a tab's content. */
export function setContent<Content>(tabs: Tabs<Content>, id: number, content: Content): Tabs<Content> {
  return { ...tabs, list: tabs.list.map((tab) => (tab.id === id ? { id, content } : tab)) };
}

/** Closes a tab and shows its right neighbour, else the left one. The last tab stays. */
export function closeTab<Content>(tabs: Tabs<Content>, id: number): Tabs<Content> {
  const index = tabs.list.findIndex((tab) => tab.id === id);
  if (index < 0 || tabs.list.length === 1) return tabs;
  const list = tabs.list.filter((tab) => tab.id !== id);
  const neighbour = list[Math.min(index, list.length - 1)];
  return { list, activeId: tabs.activeId === id && neighbour !== undefined ? neighbour.id : tabs.activeId };
}
