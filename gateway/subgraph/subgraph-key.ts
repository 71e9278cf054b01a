import { createHash, hkdfSync } from "node:crypto";

/** A key that the gateway shares with one subgraph, and the name it goes by in a signature. */
export interface SubgraphKey {
  readonly bytes: Uint8Array;
  /** Subgraph's name and a fingerprint: the same bytes given to two subgraphs are two keys. */
  readonly id: string;
}

const keyBytes = 32;

/**
 * The key of one subgraph out of the shared one (HKDF with SHA-256, RFC 5869): whoever holds a
 * subgraph's key can make neither another's nor the shared one.
 */
export function deriveSubgraphKey(shared: Uint8Array, subgraph: string): SubgraphKey {
  return toSubgraphKey(
    new Uint8Array(hkdfSync("sha256", shared, "", `asiakas-graph/aligraafi/1/${subgraph}`, keyBytes)),
    subgraph,
  );
}

/** A key of the subgraph's own, agreed by configuration. @throws RangeError for one that is not of 32 bytes. */
export function toSubgraphKey(bytes: Uint8Array, subgraph: string): SubgraphKey {
  if (bytes.length !== keyBytes)
    throw new RangeError(`a subgraph's key must be ${keyBytes} bytes, got ${bytes.length}`);
  const print = createHash("sha256").update("asiakas-graph/avaimen-tunnus/1").update(bytes).digest("base64url");
  return { bytes, id: `${subgraph}/${print.slice(0, 12)}` };
}
