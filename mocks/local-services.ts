import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { listen, parseFaults, readBody } from "./http/index.ts";
import type { Controlled, Listening } from "./http/index.ts";
import type { Population } from "./population/index.ts";

/** What the local services tell of and change. */
export interface LocalWorld {
  readonly registers: Readonly<Record<string, Controlled>>;
  readonly population: Pick<Population, "personas">;
  /** The day comes when a person is given an identity code, in every register; false when there is no such person. */
  readonly annaHenkilotunnus: (tilapainen: string, hetu: string) => Promise<boolean>;
}

/**
 * What the explorer needs of a local system, at one address: `GET /viat` and `PUT /viat` of all registers for its fault
 * menu, and `GET /personat` for its examples: the synthetic personas, each with its identity code or temporary identifier.
 * And `PUT /henkilotunnus {"tilapainen", "hetu"}`: the day when a person who was met without an identity code gets one.
 */
export function startLocalServices(options: LocalWorld): Promise<Listening> {
  const server = createServer((request, response) => {
    void answer(request, response, options).catch(() => response.destroy());
  });
  return listen(server, 0);
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { registers, population, annaHenkilotunnus }: LocalWorld,
): Promise<void> {
  const body = await readBody(request);
  switch (`${request.method} ${request.url}`) {
    case "GET /viat":
      return send(response, 200, JSON.stringify({ lahteet: listFaults(registers) }));
    case "PUT /viat":
      return send(response, ...setFaults(registers, body));
    case "GET /personat":
      return send(response, 200, JSON.stringify({ personat: population.personas.map(toPersona) }));
    case "PUT /henkilotunnus":
      return send(response, ...(await giveCode(body, annaHenkilotunnus)));
    default:
      return send(response, 404, JSON.stringify({ message: "Osoitetta ei ole.", neuvo: "Katso README." }));
  }
}

function toPersona({ persona, hetu, kuvaus }: Population["personas"][number]): unknown {
  return { persona, hetu, kuvaus };
}

function listFaults(registers: Readonly<Record<string, Controlled>>): unknown {
  return Object.fromEntries(Object.entries(registers).map(([name, { faults }]) => [name, faults.list()]));
}

function setFaults(registers: Readonly<Record<string, Controlled>>, body: string): [status: number, text: string] {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // The parser's message adds nothing to ours.
    return refuse("runko ei ole JSON:ia");
  }
  const lahde = typeof value === "object" && value !== null && "lahde" in value ? String(value.lahde) : "";
  const register = Object.hasOwn(registers, lahde) ? registers[lahde] : undefined;
  if (register === undefined) return refuse(`lahde on jokin näistä: ${Object.keys(registers).join(", ")}`);
  const faults = parseFaults(value);
  if (typeof faults === "string") return refuse(faults);
  register.faults.set(faults);
  return [200, JSON.stringify({ lahteet: listFaults(registers) })];
}

const codeSchema = z.object({ tilapainen: z.string(), hetu: z.string() });

async function giveCode(
  body: string,
  annaHenkilotunnus: LocalWorld["annaHenkilotunnus"],
): Promise<[status: number, text: string]> {
  const given = codeSchema.safeParse(toJson(body));
  const isGiven = given.success && (await annaHenkilotunnus(given.data.tilapainen, given.data.hetu));
  if (isGiven) return [200, "{}"];
  const neuvo = "Lähetä {tilapainen, hetu}: tunnukseton henkilö ja vapaa testitunnus (yksilönumero 900-999).";
  return [400, JSON.stringify({ message: "henkilötunnusta ei voi antaa", neuvo })];
}

function toJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // The parser's message quotes the text: undefined is nothing that is asked.
    return undefined;
  }
}

function refuse(message: string): [status: number, text: string] {
  return [400, JSON.stringify({ message, neuvo: "Lähetä {lahde, viat: [{laji}]}." })];
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(text);
}
