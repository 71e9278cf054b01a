import type { SuostumusWire } from "../../../subgraphs/mydata/wire.ts";

/** A live consent of the graph to an insurer, with what a test wants otherwise. */
export function toConsent(changes: Partial<SuostumusWire> = {}): SuostumusWire {
  return {
    consentId: "MD-1",
    version: 1,
    status: "ACTIVE",
    subject: "pari-1",
    recipient: { id: "vakuutusyhtio-a", name: "Vakuutusyhtiö" },
    source: { id: "asiakas-graph", name: "Asiakas graph" },
    dataCategories: ["perustiedot"],
    grantedAt: "2025-11-01T09:30:00Z",
    expiresAt: null,
    withdrawnAt: null,
    receiptJws: "kuitti",
    ...changes,
  };
}

/** The claims of the receipt that belongs to a consent. */
export function toClaims({ subject, recipient, source, ...others }: SuostumusWire): object {
  return { ...others, sub: subject, recipient: recipient.id, source: source.id, purposes: ["ASIAKASHALLINTA"] };
}
