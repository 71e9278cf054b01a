/** One tab of a tab list: what it is called and what it shows. */
export interface TabView {
  readonly id: string;
  readonly label: string;
  readonly isActive: boolean;
}

/** A tab list by the WAI-ARIA pattern: one tab stop, arrows, Home and End move, Delete closes. */
export interface TabListOptions {
  readonly host: HTMLElement;
  /** Id of the element the tabs control; one for all, or one for each tab. */
  readonly panelOf: (id: string) => string;
  readonly onSelect: (id: string) => void;
  readonly onClose?: (id: string) => void;
}

/** Gives the function that draws the tabs; focus stays on the active tab when it was on one. */
export function createTabList(options: TabListOptions): (tabs: readonly TabView[]) => void {
  const { host, panelOf, onSelect, onClose } = options;
  host.setAttribute("role", "tablist");
  host.addEventListener("keydown", (event) => {
    const buttons = [...host.querySelectorAll("button")];
    const at = buttons.findIndex((button) => button.getAttribute("aria-selected") === "true");
    const target = buttons[targetOf(event.key, at, buttons.length)];
    const id = buttons[at]?.dataset["id"];
    if (event.key === "Delete" && id !== undefined) onClose?.(id);
    else if (target?.dataset["id"] === undefined) return;
    else onSelect(target.dataset["id"]);
    event.preventDefault();
  });
  return (tabs) => {
    const hadFocus = host.contains(document.activeElement);
    host.replaceChildren(...tabs.map((tab) => toButton(tab, panelOf(tab.id), onSelect)));
    const active = host.querySelector<HTMLElement>("[aria-selected=true]");
    // Only the list itself: the page must not move because a tab was drawn again.
    if (active !== null) host.scrollLeft = active.offsetLeft - host.clientWidth / 3;
    if (hadFocus) active?.focus();
  };
}

/** Index of the tab a key leads to, round the ends; -1 for other keys. */
function targetOf(key: string, at: number, count: number): number {
  if (key === "ArrowRight") return (at + 1) % count;
  if (key === "ArrowLeft") return (at - 1 + count) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : -1;
}

function toButton(tab: TabView, panel: string, onSelect: (id: string) => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.id = `tab-${tab.id}`;
  button.dataset["id"] = tab.id;
  button.textContent = tab.label;
  button.tabIndex = tab.isActive ? 0 : -1;
  button.setAttribute("role", "tab");
  button.setAttribute("aria-selected", String(tab.isActive));
  button.setAttribute("aria-controls", panel);
  button.addEventListener("click", () => onSelect(tab.id));
  return button;
}
