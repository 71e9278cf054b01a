import { expect, it } from "vitest";
import type { GraphError } from "../../../gateway/errors.ts";
import { createOperationReader, defaultLimits } from "../../../gateway/operation/index.ts";
import type { LogFields } from "../../../gateway/server/log.ts";
import { planRegistered } from "../../../gateway/server/plan-registered.ts";
import { schema } from "../operation/koe-schema.ts";

it("plans every registered operation, and logs by its code what can't be read or planned", async () => {
  const texts = ["query A { mina { id } }", "{ rikki", "query Raskas { mina { id } }", "query B { mina { id } }"];
  const planned: (string | undefined)[] = [];
  const logged: [string, LogFields | undefined][] = [];
  const tooComplex: GraphError = { code: "OPERATION_TOO_COMPLEX", parameters: { saanto: "suunnittelu", raja: 10_000 } };
  await planRegistered({
    texts: new Map(texts.map((text) => [text, text])),
    readOperation: createOperationReader({ schema, limits: defaultLimits }),
    engine: {
      async planAhead({ definition }) {
        planned.push(definition.name?.value);
        return definition.name?.value === "Raskas" ? tooComplex : undefined;
      },
    },
    log: (message, fields) => logged.push([message, fields]),
  });
  expect(planned).toEqual(["A", "Raskas", "B"]);
  expect(logged).toEqual([
    ["rekisteröityä operaatiota ei voitu suunnitella", { koodi: "GRAPHQL_PARSE_FAILED" }],
    ["rekisteröityä operaatiota ei voitu suunnitella", { koodi: "OPERATION_TOO_COMPLEX" }],
  ]);
});
