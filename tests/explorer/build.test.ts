import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createExplorer } from "../../gateway/server/explorer.ts";

const root = new URL("../../explorer/", import.meta.url);
const explorer = await createExplorer({ root });
const textOf = (path: string): string => explorer.get(path)?.body.toString("utf8") ?? "";

describe("the explorer's files", () => {
  it.each([
    ["/", "text/html; charset=utf-8"],
    ["/kirjautuminen", "text/html; charset=utf-8"],
    ["/sign-in-return.js", "text/javascript; charset=utf-8"],
    ["/explorer.js", "text/javascript; charset=utf-8"],
    ["/esimerkit.json", "application/json; charset=utf-8"],
    ["/explorer.css", "text/css; charset=utf-8"],
    ["/explorer-licences.txt", "text/plain; charset=utf-8"],
    ["/favicon.svg", "image/svg+xml"],
  ])("serves %s as %s", (path, contentType) => {
    expect(explorer.get(path)?.contentType).toBe(contentType);
    expect(explorer.get(path)?.body.length).toBeGreaterThan(0);
  });

  it.each(["/index.html", "/main.ts", "/../package.json", "/explorer.js.map", ""])("serves nothing at %j", (path) => {
    expect(explorer.get(path)).toBeUndefined();
  });

  it("forbids all but its own origin, by the policy of the threat model", () => {
    expect(explorer.get("/")?.headers["content-security-policy"]).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "font-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'",
    );
  });

  it.each(["/", "/kirjautuminen"])("has no inline script, style or handler in %s", (path) => {
    expect(textOf(path)).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
  });

  it("loads nothing from another origin", () => {
    // What the script may fetch is watched in a browser, by page.test.ts.
    const addresses = [
      ...`${textOf("/")}${textOf("/explorer.css")}`.matchAll(/(?:src|href)="([^"]*)"|url\(([^)]*)\)/g),
    ];
    expect(addresses.length).toBeGreaterThan(2);
    expect(addresses.map(([, address]) => address).filter((address) => !/^[/#][^/]/.test(address ?? ""))).toEqual([]);
  });

  it("keeps the script under 700 kB, without a source map", () => {
    expect(textOf("/explorer.js").length).toBeLessThan(700_000);
    expect(textOf("/explorer.js")).not.toContain("sourceMappingURL");
  });

  it("gives the same entity tags to the same sources", async () => {
    const again = await createExplorer({ root });
    for (const path of ["/", "/explorer.js", "/explorer.css"]) {
      expect(again.get(path)?.headers["etag"]).toBe(explorer.get(path)?.headers["etag"]);
    }
  });

  it("offers every example operation, with its text and who can run it", () => {
    const { esimerkit } = JSON.parse(textOf("/esimerkit.json")) as { readonly esimerkit: readonly unknown[] };
    expect(esimerkit).toHaveLength(
      readdirSync(new URL("../schema/operations/", root)).filter((file) => file.endsWith(".graphql")).length,
    );
    expect(esimerkit[0]).toMatchObject({ name: "tarve-1-asiakkaanAvaus", runs: [{ persona: "aino" }, {}] });
  });

  it("names the licences of what is bundled", () => {
    for (const name of ["@codemirror/view", "cm6-graphql", "graphql", "graphql-language-service"]) {
      expect(textOf("/explorer-licences.txt")).toContain(`${name}\n\n`);
    }
  });
});
