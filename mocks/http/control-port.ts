import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { parseFaults } from "./faults.ts";
import type { FaultSwitch } from "./faults.ts";
import { listen } from "./listen.ts";
import type { Listening } from "./listen.ts";
import { readBody } from "./read-body.ts";
import type { RequestJournal } from "./requests.ts";

/**
 * The control port of a mock, apart from the port the register speaks on:
 * `GET /viat`, `PUT /viat {"viat": [...], "siemen": 1}`, `GET /kutsut`, `DELETE /kutsut`.
 */
export function startControlPort(faults: FaultSwitch, requests: RequestJournal): Promise<Listening> {
  const server = createServer((request, response) => {
    void answer({ request, response, faults, requests });
  });
  return listen(server, 0);
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly faults: FaultSwitch;
  readonly requests: RequestJournal;
}

async function answer({ request, response, faults, requests }: Exchange): Promise<void> {
  switch (`${request.method} ${request.url}`) {
    case "GET /viat":
      return sendJson(response, 200, { viat: faults.list() });
    case "PUT /viat":
      return sendJson(response, ...setFaults(faults, await readBody(request)));
    case "GET /kutsut":
      return sendJson(response, 200, { maara: requests.count(), kutsut: requests.latest() });
    case "DELETE /kutsut":
      requests.clear();
      return sendJson(response, 200, { maara: 0 });
    default:
      return sendJson(response, 404, { virhe: "GET /viat, PUT /viat, GET /kutsut or DELETE /kutsut" });
  }
}

function setFaults(faults: FaultSwitch, body: string): [status: number, answer: unknown] {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // The parser's message adds nothing to ours.
    return [400, { virhe: "body must be JSON" }];
  }
  const parsed = parseFaults(value);
  if (typeof parsed === "string") return [400, { virhe: parsed }];
  const seed = typeof value === "object" && value !== null && "siemen" in value ? Number(value.siemen) : 1;
  faults.set(parsed, seed);
  return [200, { viat: parsed }];
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(value));
}
