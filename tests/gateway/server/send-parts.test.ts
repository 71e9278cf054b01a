import { connect } from "node:net";
import { expect, it } from "vitest";
import type { EngineAnswer, EnginePart, EngineRequest } from "../../../gateway/engine/index.ts";
import { readParts } from "../../read-parts.ts";
import { post, startStub } from "./start-stub.ts";

const query = "{ mina { id ... @defer { nimi } } }";
const mixed = { accept: "multipart/mixed;deferSpec=20220824, application/json" };

/** An engine's answer with later parts that `later` makes. */
const inParts =
  (later: (request: EngineRequest) => AsyncGenerator<EnginePart>) =>
  async (request: EngineRequest): Promise<EngineAnswer> => ({
    data: { mina: { id: "a" } },
    errors: [],
    later: later(request),
  });

const toPart = ({ operation }: EngineRequest): EnginePart => ({
  label: undefined,
  operation,
  data: { mina: { nimi: "Aino" } },
  errors: [],
  places: [["mina"]],
});

it("parts are written as incremental delivery has them, byte by byte", async () => {
  const stub = await startStub({
    execute: inParts(async function* (request) {
      yield toPart(request);
    }),
  });
  const response = await post(stub, { query }, mixed);
  expect(response.headers.get("content-type")).toBe('multipart/mixed; boundary="-"; deferSpec=20220824');
  expect(response.headers.get("cache-control")).toBe("no-store");
  const text = (await response.text()).replaceAll(/"extensions":\{"pyynto":"[^}]*\}/g, "E");
  const head = "content-type: application/json; charset=utf-8\r\n\r\n";
  expect(text.split("\r\n---")).toEqual([
    "",
    `\r\n${head}{"data":{"mina":{"id":"a"}},E,"hasNext":true}`,
    `\r\n${head}{"incremental":[{"path":["mina"],"data":{"nimi":"Aino"}}],"hasNext":true,E}`,
    `\r\n${head}{"hasNext":false}`,
    "--\r\n",
  ]);
});

it("nothing is told of a part that the use log does not take", async () => {
  let isFull = false;
  const stub = await startStub({
    mayRecord: () => !isFull,
    execute: inParts(async function* (request) {
      isFull = true;
      yield toPart(request);
    }),
  });
  const told: unknown[] = [];
  for await (const part of readParts(await post(stub, { query }, mixed))) told.push(part);
  expect(told).toMatchObject([
    { data: { mina: { id: "a" } } },
    { incremental: [{ path: ["mina"], data: null, errors: [{ extensions: { code: "AUDIT_UNAVAILABLE" } }] }] },
    { hasNext: false },
  ]);
  expect(JSON.stringify(told)).not.toContain("Aino");
});

it("an answer that breaks off in the middle does not look whole", async () => {
  const stub = await startStub({
    // A bug of ours, after the first part has left.
    execute: inParts(async function* (request) {
      yield toPart(request);
      throw new TypeError("131052-9030 is not a function");
    }),
  });
  const parts = readParts(await post(stub, { query }, mixed));
  await parts.next();
  await parts.next();
  await expect(parts.next()).rejects.toThrow();
  expect(stub.log.join("\n")).toContain("virhe pyynnön käsittelyssä");
  expect(stub.log.join("\n")).not.toContain("131052");
});

it("a client that leaves ends what is asked for it, and no more parts are made", async () => {
  let made = 0;
  let isOver = false;
  const stub = await startStub({
    execute: inParts(async function* (request) {
      await new Promise<void>((resolve) => request.scope.deadline.whenOver(resolve));
      isOver = true;
      made += 1;
      yield toPart(request);
      made += 1;
    }),
  });
  const body = JSON.stringify({ query });
  const socket = connect(stub.server.port, "127.0.0.1");
  socket.write(`POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\naccept: ${mixed.accept}\r\n`);
  socket.write(`content-length: ${body.length}\r\n\r\n${body}`);
  await new Promise((resolve) => socket.once("data", resolve));
  socket.destroy();
  await expect.poll(() => isOver).toBe(true);
  await expect.poll(() => made).toBe(1);
});
