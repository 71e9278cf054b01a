import { z } from "zod";

const count = (byDefault: number): z.ZodDefault<z.ZodInt> => z.int().min(1).max(100_000).default(byDefault);

/** How a source is kept from harming others, and others from harming it; defaults of security-reliability §4.1. */
export const suojausSettings = z
  .strictObject({
    /** Calls under way at once, and waiting for a place. */
    inFlight: count(50),
    queue: z.int().min(0).max(100_000).default(100),
    queueMs: z.int().min(0).max(60_000).default(200),
    /** Share of the calls of ten seconds that may be made again. 0 is never. */
    retryShare: z.number().min(0).max(1).default(0.1),
    /** The breaker: calls in the window before it may open, and the share of failures that opens it. */
    leastCalls: count(20),
    failureShare: z.number().min(0.01).max(1).default(0.5),
    windowMs: count(10_000),
    firstOpenMs: count(5000),
    longestOpenMs: count(60_000),
  })
  .readonly();

/** Settings of a source's protection, checked. */
export type Suojaus = z.infer<typeof suojausSettings>;
