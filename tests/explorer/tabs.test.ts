import { describe, expect, it } from "vitest";
import { activeTab, addTab, closeTab, createTabs, selectTab, setContent } from "../../explorer/tabs.ts";

const three = createTabs(["a", "b", "c"]);

describe("tabs", () => {
  it("shows the first of those it is made with, and refuses none", () => {
    expect(activeTab(three).content).toBe("a");
    expect(() => createTabs([])).toThrow("tabs need at least one content");
  });

  it("adds at the end and shows what was added", () => {
    const tabs = addTab(three, 4, "d");
    expect(tabs.list.map(({ content }) => content)).toEqual(["a", "b", "c", "d"]);
    expect(activeTab(tabs).content).toBe("d");
  });

  it.each([
    [1, 1, "b"],
    [2, 2, "c"],
    [3, 3, "b"],
    [2, 1, "b"],
  ])("with tab %i shown, closing %i shows %s", (shown, closed, content) => {
    expect(activeTab(closeTab(selectTab(three, shown), closed)).content).toBe(content);
  });

  it("keeps the last tab open", () => {
    const one = createTabs(["a"]);
    expect(closeTab(one, 1)).toBe(one);
  });

  it("changes the content of one tab only, and passes over an unknown one", () => {
    expect(setContent(three, 2, "x").list.map(({ content }) => content)).toEqual(["a", "x", "c"]);
    expect(selectTab(three, 9)).toBe(three);
  });
});
