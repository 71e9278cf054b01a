import type { IncomingMessage } from "node:http";
import { BlockList, isIP, isIPv6 } from "node:net";

/** Tells the address of a request's client: what requests are counted by where nobody has signed in. */
export type ClientAddress = (request: Pick<IncomingMessage, "headers" | "socket">) => string;

/**
 * X-Forwarded-For is believed only as far as configured proxies wrote it: from its end, the first
 * address that is none of them. Addresses of IPv6 count by their /64, of which one client has all.
 */
export function createClientAddress(trustedProxies: readonly string[]): ClientAddress {
  const isProxy = createIsProxy(trustedProxies);
  return ({ headers, socket }) => {
    let address = toPlain(socket.remoteAddress ?? "");
    const forwarded = [headers["x-forwarded-for"] ?? ""].flat().join(",").split(",").map(toPlain);
    while (isProxy(address)) {
      const before = forwarded.pop();
      if (before === undefined || isIP(before) === 0) break;
      address = before;
    }
    return isIPv6(address) ? toNetwork(address) : address;
  };
}

/** Did the connection come from a trusted proxy: only then are headers that proxies write believed. */
export type IsFromProxy = (request: Pick<IncomingMessage, "socket">) => boolean;

/** By the configured proxies; nobody where there are none. */
export function createIsFromProxy(trustedProxies: readonly string[]): IsFromProxy {
  const isProxy = createIsProxy(trustedProxies);
  return ({ socket }) => isProxy(toPlain(socket.remoteAddress ?? ""));
}

function createIsProxy(trustedProxies: readonly string[]): (address: string) => boolean {
  if (trustedProxies.length === 0) return () => false;
  const proxies = toBlockList(trustedProxies);
  return (address) => isIP(address) !== 0 && proxies.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

function toBlockList(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = "", bits] = entry.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/** IPv4 as a socket of both families tells it. */
function toPlain(address: string): string {
  return address.trim().replace(/^::ffff:(?=\d+\.)/i, "");
}

function toNetwork(address: string): string {
  const [head = "", tail] = address.split("::");
  const groups = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => "0");
  return [...groups, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
