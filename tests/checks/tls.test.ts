import { expect, it } from "vitest";
import { files, readText } from "./checkout.ts";

/** What would let an unverified peer in; written so that this file does not hold it. */
const loosened = new RegExp(["rejectUnauthorized", "NODE_TLS_REJECT_UNAUTHORIZED"].join("|"));
const isCode = (path: string): boolean =>
  /\.(ts|mjs|js|json|ya?ml|sh)$/.test(path) && path !== "tests/checks/tls.test.ts";

it("verifies the other side of every TLS connection: nothing in the checkout can switch that off", () => {
  const code = files.filter(isCode);
  expect(code.length).toBeGreaterThan(100);
  expect(code.filter((path) => loosened.test(readText(path)))).toEqual([]);
});

it("would see it switched off", () => {
  expect(loosened.test("connect({ rejectUnauthorized: false })")).toBe(true);
});
