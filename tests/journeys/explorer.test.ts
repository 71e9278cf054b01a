import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { findBarriers, findStored, inBrowser, launchBrowser, openPage } from "../browser.ts";
import { startSystem } from "../start.ts";

const browser = await launchBrowser();

afterAll(() => browser?.close());

describe("a front-end developer opens the explorer", { timeout: 60_000 }, () => {
  it("signs in as aino, runs the first example and sees her record from every source", async () => {
    await inExplorer(async (page) => {
      await page.getByText("synteettiset henkilöt, mock-rekisterit").waitFor();
      await page.getByLabel("Persona").selectOption("aino");
      await page.getByRole("button", { name: "Kirjaudu", exact: true }).click();
      await page.getByText("Kirjautunut: aino, asiakas.").waitFor();
      await page.getByRole("button", { name: "Aja" }).click();
      await page.getByText(/HTTP 200 .* virheitä 0/).waitFor();
      expect(await answerOf(page)).toContain("Koivula-Testi");
      for (const source of ["vtj", "kela", "koski", "crm"]) {
        expect(await page.getByRole("row", { name: new RegExp(`^${source}.*OK`) }).count()).toBeGreaterThan(0);
      }
    });
  });

  it("switches Kela off and gets the same answer less the ceilings", async () => {
    await inExplorer(async (page) => {
      await page.getByLabel("Persona").selectOption("aino");
      await page.getByRole("button", { name: "Kirjaudu", exact: true }).click();
      await page.getByText("Kirjautunut: aino, asiakas.").waitFor();
      await page.getByRole("tab", { name: "Häiriöt" }).click();
      await page.getByLabel("Häiriö lähteelle kela").selectOption("http500");
      await page.getByText("kela: HTTP 500.").waitFor();
      await page.getByRole("button", { name: "Aja" }).click();
      await page.getByText("Kaikki muu on täydellistä.").waitFor();
      const errors = await page.getByRole("region", { name: "Virheet" }).textContent();
      expect(errors).toContain("SOURCE_UNAVAILABLE");
      expect(errors).toContain("mina.laakekatto");
      expect(await answerOf(page)).toContain("Koivula-Testi");
      expect(await page.getByRole("row", { name: /^kela/ }).textContent()).toContain("✕ SOURCE_UNAVAILABLE");
    });
  });

  it("opens a customer as a professional by identity code", async () => {
    await inExplorer(async (page) => {
      await page.getByLabel("Rooli").selectOption("terveydenhuolto");
      await page.getByRole("button", { name: "Kirjaudu", exact: true }).click();
      await page.getByText("Kirjautunut: aino, terveydenhuolto.").waitFor();
      await page.getByRole("tab", { name: "Asiakkaan avaus" }).click();
      await page.getByRole("button", { name: "Aja" }).click();
      await page.getByText("HTTP 200").waitFor();
      expect(await answerOf(page)).toContain("Koivula-Testi");
    });
  });
});

function answerOf(page: Page): Promise<string | null> {
  return page.getByRole("textbox", { name: "Vastaus, JSON" }).textContent();
}

/** The explorer of a whole system. Afterwards: no barrier, nothing stored, no other origin, no error, no policy violation. */
async function inExplorer(test: (page: Page) => Promise<void>): Promise<void> {
  await inBrowser(browser, async (running) => {
    const system = await startSystem();
    try {
      const { page, faults } = await openPage(running, `${system.url}/`);
      await test(page);
      expect(await findBarriers(page)).toEqual([]);
      expect(await findStored(page)).toEqual([]);
      expect(faults).toEqual([]);
      await page.context().close();
    } finally {
      await system.close();
    }
  });
}
