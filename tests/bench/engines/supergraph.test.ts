import { composeServices } from "@apollo/composition";
import { parse } from "graphql";
import { expect, it } from "vitest";
import { portsFrom } from "../../../bench/engines/ports.ts";
import { registerSchemas } from "../../../bench/engines/registers.ts";
import { supergraphAt } from "../../../bench/engines/supergraph.ts";

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';

it("is what composition makes of the registers' schemas", async () => {
  const composed = composeServices(
    Object.entries(registerSchemas).map(([name, schema]) => ({
      name,
      url: `http://${name}.asiakas.invalid/graphql`,
      typeDefs: parse(link + schema),
    })),
  );
  const text = composed.supergraphSdl ?? composed.errors?.map(({ message }) => message).join("\n");
  await expect(`${text?.trim()}\n`).toMatchFileSnapshot("../../../bench/engines/supergraph.graphql");
});

it("says where each register runs", () => {
  const ports = portsFrom(Object.keys(registerSchemas), 4701);
  const text = supergraphAt(ports);
  for (const [name, port] of ports)
    expect(text).toMatch(new RegExp(`name: "${name}", url: "http://127.0.0.1:${port}/graphql"`));
  expect(text).not.toContain(".invalid");
});
