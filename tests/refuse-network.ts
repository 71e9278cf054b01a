import { Socket } from "node:net";

/**
 * Runs before every test file: a connection to anything but this machine fails the test that makes
 * it. What the product must never do, it can't do here unseen.
 */
const connect: unknown = Reflect.get(Socket.prototype, "connect");
const loopback = new Set(["127.0.0.1", "::1", "localhost"]);

Reflect.set(Socket.prototype, "connect", function refuseOthers(this: Socket, ...given: unknown[]): unknown {
  const host = hostOf(given);
  if (host !== undefined && !loopback.has(host)) throw new Error("a connection to another machine is refused in tests");
  if (typeof connect !== "function") throw new Error("node:net has no connect");
  return Reflect.apply(connect, this, given);
});

/** The host a call of `connect` names, in any of its forms; undefined for a local pipe or the default. */
function hostOf(given: readonly unknown[]): string | undefined {
  // node:net passes its own normalised form: an array of options and callback.
  const [first, second] = Array.isArray(given[0]) ? (given[0] as readonly unknown[]) : given;
  if (typeof first === "object" && first !== null && "host" in first) {
    return typeof first.host === "string" ? first.host : undefined;
  }
  return typeof second === "string" ? second : undefined;
}
