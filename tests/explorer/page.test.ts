import { afterAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { findBarriers, findStored, inBrowser, launchBrowser, openPage } from "../browser.ts";
import { startStandIn } from "./stand-in.ts";
import type { StandInOptions } from "./stand-in.ts";

const browser = await launchBrowser();
const timeout = 60_000;

afterAll(() => browser?.close());

describe("the query page", { timeout }, () => {
  it.each([
    { width: 1440, colorScheme: "light" as const },
    { width: 1440, colorScheme: "dark" as const },
    { width: 320, colorScheme: "light" as const },
    // A window of 1440 pixels at 200 %.
    { width: 720, colorScheme: "dark" as const },
  ])("has no barrier that axe finds and no sideways scrolling at $width px, $colorScheme", async (options) => {
    await withPage(options, async (page) => {
      await runExample(page);
      expect(await findBarriers(page)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
      await page.getByRole("tab", { name: "Skeema" }).click();
      await page.getByRole("button", { name: "Asiakas", exact: true }).click();
      expect(await findBarriers(page)).toEqual([]);
      for (const [tab, part] of [
        ["Esimerkit", "Tarpeet yli tietojen"],
        ["Tietokatalogi", "26 Lääkekorvausten maksukatto"],
      ] as const) {
        await page.getByRole("tab", { name: tab }).click();
        await page.getByRole("heading", { name: part }).waitFor();
        expect(await findBarriers(page)).toEqual([]);
        expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
      }
      await page.getByRole("tab", { name: "Tilastot" }).click();
      await page.getByRole("button", { name: "Hae luvut" }).click();
      await page.getByRole("rowheader", { name: "Pirkanmaan hyvinvointialue" }).waitFor();
      expect(await findBarriers(page)).toEqual([]);
      await page.getByRole("tab", { name: "Häiriöt" }).click();
      await page.getByLabel("Häiriö lähteelle kela").selectOption("jumissa");
      await page.keyboard.press("Control+Enter");
      await page.getByText("Kaikki muu on täydellistä.").waitFor();
      expect(await findBarriers(page)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    });
  });

  it("shows what is missing, what to do about it, and that the rest is complete", async () => {
    await withPage({}, async (page, standIn) => {
      await page.getByRole("tab", { name: "Häiriöt" }).click();
      await page.getByLabel("Häiriö lähteelle kela").selectOption("jumissa");
      await page.getByText("kela: jumissa, ei vastaa.").waitFor();
      expect(standIn.faults.get("kela")).toBe("jumissa");
      await page.getByRole("button", { name: "Aja" }).click();
      const errors = page.getByRole("region", { name: "Virheet" });
      await errors.getByText("SOURCE_TIMEOUT").waitFor();
      const text = (await errors.textContent()) ?? "";
      for (const part of [
        "Virheet (1)",
        "Kaikki muu on täydellistä.",
        "Mitä tehdä: Kysy",
        "mina.laakekatto",
        "01JD9Q2M7X",
      ]) {
        expect(text).toContain(part);
      }
      const kela = page.getByRole("row", { name: /kela/ });
      expect(await kela.textContent()).toContain("✕ SOURCE_TIMEOUT");
      await page.getByRole("tab", { name: "Häiriöt (1)" }).click();
      await page.getByRole("button", { name: "Poista kaikki häiriöt" }).click();
      await page.getByRole("tab", { name: "Häiriöt", exact: true }).waitFor();
      expect(standIn.faults.size).toBe(0);
    });
  });

  it("cancels a query so that the service sees the client leave", async () => {
    await withPage({ isStuck: true }, async (page, standIn) => {
      await page.getByRole("button", { name: "Aja" }).click();
      await page.getByText("Kysely on matkalla…").waitFor();
      await page.getByRole("button", { name: "Keskeytä" }).click();
      await standIn.clientLeft;
      await page.getByText("Kysely keskeytettiin").waitFor();
      expect(await page.evaluate("document.activeElement.id")).toBe("run");
    });
  });

  it("sends the persona's token and never shows it, in the curl command neither", async () => {
    await withPage({}, async (page, standIn) => {
      await runExample(page);
      expect(standIn.asked.at(-1)?.authorization).toBe("Bearer test-token");
      await page.getByRole("button", { name: "Näytä kysely curl-komentona" }).click();
      const command = await page.getByLabel("curl-komento", { exact: true }).inputValue();
      expect(command).toContain("Bearer $TOKEN");
      expect(await page.content()).not.toContain("test-token");
      expect(await findBarriers(page)).toEqual([]);
      await page.getByRole("button", { name: "Sulje", exact: true }).click();
      await page.getByRole("button", { name: "Kirjaudu ulos" }).click();
      await page.getByText("Et ole kirjautunut.").waitFor();
      await page.getByRole("button", { name: "Aja" }).click();
      await page.getByText("HTTP 200").waitFor();
      expect(standIn.asked.at(-1)?.authorization).toBeUndefined();
    });
  });

  it("states purpose and ground in the body, for a professional only, and in the curl command", async () => {
    const toimija = { laji: "ammattilainen", kirjain: "H", nimi: "Pirha", kayttotarkoitus: "HOITO" };
    await withPage({ toimija }, async (page, standIn) => {
      expect(await page.getByLabel("Käyttötarkoitus").isVisible()).toBe(false);
      await signIn(page, "Kirjautunut: terveydenhuolto, Pirha.");
      expect(await page.getByLabel("Käyttötarkoitus").inputValue()).toBe("HOITO");
      expect(await page.getByLabel("Perusteen selite").isVisible()).toBe(false);
      await page.getByRole("combobox", { name: "Peruste", exact: true }).selectOption("LAHETE");
      await page.getByLabel("Perusteen selite").fill("Lähete terveysasemalta");
      await page.getByRole("button", { name: "Aja" }).click();
      await page.getByText("HTTP 200").waitFor();
      const extensions = {
        kayttotarkoitus: "HOITO",
        peruste: { laji: "LAHETE", selite: "Lähete terveysasemalta" },
      };
      expect(JSON.parse(standIn.asked.at(-1)?.body ?? "")).toMatchObject({ extensions });
      expect(await findBarriers(page)).toEqual([]);
      await page.getByRole("button", { name: "Näytä kysely curl-komentona" }).click();
      const command = await page.getByLabel("curl-komento", { exact: true }).inputValue();
      expect(command).toContain('"selite": "Lähete terveysasemalta"');
      await page.getByRole("button", { name: "Sulje", exact: true }).click();
      await page.getByRole("button", { name: "Kirjaudu ulos" }).click();
      await page.getByRole("button", { name: "Aja" }).click();
      await page.getByText("HTTP 200").waitFor();
      expect(JSON.parse(standIn.asked.at(-1)?.body ?? "")).not.toHaveProperty("extensions");
    });
  });

  it("tells why a sign-in was refused, in the service's words", async () => {
    await withPage({ signIn: "forbidden", expectedStatus: 403 }, async (page) => {
      await signIn(page, "Kirjautuminen ei onnistunut: Rooli puuttuu. Vaihda rooli.");
      expect(await page.getByRole("button", { name: "Kirjaudu ulos" }).isVisible()).toBe(false);
    });
  });

  it("tells that a sign-in was given up, and is signed in as nobody", async () => {
    await withPage({ signIn: "cancelled" }, async (page) => {
      await signIn(page, "Kirjautuminen ei onnistunut: palvelu ei vastannut. Yritä uudelleen.");
      expect(await page.getByRole("button", { name: "Kirjaudu ulos" }).isVisible()).toBe(false);
    });
  });

  it("closes the sign-in's window once it is over", async () => {
    await withPage({}, async (page) => {
      const opening = page.context().waitForEvent("page");
      await page.getByRole("button", { name: "Kirjaudu: Testitunnistus" }).click();
      const opened = await opening;
      if (!opened.isClosed()) await opened.waitForEvent("close");
      await page.getByText("Kirjautunut: asiakas.").waitFor();
      expect(page.context().pages()).toEqual([page]);
    });
  });

  it("takes a pasted token where no provider is named, and has no faults outside a local system", async () => {
    await withPage({ isLocal: false, signIn: "none", expectedStatus: 404 }, async (page, standIn) => {
      await page.getByText("Kirjautumispalvelua ei ole saatavilla.").waitFor();
      await page.getByLabel("Tunniste (bearer)").fill("pasted-token");
      await page.getByRole("button", { name: "Käytä tunnistetta" }).click();
      await page.getByText("Tunniste on käytössä").waitFor();
      expect(await page.getByLabel("Tunniste (bearer)").inputValue()).toBe("");
      expect(await page.getByText("synteettiset henkilöt").isVisible()).toBe(false);
      expect(await page.getByRole("tab", { name: "Häiriöt" }).count()).toBe(0);
      await page.getByRole("tab", { name: "Asiakkaan avaus" }).click();
      await page.getByRole("button", { name: "Näytä kysely curl-komentona" }).click();
      expect(await page.getByLabel("curl-komento", { exact: true }).inputValue()).toContain('"hetu": "HETU"');
      await page.getByRole("button", { name: "Sulje", exact: true }).click();
      await page.getByLabel("Käyttötarkoitus").fill("HOITO");
      await page.getByRole("button", { name: "Aja" }).click();
      await page.getByText("HTTP 200").waitFor();
      expect(standIn.asked.at(-1)?.authorization).toBe("Bearer pasted-token");
      expect(JSON.parse(standIn.asked.at(-1)?.body ?? "")).toMatchObject({ extensions: { kayttotarkoitus: "HOITO" } });
    });
  });

  it("completes, describes and prettifies by the schema, with the keyboard alone", async () => {
    await withPage({}, async (page) => {
      // The sign-in appears when the schema is there too.
      await page.getByRole("button", { name: "Kirjaudu: Testitunnistus" }).waitFor();
      await page.getByRole("button", { name: "Uusi kysely" }).press("Enter");
      await page.keyboard.type("{mina{laak");
      await page.locator(".cm-tooltip-autocomplete").getByText("laakekatto").waitFor();
      await page.locator(".cm-completionInfo").getByText("Vuoden lääkekatto").waitFor();
      // CodeMirror takes no choice in a list's first moments, lest a typed Enter make one by accident.
      await page.clock.setFixedTime(Date.now() + 60_000);
      await page.keyboard.press("Enter");
      await page.keyboard.type("{vuosi");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Alt+Enter");
      await page.getByRole("heading", { name: "Maksukatto" }).waitFor();
      await page.getByRole("button", { name: "Siisti" }).press("Enter");
      const lines = await page.getByRole("textbox", { name: "Kyselyn muokkain" }).locator(".cm-line").allTextContents();
      expect(lines.map((line) => line.trimEnd())).toEqual([
        "{",
        "  mina {",
        "    laakekatto {",
        "      vuosi",
        "    }",
        "  }",
        "}",
        "",
      ]);
    });
  });

  it("keeps each tab's text and answer while another is open", async () => {
    await withPage({}, async (page) => {
      await runExample(page);
      const first = page.getByRole("tab", { name: "Omat tiedot" });
      await first.press("ArrowRight");
      expect(await page.evaluate("document.activeElement.textContent")).toBe("Asiakkaan avaus");
      await page.getByText("Vastaus tulee tähän.").waitFor();
      await page.keyboard.press("ArrowLeft");
      await page.getByText("HTTP 200").waitFor();
      await page.keyboard.press("Delete");
      expect(await first.count()).toBe(0);
    });
  });

  it("lists the examples by item, finds one, and opens it in the editor with its variables", async () => {
    await withPage({}, async (page) => {
      await runExample(page);
      await page.getByRole("tab", { name: "Esimerkit" }).click();
      await page.getByRole("heading", { name: "Tarpeet yli tietojen" }).waitFor();
      await page.getByRole("heading", { name: "26 Lääkekorvausten maksukatto" }).waitFor();
      expect(await findBarriers(page)).toEqual([]);
      await page.getByLabel("Hae esimerkkiä").fill("lääkekatto laskutus");
      await page.getByText("Esimerkkejä 1", { exact: true }).waitFor();
      await page.getByText("sinun roolisi").waitFor();
      await page.getByRole("button", { name: "Asiakkaan lääkekatto" }).press("Enter");
      expect(await page.getByRole("tab", { name: "26-laakekatto" }).getAttribute("aria-selected")).toBe("true");
      await page.getByText("26-laakekatto on auki muokkaimessa.").waitFor();
      // The id is of the customer whom the last answer told.
      expect(await page.getByRole("textbox", { name: "Muuttujien muokkain" }).textContent()).toContain("Zm9vYmFy");
      const text = await page.getByRole("textbox", { name: "Kyselyn muokkain" }).textContent();
      expect(text).toContain("query Laakekatto($id: ID!)");
      expect(text).not.toContain("# personat");
    });
  });

  it("says which variables of an example the reader must fill in", async () => {
    await withPage({}, async (page) => {
      await page.getByRole("tab", { name: "Esimerkit" }).click();
      await page.getByRole("button", { name: "Vanhempi katsoo lastaan" }).click();
      const said = page.getByText("auki muokkaimessa. Täydennä muuttujat: id.");
      await said.waitFor();
      expect(await said.getAttribute("role")).toBe("status");
    });
  });

  it("tells each data item, narrowed by words, group and level, and leads to its example", async () => {
    await withPage({}, async (page, standIn) => {
      await page.getByRole("tab", { name: "Tietokatalogi" }).click();
      await page.getByText("Tietoja 3").waitFor();
      const catalogue = page.getByRole("region", { name: "Tietokatalogi" });
      const text = (await catalogue.textContent()) ?? "";
      for (const part of [
        "26 Lääkekorvausten maksukattoTak för läkemedelskostnaderCeiling of medicine costs",
        "RyhmäMaksutiedotTasoKansallinen",
        "PäärekisteriKela",
        "OikeusperustaSairausvakuutuslaki 1224/2004 [R]",
        "S asiakas, P puolesta asioiva, H terveydenhuolto, R laskutus, M kolmas osapuoli",
        "Asiakas.laakekatto, lähde kela",
        "Asiakas.asiakassetelit, lähde crmpaikka on pääteltävissä",
        "Tasoei päätetty",
        "Alueiden asiakkuudenhallinta, crmSQLoma palvelu231 / 2",
        "Pirkanmaan hyvinvointialue08hyvinvointialue1crm",
      ])
        expect(text).toContain(part);
      await page.getByLabel("Ryhmä").selectOption("Asiakastiedot");
      await page.getByText("Tietoja 1").waitFor();
      await page.getByRole("heading", { name: "15 Ohjaus, neuvonta" }).waitFor();
      await page.getByLabel("Ryhmä").selectOption("kaikki");
      await page.getByLabel("Taso").selectOption("Kansallinen");
      await page.getByText("Tietoja 1").waitFor();
      await page.getByLabel("Taso").selectOption("kaikki");
      await page.getByLabel("Hae tietoa").fill("laakekatto");
      await page.getByText("Tietoja 1").waitFor();
      await page.getByRole("button", { name: "English" }).click();
      await page.getByRole("heading", { name: "26 Ceiling of medicine costs" }).waitFor();
      await page.getByRole("button", { name: "The customer's ceiling of medicine costs" }).click();
      expect(await page.getByRole("tab", { name: "26-laakekatto" }).getAttribute("aria-selected")).toBe("true");
      // What is told is public: nobody had signed in.
      expect(standIn.asked.map(({ authorization }) => authorization)).toEqual([undefined]);
    });
  });

  it("leads from a field's item in the schema to the item in the catalogue", async () => {
    await withPage({}, async (page) => {
      await page.getByRole("tab", { name: "Skeema" }).click();
      await page.getByRole("button", { name: "Asiakas", exact: true }).click();
      await page.getByRole("button", { name: "tieto 26" }).click();
      await page.getByRole("heading", { name: "26 Lääkekorvausten maksukatto" }).waitFor();
      await page.waitForFunction("document.activeElement?.id === 'item-26'");
      expect(await page.getByRole("tab", { name: "Tietokatalogi" }).getAttribute("aria-selected")).toBe("true");
    });
  });

  it("shows an analyst figures, and what is suppressed and why, as long as the sign-in lasts", async () => {
    await withPage({ toimija: { laji: "analyytikko" } }, async (page, standIn) => {
      await signIn(page, "Kirjautunut: analyytikko.");
      await page.getByRole("tab", { name: "Tilastot" }).click();
      await page.getByRole("button", { name: "Hae luvut" }).click();
      await page.getByText("22 alueesta vastasi 1.").waitFor();
      await page.getByText("Ei vastannut: 15.").waitFor();
      await page.getByText("luku on alle 5 henkilön").waitFor();
      expect(await page.getByRole("caption").textContent()).toBe("Asiakkaat iän mukaan, tilastopäivä 1.11.2026");
      const row = page.getByRole("row", { name: "Pirkanmaan hyvinvointialue" });
      expect(await row.getByRole("cell").allTextContents()).toEqual(["40", "–peitetty, pieni luku", "40"]);
      expect(standIn.asked.at(-1)?.authorization).toBe("Bearer test-token");
      await page.getByRole("button", { name: "Kirjaudu ulos" }).click();
      expect(await page.getByRole("table").count()).toBe(0);
    });
  });

  it("says that variables are no JSON without asking the service", async () => {
    await withPage({}, async (page, standIn) => {
      await page.getByRole("textbox", { name: "Muuttujien muokkain" }).fill("{hetu");
      await page.locator("#variables-editor [class*=cm-lint]").first().waitFor({ state: "attached" });
      await page.getByRole("button", { name: "Aja" }).click();
      await page.getByText("Muuttujat eivät ole kelvollinen JSON-olio.").waitFor();
      expect(standIn.asked).toEqual([]);
    });
  });

  it("speaks Finnish, Swedish and English", async () => {
    await withPage({}, async (page) => {
      await runExample(page);
      await page.getByRole("button", { name: "Svenska" }).click();
      await page.getByRole("button", { name: "Kör" }).waitFor();
      await page.getByText("Inloggad: kund.").waitFor();
      expect(await page.evaluate("document.documentElement.lang")).toBe("sv");
      await page.getByRole("button", { name: "English" }).click();
      await page.getByRole("columnheader", { name: "Fetched" }).waitFor();
      expect(await findBarriers(page)).toEqual([]);
    });
  });
});

async function runExample(page: Page): Promise<void> {
  await signIn(page, "Kirjautunut: asiakas.");
  await page.getByRole("button", { name: "Aja" }).click();
  await page.getByText("HTTP 200").waitFor();
}

async function signIn(page: Page, status: string): Promise<void> {
  await page.getByRole("button", { name: "Kirjaudu: Testitunnistus" }).click();
  await page.getByText(status).waitFor();
}

interface PageTestOptions extends StandInOptions {
  readonly width?: number;
  readonly colorScheme?: "light" | "dark";
  /** A status that the service is meant to answer here: the browser notes it as an error of its own. */
  readonly expectedStatus?: 403 | 404;
}

/** A page over its own stand-in; nothing may be stored by it, go wrong on it or leave its origin. */
async function withPage(
  options: PageTestOptions,
  test: (page: Page, standIn: Awaited<ReturnType<typeof startStandIn>>) => Promise<void>,
): Promise<void> {
  await inBrowser(browser, async (running) => {
    const standIn = await startStandIn(options);
    try {
      const { page, faults } = await openPage(running, standIn.url, options);
      await test(page, standIn);
      expect(await findStored(page)).toEqual([]);
      expect(faults.filter((fault) => !fault.includes(`a status of ${options.expectedStatus} `))).toEqual([]);
      await page.context().close();
    } finally {
      await standIn.close();
    }
  });
}
