/** What may sign tokens and proofs. Never what these say: the list is ours, and holds no symmetric algorithm. */
export const algorithms = ["ES256", "PS256", "RS256", "EdDSA"] as const;
