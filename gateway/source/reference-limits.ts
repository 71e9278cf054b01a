import { z } from "zod";

const hourMs = 3_600_000;
const time = (byDefault: number): z.ZodDefault<z.ZodInt> =>
  z
    .int()
    .min(0)
    .max(7 * 24 * hourMs)
    .default(byDefault);

/** How long and how much public reference data is kept; security-reliability §4.2: a good copy, at most a day old beyond its time. */
export const referenceSettings = z
  .strictObject({
    /** How long a value is shown without asking. 0: each reader has the source asked for the next one. Milliseconds. */
    tuoreMs: time(24 * hourMs),
    /** How long after that the old value is still shown while the source is asked, or does not answer. Milliseconds. */
    vanhaMs: time(24 * hourMs),
    maxEntries: z.int().min(1).max(100_000).default(200),
    /** Bytes of bodies as they came. */
    maxBytes: z
      .int()
      .min(1)
      .max(4 * 1024 ** 3)
      .default(64 * 1024 ** 2),
    /** Longest time to load one value, all its pages. Milliseconds. */
    latausMs: z.int().min(1).max(600_000).default(30_000),
    /** After a load that failed, the source is left in peace so long while an old value is there. Milliseconds. */
    retryMs: time(30_000),
  })
  .readonly();

/** Limits of a reference cache, checked. */
export type ReferenceLimits = z.infer<typeof referenceSettings>;
