import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { listen, parseFaults, readBody } from "./http/index.ts";
import type { Controlled, Listening } from "./http/index.ts";
import type { Population } from "./population/index.ts";

/** What the local services tell of and change. */
export interface LocalWorld {
  readonly registers: Readonly<Record<string, Controlled>>;
  readonly population: Pick<Population, "personas">;
}

/**
 * What the explorer needs of a local system, at one address: `GET /viat` and `PUT /viat` of all registers for its fault
 * menu, and `GET /personat` for its examples: the synthetic personas, each with its identity code or temporary identifier.
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
  { registers, population }: LocalWorld,
): Promise<void> {
  const body = await readBody(request);
  switch (`${request.method} ${request.url}`) {
    case "GET /viat":
      return send(response, 200, JSON.stringify({ lahteet: listFaults(registers) }));
    case "PUT /viat":
      return send(response, ...setFaults(registers, body));
    case "GET /personat":
      return send(response, 200, JSON.stringify({ personat: population.personas.map(toPersona) }));
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

function refuse(message: string): [status: number, text: string] {
  return [400, JSON.stringify({ message, neuvo: "Lähetä {lahde, viat: [{laji}]}." })];
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(text);
}
