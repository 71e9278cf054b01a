import { connect } from "node:net";
import type { LahdeRow } from "./call-record.ts";
import type { KatkaisimenTila } from "./circuit-breaker.ts";

/** A source as its owner holds it: can it be reached now, and the end of it. */
export interface SourceHandle {
  readonly lahde: string;
  /** Region of the node, where the source has one per region; else null. */
  readonly solmu: string | null;
  /** State of its circuit breaker now. */
  readonly katkaisin: () => KatkaisimenTila;
  /** Does something accept connections at its address. Asks nothing of the source, so nothing is logged there. */
  isReachable(): Promise<boolean>;
  /** Closes the connections; calls under way are ended. */
  close(): Promise<void>;
}

/** Whether a source, or a node of one, can be reached now. */
export interface Reach {
  readonly lahde: string;
  readonly solmu: string | null;
  readonly tavoitettavissa: boolean;
  /** Do calls go through to it: `AUKI` while it has failed too often. */
  readonly katkaisin: KatkaisimenTila;
}

/** A source, or a node of one, as it is now and was last. */
export interface SourceState extends Reach {
  /** How it answered the last request that asked it; null before the first. */
  readonly viimeksi: { readonly tila: LahdeRow["tila"]; readonly aika: string } | null;
}

const limitMs = 1000;

/** True when a TCP connection to the address is accepted within a second. */
export function isReachable({ host, port }: { readonly host: string; readonly port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: limitMs });
    const end = (reached: boolean): void => {
      socket.destroy();
      resolve(reached);
    };
    socket.once("connect", () => end(true));
    socket.once("timeout", () => end(false));
    socket.once("error", () => end(false));
  });
}

/** Host and port of an http(s) URL. */
export function addressOf(url: URL): { readonly host: string; readonly port: number } {
  return {
    host: url.hostname.replaceAll(/^\[|\]$/g, ""),
    port: Number(url.port || (url.protocol === "https:" ? 443 : 80)),
  };
}
