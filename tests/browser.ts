import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { chromium } from "playwright-core";
import type { Browser, Page } from "playwright-core";

const usualPlaces = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const noBrowser =
  "No browser was found, so the page was not tried in one  →  install Chromium (Debian: apt install chromium) or name one: CHROMIUM=/path npm test";

/** A headless Chromium that asks the network for nothing, or undefined when none is installed. */
export async function launchBrowser(): Promise<Browser | undefined> {
  const executablePath = process.env["CHROMIUM"] ?? usualPlaces.find((path) => existsSync(path));
  if (executablePath === undefined) return undefined;
  return chromium.launch({
    executablePath,
    args: [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/**
 * Runs a test in the browser. Where none is installed it says how to get one and passes; under
 * CI=true it fails, so that nothing goes untried unseen.
 */
export async function inBrowser(
  browser: Browser | undefined,
  test: (browser: Browser) => Promise<void>,
): Promise<void> {
  if (browser !== undefined) return test(browser);
  if (process.env["CI"] === "true") throw new Error(noBrowser);
  console.warn(noBrowser);
}

/** A page, and what went wrong on it so far: other origins asked, errors of the console, policy violations. */
export interface WatchedPage {
  readonly page: Page;
  readonly faults: readonly string[];
}

/** Opens a page in a fresh context. Requests to other origins are noted and refused. */
export async function openPage(browser: Browser, url: string, options: PageOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({
    locale: "fi-FI",
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    ...(options.colorScheme === undefined ? {} : { colorScheme: options.colorScheme }),
  });
  const page = await context.newPage();
  const faults: string[] = [];
  const origins = [new URL(url).origin, ...(options.origins ?? [])];
  await context.route(
    (asked) => !origins.includes(asked.origin) && asked.protocol.startsWith("http"),
    (route) => {
      faults.push(`other origin: ${route.request().url()}`);
      return route.abort();
    },
  );
  watch(page, faults);
  // A sign-in opens a window of its own.
  context.on("page", (opened) => watch(opened, faults));
  await page.goto(url);
  return { page, faults };
}

function watch(page: Page, faults: string[]): void {
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`page: ${error.message}`));
}

/** Window and theme of a page. */
export interface PageOptions {
  /** Other origins that may be asked. */
  readonly origins?: readonly string[];
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: "light" | "dark";
}

/** What axe-core finds against WCAG 2.2 A and AA and its best practices: one line for each violation. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  // Without selectors: an editor may redraw a node between its check and the making of its selector.
  const found: unknown = await page.evaluate(
    `axe.run(document, { selectors: false, resultTypes: ["violations"] }).then(({ violations }) =>
      violations.map(({ id, impact, help, nodes }) =>
        impact + " " + id + ": " + help + " at " + nodes.map(({ html }) => html).join(", ")))`,
  );
  return Array.isArray(found) ? found.map(String) : ["axe gave no list"];
}

/** Everything that the page's origin holds on the machine: cookies, storages, databases, caches. */
export async function findStored(page: Page): Promise<readonly string[]> {
  const cookies = await page.context().cookies(page.url());
  const stored: unknown = await page.evaluate(
    `Promise.all([indexedDB.databases(), caches.keys(), navigator.serviceWorker.getRegistrations()]).then(
      ([databases, cacheNames, workers]) => [
        ...Object.keys(localStorage), ...Object.keys(sessionStorage),
        ...databases.map(({ name }) => name), ...cacheNames, ...workers.map(({ scope }) => scope),
      ])`,
  );
  return [...cookies.map(({ name }) => name), ...(Array.isArray(stored) ? stored.map(String) : ["no list"])];
}
