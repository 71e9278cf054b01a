import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { findBarriers, findStored, inBrowser, launchBrowser, openPage } from "../browser.ts";
import { startStandIn } from "./stand-in.ts";

const browser = await launchBrowser();

afterAll(() => browser?.close());
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe("watching a page", { timeout: 60_000 }, () => {
  it("sees a style that the policy forbids, another origin, text made into markup, a barrier and what is stored", async () => {
    await inBrowser(browser, async (running) => {
      const standIn = await startStandIn();
      try {
        const { page, faults } = await openPage(running, standIn.url);
        await page.evaluate(`
          document.head.append(Object.assign(document.createElement("style"), { textContent: "p { color: red }" }));
          try { document.body.innerHTML = "<p>"; } catch {}
          document.querySelector("main").append(document.createElement("select"));
          sessionStorage.setItem("left", "behind");
        `);
        await page.evaluate(`fetch("http://127.0.0.1:9/").catch(() => undefined)`);
        expect(faults.join("\n")).toMatch(/style/);
        expect(faults.join("\n")).toMatch(/TrustedHTML/);
        expect(faults.join("\n")).toMatch(/127\.0\.0\.1:9/);
        expect((await findBarriers(page)).join("\n")).toMatch(/select-name/);
        expect(await findStored(page)).toEqual(["left"]);
        await page.context().close();
      } finally {
        await standIn.close();
      }
    });
  });
});

describe("without a browser", () => {
  it("passes and says how to get one", async () => {
    vi.stubEnv("CI", "");
    const said = vi.spyOn(console, "warn").mockReturnValue(undefined);
    await inBrowser(undefined, () => Promise.reject(new Error("not run")));
    expect(said.mock.calls.flat().join("")).toContain("apt install chromium");
  });

  it("fails under CI", async () => {
    vi.stubEnv("CI", "true");
    await expect(inBrowser(undefined, () => Promise.resolve())).rejects.toThrow("No browser was found");
  });
});
