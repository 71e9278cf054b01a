import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { failed } from "../../../gateway/source/index.ts";
import { createGate, openSource, startPeer } from "../source/start-peer.ts";
import { post, refusalOf, startStub } from "./start-stub.ts";

const query = "{ mina { id } }";

describe("an answer", () => {
  it("holds data, the correlation id and what each source said", async () => {
    const source = openSource(await startPeer((_, response) => void response.end()));
    const stub = await startStub({
      async execute({ scope }) {
        await source.call({ method: "GET", path: "/" }, scope, async () => failed("unavailable", "down"));
        return {
          data: { mina: null },
          errors: [{ code: "SOURCE_UNAVAILABLE", parameters: { lahde: "kela" }, path: ["mina", 0, "nimi"] }],
        };
      },
    });
    const response = await post(stub, { query }, { "accept-language": "en" });
    const answer: unknown = await response.json();
    const pyynto = stub.asked[0]?.scope.pyynto;
    expect(pyynto).toMatch(/^[0-9a-f-]{36}$/);
    expect([response.status, answer]).toMatchObject([
      200,
      {
        data: { mina: null },
        errors: [
          {
            message: "Kela can't be reached now, so the field nimi is missing; everything else is here.",
            path: ["mina", 0, "nimi"],
            extensions: {
              code: "SOURCE_UNAVAILABLE",
              lahde: "kela",
              retryable: true,
              neuvo: "Ask nimi again in a while.",
              pyynto,
            },
          },
        ],
        extensions: {
          pyynto,
          lahteet: [{ lahde: "kela", solmu: null, tila: "SOURCE_UNAVAILABLE", kutsut: 1, haettu: null }],
        },
      },
    ]);
  });

  it("leaves in the log, under its correlation id, which source failed and why, and where a bug is", async () => {
    const source = openSource(await startPeer((_, response) => void response.end()));
    const stub = await startStub({
      async execute({ scope }) {
        await source.call({ method: "GET", path: "/" }, scope, async () => failed("unavailable", "down"));
        const cause = new TypeError("131052-9030 is not a function");
        return {
          data: { mina: null },
          errors: [{ code: "INTERNAL_SERVER_ERROR", parameters: {}, path: ["mina"], cause }],
        };
      },
    });
    const text = await (await post(stub, { query })).text();
    const pyynto = stub.asked[0]?.scope.pyynto;
    expect(stub.log.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      {
        viesti: "lähde ei vastannut kelvollisesti",
        pyynto,
        lahde: "kela",
        solmu: null,
        koodi: "SOURCE_UNAVAILABLE",
        syy: "down",
      },
      {
        viesti: "virhe palvelussa",
        pyynto,
        virhe: "TypeError",
        pino: expect.arrayContaining([expect.stringContaining("answer-graphql.test.ts")]) as unknown,
      },
    ]);
    expect([text, ...stub.log].filter((line) => line.includes("131052"))).toEqual([]);
  });

  it("has no errors where there are none", async () => {
    const answer: unknown = await (await post(await startStub(), { query })).json();
    expect(answer).not.toHaveProperty("errors");
  });

  it("hands the engine operation, variables and actor", async () => {
    const actor = { kind: "analyytikko", sub: "s" } as const;
    const stub = await startStub({ authenticate: async () => ({ ok: true, actor }) });
    const text = "query a { mina { id } } query b($h: Hetu!) { asiakasHetulla(hetu: $h) { id } }";
    await post(stub, { query: text, operationName: "b", variables: { h: "010190-900P" }, extensions: { muu: 1 } });
    expect(stub.asked).toMatchObject([
      { operation: { operationName: "b" }, variables: { h: "010190-900P" }, scope: { actor } },
    ]);
  });

  it("takes null for variables and operationName as none", async () => {
    expect((await post(await startStub(), { query, variables: null, operationName: null })).status).toBe(200);
  });

  it.each([
    [400, "OPERATION_TOO_COMPLEX", { saanto: "suunnittelu", raja: 500 }, null],
    [501, "OPERATION_NOT_PLANNED", {}, null],
    [503, "OVERLOADED", {}, "2"],
  ] as const)(
    "is a refusal with %i when the engine could not plan: %s",
    async (status, code, parameters, retryAfter) => {
      const refused = { code, parameters };
      const stub = await startStub({ execute: async () => ({ data: null, errors: [], refused }) });
      const response = await post(stub, { query });
      expect([response.status, response.headers.get("retry-after")]).toEqual([status, retryAfter]);
      const answer: unknown = await response.json();
      expect(answer).not.toHaveProperty("data");
      expect(answer).toMatchObject({ errors: [{ extensions: { code, ...parameters } }] });
      expect(stub.refusals).toEqual([]);
    },
  );

  it("has in the log what no planner had a plan for, by where the planner gave up", async () => {
    const cause = new TypeError("salainen 010190-900P");
    const refused = { code: "OPERATION_NOT_PLANNED", parameters: {}, cause } as const;
    const stub = await startStub({ execute: async () => ({ data: null, errors: [], refused }) });
    const told = await (await post(stub, { query })).text();
    const pyynto = /"pyynto":"([^"]+)"/.exec(told)?.[1];
    expect(stub.log.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { viesti: "virhe palvelussa", pyynto, virhe: "TypeError" },
    ]);
    expect([told, ...stub.log].join("\n")).not.toMatch(/salainen|010190/);
  });

  it("is a refusal as a whole, once, when personal data was asked without a sign-in", async () => {
    const refusal = { code: "UNAUTHENTICATED", parameters: {} } as const;
    const stub = await startStub({ execute: async () => ({ data: { mina: null }, errors: [refusal, refusal] }) });
    const response = await post(stub, { query });
    const answer: unknown = await response.clone().json();
    expect(await refusalOf(response)).toEqual([401, "UNAUTHENTICATED"]);
    expect(answer).toMatchObject({ errors: { length: 1 } });
    expect(answer).not.toHaveProperty("data");
  });
});

describe("a refusal", () => {
  it.each([
    ["an operation that is no GraphQL", { query: "{" }, [400, "GRAPHQL_PARSE_FAILED"]],
    ["an unknown field", { query: "{ eiOle }" }, [400, "GRAPHQL_VALIDATION_FAILED"]],
    ["@stream", { query: "{ mina { id @stream } }" }, [400, "GRAPHQL_VALIDATION_FAILED"]],
    ["a subscription", { query: "subscription { mina { id } }" }, [400, "GRAPHQL_VALIDATION_FAILED"]],
    ["a mutation", { query: "mutation { mina { id } }" }, [400, "GRAPHQL_VALIDATION_FAILED"]],
    ["an unknown operation", { query, operationName: "x" }, [400, "OPERATION_RESOLUTION_FAILURE"]],
    [
      "an identity code in the text",
      { query: '{ asiakasHetulla(hetu: "010190-900P") { id } }' },
      [400, "BAD_USER_INPUT"],
    ],
    ["an unknown variable", { query, variables: { a: 1 } }, [400, "BAD_USER_INPUT"]],
    ["a missing variable", { query: "query ($h: Hetu!) { asiakasHetulla(hetu: $h) { id } }" }, [400, "BAD_USER_INPUT"]],
    [
      "too much at once",
      {
        query: `{ mina { ${"id ".repeat(1)} } ${"...f ".repeat(1)} } fragment f on Query { ${Array.from({ length: 31 }, (_, at) => `a${at}: mina { id }`).join(" ")} }`,
      },
      [400, "OPERATION_TOO_COMPLEX"],
    ],
  ] as const)("of %s has no data, and the engine is not asked", async (_, body, expected) => {
    const stub = await startStub();
    const response = await post(stub, body);
    const answer: unknown = await response.clone().json();
    expect(await refusalOf(response)).toEqual(expected);
    expect(answer).not.toHaveProperty("data");
    expect(stub.asked).toHaveLength(0);
  });

  it("tells advice and the correlation id, and no more than it may", async () => {
    const answer: unknown = await (
      await post(await startStub(), { query: "{ mina { idd } }" }, { "accept-language": "en" })
    ).json();
    expect(answer).toEqual({
      errors: [
        {
          message: 'Cannot query field "idd" on type "Asiakas". Did you mean "id"?',
          locations: [{ line: 1, column: 10 }],
          extensions: {
            code: "GRAPHQL_VALIDATION_FAILED",
            neuvo: "Mend the query at the place given; the schema is at /schema.graphql.",
            pyynto: expect.stringMatching(/^[0-9a-f-]{36}$/),
            retryable: false,
          },
        },
      ],
    });
  });

  it("of an actor without a purpose of use says what is missing", async () => {
    const reason = "purpose of use, organisation or region missing";
    const stub = await startStub({ authenticate: async () => ({ ok: false, code: "FORBIDDEN", reason }) });
    const response = await post(stub, { query }, { "accept-language": "en" });
    const text = await response.clone().text();
    expect(await refusalOf(response)).toEqual([403, "FORBIDDEN"]);
    expect(text).toMatch(/role/);
    expect(text).not.toMatch(/ \.|the field/);
  });
});

describe("a bug in the engine", () => {
  it("is told by a correlation id and by nothing of its own; the log has where it was, not what it said", async () => {
    const stub = await startStub({
      execute() {
        throw new TypeError("salainen 010190-900P");
      },
    });
    const response = await post(stub, { query, variables: {} });
    const text = await response.clone().text();
    expect(await refusalOf(response)).toEqual([500, "INTERNAL_SERVER_ERROR"]);
    expect(text).not.toMatch(/salainen|010190|TypeError|\.ts|at /);
    const pyynto = /"pyynto":"([^"]+)"/.exec(text)?.[1];
    expect(stub.log).toHaveLength(1);
    expect(JSON.parse(stub.log[0] ?? "")).toMatchObject({
      viesti: "virhe pyynnön käsittelyssä",
      pyynto,
      virhe: "TypeError",
    });
    expect(stub.log[0]).not.toMatch(/salainen|010190/);
  });
});

describe("the language of messages", () => {
  it.each([
    [undefined, "Yhdessä pyynnössä saa olla yksi kysely."],
    ["fi", "Yhdessä pyynnössä saa olla yksi kysely."],
    ["sv-FI", "En begäran får ha en fråga."],
    ["en-GB,en;q=0.9", "One request holds one operation."],
    ["de, sv;q=0.2, en;q=0.4", "One request holds one operation."],
    ["en;q=0, sv;q=0.1", "En begäran får ha en fråga."],
    ["de", "Yhdessä pyynnössä saa olla yksi kysely."],
    ["*", "Yhdessä pyynnössä saa olla yksi kysely."],
    [";;;q=,", "Yhdessä pyynnössä saa olla yksi kysely."],
  ])("for Accept-Language %j is by its weights, Finnish by default", async (header, message) => {
    const stub = await startStub();
    // Node's fetch sends "*" when nothing is given.
    const response = await post(stub, [], header === undefined ? {} : { "accept-language": header });
    expect(await response.json()).toMatchObject({ errors: [{ message }] });
  });

  it.each(["fi", "sv", "en"])("is one language in a whole message (%s)", async (language) => {
    const stub = await startStub();
    const asks = [
      "x",
      "{}",
      { query: "{" },
      { query, operationName: "x" },
      { query, variables: { a: 1 } },
      { query: '{ asiakasHetulla(hetu: "010190-900P") { id } }' },
    ];
    const texts = await Promise.all(
      asks.map(async (ask) => (await post(stub, ask, { "accept-language": language })).text()),
    );
    const finnish = /runko|puuttuu|kyselyssä|muuttuj|rivi|henkilötunnus/;
    expect(texts.filter((text) => finnish.test(text))).toHaveLength(language === "fi" ? asks.length : 0);
  });
});

describe("a client that leaves", () => {
  it("ends what was asked for it", async () => {
    const [came, ended] = [createGate(), createGate()];
    const stub = await startStub({
      execute({ scope }) {
        came.open();
        return new Promise((resolve) => {
          scope.deadline.signal.addEventListener("abort", () => {
            ended.open();
            resolve({ data: null, errors: [] });
          });
        });
      },
    });
    const body = JSON.stringify({ query });
    const socket = connect(stub.server.port, "127.0.0.1", () => {
      socket.write(
        `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
    });
    await came.promise;
    socket.destroy();
    await ended.promise;
    expect(stub.log).toEqual([]);
  });

  it("is not mixed up with others: each of many at once gets its own answer", async () => {
    const stub = await startStub({
      execute: async ({ scope }) => ({ data: { mina: { id: scope.pyynto } }, errors: [] }),
    });
    const answers = await Promise.all(Array.from({ length: 100 }, async () => (await post(stub, { query })).json()));
    for (const answer of answers as { data: { mina: { id: string } }; extensions: { pyynto: string } }[]) {
      expect(answer.data.mina.id).toBe(answer.extensions.pyynto);
    }
  });
});
