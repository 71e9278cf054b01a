import type { Socket } from "node:net";
import { expect, it } from "vitest";
import { createClientAddress } from "../../../gateway/server/client-address.ts";

const addressOf = (remoteAddress: string, forwarded: string | undefined, proxies: readonly string[] = []): string =>
  createClientAddress(proxies)({
    headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
    // The part of a socket that is read.
    socket: { remoteAddress } as Socket,
  });

it.each([
  ["of nobody's proxy is its own, whatever it claims", "192.0.2.1", "203.0.113.9", [], "192.0.2.1"],
  ["behind a configured proxy is what the proxy wrote", "10.0.0.1", "203.0.113.9", ["10.0.0.1"], "203.0.113.9"],
  [
    "is what the proxy wrote last, not what the client wrote",
    "10.0.0.1",
    "1.1.1.1, 203.0.113.9",
    ["10.0.0.0/8"],
    "203.0.113.9",
  ],
  ["behind two proxies is before both", "10.0.0.1", "203.0.113.9, 10.0.0.2", ["10.0.0.0/8"], "203.0.113.9"],
  ["is the proxy's where it wrote no address", "10.0.0.1", "salainen", ["10.0.0.0/8"], "10.0.0.1"],
  ["is the proxy's where it wrote nothing", "10.0.0.1", undefined, ["10.0.0.0/8"], "10.0.0.1"],
  ["of IPv4 is one in both families", "::ffff:192.0.2.1", undefined, [], "192.0.2.1"],
  ["behind a proxy of IPv6 is what it wrote", "fd00::1", "192.0.2.7", ["fd00::/8"], "192.0.2.7"],
  ["of IPv6 counts by its network", "2001:db8:1:2:3:4:5:6", undefined, [], "2001:db8:1:2"],
  ["of IPv6 counts by its network, short or long", "2001:0db8::5:6", undefined, [], "2001:db8:0:0"],
  ["of a socket that has gone is empty", "", "203.0.113.9", ["10.0.0.1"], ""],
] as const)("a client's address %s", (_, remote, forwarded, proxies, expected) => {
  expect(addressOf(remote, forwarded, proxies)).toBe(expected);
});
