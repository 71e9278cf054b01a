/**
 * The product's subgraphs in a process of their own, each at a port of its own: what they tell is made up, and told from
 * memory. They answer everyone the same; to a signed request the answer is signed, as the gateway demands it. Words of
 * the command: file of the persons' ids, JSON; folder of local keys.
 */
import { readFileSync } from "node:fs";
import { createLocalKeyStore } from "../../gateway/config/index.ts";
import { deriveSubgraphKey, loadSubgraphSchema, openRequest, signAnswer } from "../../gateway/subgraph/index.ts";
import type { SubgraphKey } from "../../gateway/subgraph/index.ts";
import { createAnsweringMachine } from "../engines/answering-machine.ts";
import type { AnsweringMachine } from "../engines/answering-machine.ts";
import type { Given } from "../engines/registers.ts";
import { serveRegisters } from "../engines/serve-registers.ts";
import type { AnswerRegister } from "../engines/serve-registers.ts";
import { pathSubgraphs } from "./path-workloads.ts";
import { toThings } from "./things.ts";

const [, , personsFile = "", folder = ""] = process.argv;
const persons = JSON.parse(readFileSync(personsFile, "utf8")) as readonly string[];
const shared = createLocalKeyStore(folder).obtain("ASIAKAS_ALIGRAAFI_AVAIN", 32);

await serveRegisters(
  Object.fromEntries(
    pathSubgraphs.map((name) => {
      const schema = loadSubgraphSchema(new URL(`../../subgraphs/${name}/schema.graphql`, import.meta.url));
      return [name, toAnswer(name, createAnsweringMachine("", toThings(schema, persons)))];
    }),
  ),
  0,
);

function toAnswer(name: string, machine: AnsweringMachine): AnswerRegister {
  const key = deriveSubgraphKey(shared, name);
  const row = { lahde: name, solmu: null, tila: "OK", alkoiMs: 0.1, kestoMs: 0.2 };
  const more = { haettu: new Date().toISOString(), kutsut: 1, valimuisti: "EI" };
  const end = `,"extensions":{"lahteet":[${JSON.stringify({ ...row, ...more })}]}}`;
  return (text, headers) => {
    const { query, variables } = JSON.parse(text) as { readonly query: string; readonly variables?: Given | null };
    const body = `${machine.answer(query, variables ?? {}).slice(0, -1)}${end}`;
    return headers["signature"] === undefined ? { status: 200, body } : toSigned({ text, headers }, body, key);
  };
}

type Came = Pick<Parameters<typeof openRequest>[0], "headers"> & { readonly text: string };

function toSigned({ text, headers }: Came, body: string, key: SubgraphKey): ReturnType<AnswerRegister> {
  const nonce = openRequest({ path: "/graphql", headers, body: text }, key, new Date());
  if (nonce === undefined) return { status: 401, body: "" };
  return { status: 200, body, headers: signAnswer(body, { nonce, key, now: new Date() }) };
}
