import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { findBarriers, findStored, inBrowser, launchBrowser, openPage } from "../browser.ts";
import { startSystem } from "../start.ts";

const browser = await launchBrowser();

afterAll(() => browser?.close());

describe("a front-end developer opens the explorer", { timeout: 120_000 }, () => {
  it("signs in as aino, runs the first example and sees her record from every source", async () => {
    await inExplorer(async (page) => {
      await page.getByText("synteettiset henkilöt, mock-rekisterit").waitFor();
      await signIn(page, { persona: "aino" });
      await page.getByText("Kirjautunut: asiakas.").waitFor();
      await page.getByRole("button", { name: /^Aja/ }).click();
      await page.getByText(/HTTP 200 .* virheitä 0/).waitFor();
      expect(await answerOf(page)).toContain("Koivula-Testi");
      for (const source of ["vtj", "kela", "koski", "crm"]) {
        expect(await page.getByRole("row", { name: new RegExp(`^${source}.*OK`) }).count()).toBeGreaterThan(0);
      }
    });
  });

  it("switches Kela off and gets the same answer less the ceilings", async () => {
    await inExplorer(async (page) => {
      await signIn(page, { persona: "aino" });
      await page.getByText("Kirjautunut: asiakas.").waitFor();
      await page.getByRole("tab", { name: "Häiriöt" }).click();
      await page.getByLabel("Häiriö lähteelle kela").selectOption("http500");
      await page.getByText("kela: HTTP 500.").waitFor();
      await page.getByRole("button", { name: /^Aja/ }).click();
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
      await signIn(page, { persona: "aino", rooli: "terveydenhuolto" });
      await page.getByText("Kirjautunut: terveydenhuolto, Pirkanmaan hyvinvointialue.").waitFor();
      await page.getByRole("tab", { name: "Asiakkaan avaus" }).click();
      await page.getByLabel("Käyttötarkoitus").fill("HOITO");
      await page.getByRole("button", { name: /^Aja/ }).click();
      await page.getByText("HTTP 200").waitFor();
      expect(await answerOf(page)).toContain("Koivula-Testi");
    });
  });

  it("opens a ready-made need from the list, with the persona's identity code, and then an item's example of her", async () => {
    await inExplorer(async (page) => {
      await signIn(page, { persona: "aino", rooli: "laskutus" });
      await page.getByText("Kirjautunut: laskutus").waitFor();
      await page.getByLabel("Käyttötarkoitus").fill("LASKUTUS");
      await page.getByRole("tab", { name: "Esimerkit" }).click();
      await page.getByRole("button", { name: "Laskuttaja kysyy, kuka maksaa" }).click();
      await page.getByRole("button", { name: /^Aja/ }).click();
      await page.getByText(/HTTP 200 .* virheitä 0/).waitFor();
      await page.getByRole("tab", { name: "Esimerkit" }).click();
      await page.getByLabel("Hae esimerkkiä").fill("lääkekatto laskutus");
      await page.getByRole("button", { name: "Asiakkaan lääkekatto" }).click();
      await page.getByRole("button", { name: /^Aja/ }).click();
      await page.getByText(/HTTP 200 .* virheitä 0/).waitFor();
      expect(await answerOf(page)).toContain("kertynyt");
    });
  });

  it("reads as an analyst the catalogue, and figures of the regions with what is suppressed", async () => {
    await inExplorer(async (page) => {
      await page.getByRole("tab", { name: "Tietokatalogi" }).click();
      await page.getByText("Tietoja 36").waitFor();
      await page.getByLabel("Hae tietoa").fill("maksukatto");
      await page.getByRole("heading", { name: "26 Lääkekorvausten maksukatto" }).waitFor();
      await signIn(page, { persona: "liisa", rooli: "analyytikko" });
      await page.getByText("Kirjautunut: analyytikko.").waitFor();
      await page.getByRole("tab", { name: "Tilastot" }).click();
      await page.getByRole("button", { name: "Hae luvut" }).click();
      const row = page.getByRole("row", { name: "Pirkanmaan hyvinvointialue" });
      await row.waitFor();
      expect(await row.getByRole("cell").allTextContents()).toContain("–peitetty, pieni luku");
    });
  });
});

/** Signs in by the provider's own page, in the window that the explorer opens for it. */
async function signIn(page: Page, fields: { readonly persona: string; readonly rooli?: string }): Promise<void> {
  const opening = page.context().waitForEvent("page");
  await page.getByRole("button", { name: "Kirjaudu: Paikallinen tunnistautuminen" }).click();
  const provider = await opening;
  await provider.getByLabel("Persona").selectOption(fields.persona);
  expect(await provider.getByLabel("Alue ja organisaatio").isVisible()).toBe(false);
  await provider.getByLabel("Rooli").selectOption(fields.rooli ?? "asiakas");
  expect(await provider.getByLabel("Alue ja organisaatio").isVisible()).toBe(fields.rooli !== undefined);
  expect(await findBarriers(provider)).toEqual([]);
  const closing = provider.waitForEvent("close");
  await provider.getByRole("button", { name: "Kirjaudu" }).click();
  await closing;
}

function answerOf(page: Page): Promise<string | null> {
  return page.getByRole("textbox", { name: "Vastaus, JSON" }).textContent();
}

async function providerOf(url: string): Promise<string> {
  const text = await (await fetch(`${url}/kirjautuminen.json`)).text();
  const [, authorizationUrl = ""] = /"authorizationUrl":"([^"]+)"/.exec(text) ?? [];
  return new URL(authorizationUrl).origin;
}

/**
 * The explorer of a whole system. Afterwards: no barrier, nothing stored, no other origin but the provider's in
 * its own window, no error, no policy violation.
 */
async function inExplorer(test: (page: Page) => Promise<void>): Promise<void> {
  await inBrowser(browser, async (running) => {
    const system = await startSystem();
    try {
      const { page, faults } = await openPage(running, `${system.url}/`, {
        origins: [await providerOf(system.url)],
      });
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
