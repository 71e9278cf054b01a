import { createHmac, randomBytes } from "node:crypto";
import { ok } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import type { ViestitClient } from "./client.ts";
import { eiTapahtumia, withTapahtuma } from "./map.ts";
import type { Toimitus } from "./map.ts";
import type { Pyytaja } from "./tokens.ts";
import type { TapahtumaWire } from "./wire.ts";

/** A message as its region knows it at the service. */
export interface Viestiviite {
  readonly alue: string;
  readonly tunniste: string;
}

/** Deliveries of the regions' own messages. */
export interface Toimitukset {
  /** Null when the service has told of no event of the message. */
  find(viesti: Viestiviite, from: Pyytaja): Promise<SourceResult<Toimitus | null>>;
}

/** How much is kept, and for how long it is not asked again. */
export interface Rajat {
  /** Most messages of a region. */
  readonly tapahtumia: number;
  /** Age at which the stream is read on, milliseconds. */
  readonly tapahtumatMs: number;
}

/** The service keeps events for 60 days, and so does nobody longer. */
const keptMs = 60 * 24 * 3600_000;

interface Virta {
  readonly byDigest: Map<string, { readonly toimitus: Toimitus; readonly firstMs: number }>;
  kohta: string | undefined;
  /** When the stream was last read to its end. */
  readMs: number;
  reading: Promise<SourceResult<undefined>> | undefined;
}

/**
 * The service tells events only as a stream of all of a region's messages, in which nobody can look for one (sheet 3.3
 * [V]): so it is read on from where it was left, and times are kept by a keyed digest of the message's identifier, under
 * a key of this process. What is kept names nobody and no message, and leads to one only from the region's own log.
 */
export function createToimitukset(client: ViestitClient, rajat: Rajat): Toimitukset {
  const key = randomBytes(32);
  const streams = new Map<string, Virta>();
  const streamOf = (alue: string): Virta => {
    const made: Virta = { byDigest: new Map(), kohta: undefined, readMs: Number.NEGATIVE_INFINITY, reading: undefined };
    const known = streams.get(alue) ?? made;
    streams.set(alue, known);
    return known;
  };
  const digestOf = (tunniste: string): string =>
    createHmac("sha256", key).update(tunniste).digest("base64url").slice(0, 22);

  const note = (virta: Virta, event: TapahtumaWire): void => {
    const { externalId } = event.metadata;
    if (externalId === undefined || externalId === null) return;
    const digest = digestOf(externalId);
    const known = virta.byDigest.get(digest);
    const firstMs = known?.firstMs ?? Date.parse(event.eventTime);
    virta.byDigest.set(digest, { toimitus: withTapahtuma(known?.toimitus ?? eiTapahtumia, event), firstMs });
  };

  const readToEnd = async (virta: Virta, alue: string, from: Pyytaja): Promise<SourceResult<undefined>> => {
    // Ends by the request's own deadline at the latest: what was read stands, and the next one goes on from there.
    for (;;) {
      const page = await client.fetchTapahtumat(virta.kohta, alue, from);
      if (!page.ok) return page;
      for (const event of page.value.events) note(virta, event);
      virta.kohta = page.value.continuationToken;
      prune(virta, rajat.tapahtumia, from.nyt.getTime());
      if (page.value.events.length === 0) break;
    }
    virta.readMs = from.nyt.getTime();
    return ok(undefined);
  };

  const refresh = async (virta: Virta, alue: string, from: Pyytaja): Promise<SourceResult<undefined>> => {
    const isFresh = (): boolean => Math.abs(from.nyt.getTime() - virta.readMs) < rajat.tapahtumatMs;
    // One reader at a time; another request's may end with that request, and then this one reads on.
    while (virta.reading !== undefined) {
      const shared = await virta.reading;
      if (shared.ok) return shared;
    }
    if (isFresh()) return ok(undefined);
    virta.reading = readToEnd(virta, alue, from);
    try {
      return await virta.reading;
    } finally {
      virta.reading = undefined;
    }
  };

  return {
    async find({ alue, tunniste }, from) {
      const virta = streamOf(alue);
      const read = await refresh(virta, alue, from);
      return read.ok ? ok(virta.byDigest.get(digestOf(tunniste))?.toimitus ?? null) : read;
    },
  };
}

/** Drops what is too old, and the oldest when there is too much. */
function prune({ byDigest }: Virta, most: number, nowMs: number): void {
  for (const [digest, { firstMs }] of byDigest) {
    if (byDigest.size <= most && nowMs - firstMs <= keptMs) break;
    byDigest.delete(digest);
  }
}
