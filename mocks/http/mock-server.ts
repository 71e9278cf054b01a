import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { startControlPort } from "./control-port.ts";
import { createFaultSwitch } from "./faults.ts";
import type { Fault, FaultSwitch } from "./faults.ts";
import { listen } from "./listen.ts";
import { readBody } from "./read-body.ts";
import { createRequestJournal } from "./requests.ts";
import type { RequestJournal } from "./requests.ts";

/** A request as a mock's handler sees it. */
export interface MockRequest {
  readonly method: string;
  /** Path with query string, as received. */
  readonly path: string;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The fault of the mock's own kind that hits this request, if any. */
  readonly fault: Fault | undefined;
}

/** A mock's answer, to the byte. */
export interface MockResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A mock register that runs. */
export interface MockServer {
  /** Where the register speaks. */
  readonly url: string;
  /** Where it is told of faults and asked what it heard. */
  readonly controlUrl: string;
  readonly faults: FaultSwitch;
  readonly requests: RequestJournal;
  close(): Promise<void>;
}

/** Starts a mock register and its control port on 127.0.0.1; port 0 (the default) takes a free one. */
export async function startMockServer(options: {
  readonly handle: (request: MockRequest) => MockResponse | Promise<MockResponse>;
  readonly port?: number;
}): Promise<MockServer> {
  const faults = createFaultSwitch();
  const requests = createRequestJournal();
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });
  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(incoming);
    const headers = plainHeaders(incoming);
    const { method = "GET", url: path = "/" } = incoming;
    const aika = new Date().toISOString();
    const end = requests.add({ aika, metodi: method, polku: path, otsakkeet: headers, runko: body });
    const hit = faults.draw();
    const own = hit.find((fault) => fault.laji === "vaaraHenkilo" || fault.laji === "virhekoodi");
    const answer = await options.handle({ method, path, headers, body, fault: own });
    await wait(hit);
    end();
    send(response, answer, hit);
  };
  const register = await listen(server, options.port ?? 0);
  const control = await startControlPort(faults, requests);
  return {
    url: register.url,
    controlUrl: control.url,
    faults,
    requests,
    async close() {
      await Promise.all([register.close(), control.close()]);
    },
  };
}

async function wait(hit: readonly Fault[]): Promise<void> {
  const slow = hit.find(({ laji }) => laji === "hidas");
  if (slow !== undefined) await new Promise((resolve) => setTimeout(resolve, slow.viiveMs ?? 1000).unref());
}

function send(response: ServerResponse, answer: MockResponse, hit: readonly Fault[]): void {
  const find = (laji: Fault["laji"]): Fault | undefined => hit.find((fault) => fault.laji === laji);
  if (find("jumissa") !== undefined) return;
  if (find("http500") !== undefined) {
    response
      .writeHead(500, { "content-type": "text/html" })
      .end("<html><body><h1>500 Internal Server Error</h1></body></html>");
    return;
  }
  const bytes = Buffer.from(answer.body, "utf8");
  if (find("katkaisu") !== undefined) {
    response.writeHead(answer.status, { ...answer.headers, "content-length": String(bytes.length + 1) });
    response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
    return;
  }
  if (find("roska") !== undefined) {
    response.writeHead(answer.status, answer.headers).end(Buffer.from(bytes.map((byte, at) => byte ^ (at * 31 + 97))));
    return;
  }
  if (find("katkaistu") !== undefined) {
    response.writeHead(answer.status, answer.headers).end(bytes.subarray(0, Math.floor(bytes.length * 0.6)));
    return;
  }
  response.writeHead(answer.status, { ...answer.headers, "content-length": String(bytes.length) }).end(bytes);
}

function plainHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
}
