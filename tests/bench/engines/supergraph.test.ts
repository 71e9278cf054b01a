import { expect, it } from "vitest";
import { composeSupergraph } from "../../../schema/compose-supergraph.ts";
import { registerSchemas } from "../../../bench/engines/registers.ts";
import { portsFrom, supergraphAt } from "../../../bench/engines/supergraph.ts";

it("is what composition makes of the registers' schemas", async () => {
  const composed = composeSupergraph(
    Object.entries(registerSchemas).map(([name, schemaText]) => ({ name, schemaText })),
  );
  const text = composed.kind === "composed" ? composed.supergraphSdl : JSON.stringify(composed.errors);
  await expect(text).toMatchFileSnapshot("../../../bench/engines/supergraph.graphql");
});

it("says where each register runs", () => {
  const ports = portsFrom(4701);
  const text = supergraphAt(ports);
  for (const [name, port] of ports)
    expect(text).toMatch(new RegExp(`name: "${name}", url: "http://127.0.0.1:${port}/graphql"`));
  expect(text).not.toContain(".invalid");
});
