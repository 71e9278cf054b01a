import { connect } from "node:net";
import { expect } from "vitest";
import type { ConfigFile } from "../../gateway/config/index.ts";
import { startSystem } from "../start.ts";
import type { TestSystem } from "../start.ts";

/** The real gateway over its mocks, to be sent bad inputs over real sockets. */
export interface Target {
  readonly system: TestSystem;
  /** Sends bytes as they are; gives all that came back until the server closed the connection. */
  send(...parts: readonly (string | Uint8Array)[]): Promise<string>;
  /** Posts JSON, or a text or bytes as they are, to `/graphql`. */
  post(body: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  /** Calls that all registers have had. */
  sourceCalls(): number;
}

/** What came back. */
export interface Reply {
  readonly status: number;
  /** Code of the first error. */
  readonly code: string;
  /** Its `saanto`, where it has one. */
  readonly saanto: string | undefined;
  readonly text: string;
  readonly headers: Headers;
}

/** Starts a gateway with bounds of time that a test can wait for. */
export async function startTarget(changes: Readonly<Record<string, unknown>> = {}): Promise<Target> {
  const limits = { headersMs: 300, receiveMs: 600, personsPerMinute: 100_000, personsPerHourOfOrganisation: 100_000 };
  const configure = (file: ConfigFile): unknown => ({ ...file, limits, ...changes });
  const system = await startSystem({ size: 20, configure });
  const port = Number(new URL(system.url).port);
  return {
    system,
    send: (...parts) => sendTo(port, parts),
    async post(body, headers = {}) {
      const isRaw = typeof body === "string" || body instanceof Uint8Array;
      const response = await fetch(`${system.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: isRaw ? Buffer.from(body) : JSON.stringify(body),
      });
      return toReply(response.status, await response.text(), response.headers);
    },
    sourceCalls: () => Object.values(system.mocks.registers).reduce((sum, { requests }) => sum + requests.count(), 0),
  };
}

function sendTo(port: number, parts: readonly (string | Uint8Array)[]): Promise<string> {
  return new Promise((resolve) => {
    let received = "";
    const socket = connect(port, "127.0.0.1", () => parts.forEach((part) => socket.write(part)));
    socket.setEncoding("utf8").on("data", (text: string) => {
      received += text;
    });
    socket.on("error", () => undefined).on("close", () => resolve(received));
  });
}

/** Reads a raw HTTP answer as a reply. */
export function parseRaw(raw: string): Reply {
  const [head = "", text = ""] = raw.split("\r\n\r\n");
  const [line = "", ...fields] = head.split("\r\n");
  const headers = new Headers(
    fields.map((field): [string, string] => [field.split(":")[0] ?? "", field.split(": ")[1] ?? ""]),
  );
  return toReply(Number(line.split(" ")[1] ?? 0), text, headers);
}

function toReply(status: number, text: string, headers: Headers): Reply {
  const [error] = errorsOf(text);
  return { status, text, headers, code: error?.extensions.code ?? "", saanto: error?.extensions.saanto };
}

interface SeenError {
  readonly extensions: { readonly code: string; readonly saanto?: string };
}

function errorsOf(text: string): readonly SeenError[] {
  try {
    // The form that every answer of the gateway has.
    return (JSON.parse(text) as { errors?: readonly SeenError[] }).errors ?? [];
  } catch {
    return [];
  }
}

/** What a refused input must and must not do. */
export interface Expected {
  readonly status: number | readonly number[];
  readonly code: string;
  readonly saanto?: string | readonly string[];
  /** Texts of the input that no answer and no log line may hold. */
  readonly canaries?: readonly string[];
}

/** Sends a bad input: it is refused so, nothing of it is echoed or logged, no source is asked, and the server lives. */
export async function expectRefused(
  target: Target,
  send: (target: Target) => Promise<Reply>,
  { status, code, saanto, canaries = [] }: Expected,
): Promise<Reply> {
  const [calls, lines] = [target.sourceCalls(), target.system.log.length];
  const reply = await send(target);
  expect([status].flat()).toContain(reply.status);
  expect(reply.code).toBe(code);
  if (saanto !== undefined) expect([saanto].flat()).toContain(reply.saanto);
  expect(reply.text).not.toMatch(/node_modules|at .*\.(?:ts|js)|"data"/);
  const told = [reply.text, ...target.system.log.slice(lines)].join("\n");
  expect(canaries.filter((canary) => told.includes(canary))).toEqual([]);
  expect(target.sourceCalls()).toBe(calls);
  expect((await fetch(`${target.system.url}/health/live`)).status).toBe(200);
  return reply;
}
