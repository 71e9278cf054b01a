import { connect } from "node:net";
import { request } from "undici";
import { expect, it } from "vitest";

it("refuses a connection to another machine, however it is asked for", async () => {
  expect(() => connect({ host: "192.0.2.1", port: 80 })).toThrow("another machine");
  expect(() => connect(80, "192.0.2.1")).toThrow("another machine");
  await expect(request("http://192.0.2.1/")).rejects.toThrow("another machine");
  await expect(fetch("http://192.0.2.1/")).rejects.toThrow();
});
