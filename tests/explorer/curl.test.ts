import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { toCurl } from "../../explorer/curl.ts";
import type { CurlOptions } from "../../explorer/curl.ts";

const options: CurlOptions = { url: "http://127.0.0.1:4000/graphql", language: "fi", signedIn: true, maskHetut: false };
const operation = { query: "query A($hetu: Hetu!) {\n  a(hetu: $hetu)\n}", variables: { hetu: "010190-900P" } };

describe("toCurl", () => {
  it("names the token's variable", () => {
    expect(toCurl(operation, options).text).toContain('--header "authorization: Bearer $TOKEN"');
  });

  it("sends no Authorization when nobody is signed in", () => {
    expect(toCurl(operation, { ...options, signedIn: false }).text).not.toContain("authorization");
  });

  it("holds purpose and ground as the page sends them", () => {
    const peruste = { laji: "PYYNTO", selite: "Asiakas 010190-900P pyysi" };
    const extensions = { kayttotarkoitus: "HOITO", peruste };
    expect(toCurl({ ...operation, extensions }, options).text).toContain('"kayttotarkoitus": "HOITO"');
    expect(toCurl({ ...operation, extensions }, { ...options, maskHetut: true }).text).toContain("Asiakas HETU pyysi");
  });

  it("replaces identity codes in variables and in the query where persons may be real", () => {
    const inText = { query: '{ a(hetu: "131052A9030") }', variables: { hetu: "010190-900P" } };
    const { text, masked } = toCurl(inText, { ...options, maskHetut: true });
    expect(masked).toBe(true);
    expect(text).not.toMatch(/010190|131052/);
    expect(text).toContain('"hetu": "HETU"');
  });

  it("gives a shell the very body, whatever quotes and dollars it has", async () => {
    const awkward = { query: `{ a(b: "it's $HOME \`id\` \\\\ \\"x\\"") }`, variables: { c: "'$TOKEN'\nJSON " } };
    const { text } = toCurl(awkward, { ...options, signedIn: false });
    const script = `curl() { cat; }\n${text}`;
    const { stdout } = await promisify(execFile)("sh", ["-c", script]);
    const sent: unknown = JSON.parse(stdout);
    expect(sent).toEqual({ ...awkward, query: `{a(b:"it's $HOME \`id\` \\\\ \\"x\\"")}` });
  });

  it("keeps a query that can't be read as it is", () => {
    expect(toCurl({ query: '{ a(b: "', variables: {} }, options).text).toContain(String.raw`{ a(b: \"`);
  });
});
