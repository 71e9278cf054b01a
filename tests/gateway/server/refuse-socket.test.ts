import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { refuseSocket } from "../../../gateway/server/refuse-socket.ts";
import { startTcpPeer } from "../source/start-peer.ts";

/** What a client reads when its connection is refused for this. */
async function refusedFor(code: string): Promise<string> {
  const error = Object.assign(new Error("salainen 131052-9030"), { code });
  const { port } = new URL(await startTcpPeer((socket) => refuseSocket(error, socket)));
  return new Promise((resolve) => {
    let received = "";
    const socket = connect(Number(port), "127.0.0.1").setEncoding("utf8");
    socket.on("data", (text: string) => (received += text)).on("close", () => resolve(received));
  });
}

describe("a connection whose request never became one", () => {
  it.each([
    ["ERR_HTTP_REQUEST_TIMEOUT", "408 Request Timeout", "REQUEST_TIMEOUT"],
    ["HPE_HEADER_OVERFLOW", "431 Request Header Fields Too Large", "PAYLOAD_TOO_LARGE"],
    ["HPE_INVALID_METHOD", "400 Bad Request", "BAD_REQUEST"],
    ["HPE_INVALID_CONTENT_LENGTH", "400 Bad Request", "BAD_REQUEST"],
  ])("because of %s is answered with %s and closed", async (code, line, expected) => {
    const answer = await refusedFor(code);
    const [head = "", body = ""] = answer.split("\r\n\r\n");
    expect(head.split("\r\n")).toEqual([
      `HTTP/1.1 ${line}`,
      "connection: close",
      "content-type: application/json; charset=utf-8",
      `content-length: ${Buffer.byteLength(body)}`,
      "cache-control: no-store",
      "x-content-type-options: nosniff",
    ]);
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: expected } }] });
    expect(answer).not.toMatch(/salainen|131052|HPE_|ERR_/);
  });

  it("because it was reset is closed without an answer", async () => {
    expect(await refusedFor("ECONNRESET")).toBe("");
  });
});
