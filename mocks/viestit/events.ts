import type { Population, Viesti } from "../population/index.ts";

/** An event of the stream of one API user. */
export interface EventRecord {
  readonly type: string;
  readonly eventTime: string;
  readonly metadata: { readonly messageId: number; readonly serviceId: string; readonly externalId?: string };
}

/** Of whom events are made: the personas and some more, so that a world of a million starts as soon. */
const persons = 500;
/** Days for which the service tells events. */
const keptDays = 60;
const minute = 60_000;
const day = 24 * 3600_000;

/** Events of a region's messages of the last 60 days, in the order in which they happened. */
export function toEvents(population: Population, alue: string, now: Date): readonly EventRecord[] {
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Helsinki", dateStyle: "short" }).format(now);
  const made = Array.from({ length: Math.min(persons, population.size) }, (_, index) => index).flatMap((index) =>
    population
      .viestit(population.henkilo(index), today)
      .filter((viesti) => viesti.alue === alue)
      .flatMap((viesti, at) => eventsOf(viesti, index * 100 + at)),
  );
  return made
    .filter(({ eventTime }) => {
      const age = now.getTime() - Date.parse(eventTime);
      return age >= 0 && age <= keptDays * day;
    })
    .toSorted((one, other) => Date.parse(one.eventTime) - Date.parse(other.eventTime));
}

function eventsOf({ tunniste, alue, suunta, kanava, aika }: Viesti, messageId: number): readonly EventRecord[] {
  const metadata = { messageId, serviceId: `hva-palvelu-${alue}`, externalId: tunniste };
  const at = (type: string, afterMs: number): EventRecord => ({
    type,
    eventTime: new Date(Date.parse(aika) + afterMs).toISOString().replace(".000Z", "Z"),
    metadata,
  });
  if (suunta === "VASTAANOTETTU") return [at("Electronic message from end user", minute)];
  if (kanava === "KIRJE") {
    const returned = messageId % 5 === 0 ? [at("Posti: returned to sender", 5 * day)] : [];
    return [at("Paper mail created", minute), at("Sent for printing and enveloping", 60 * minute), ...returned];
  }
  const read = messageId % 3 === 0 ? [] : [at("Electronic message read", 6 * 60 * minute)];
  // A type that no client knows yet, and an event whose message was sent without an external id.
  const strange = { ...at("Receipt confirmed", 2 * minute), metadata: { messageId, serviceId: metadata.serviceId } };
  return [at("Electronic message created", minute), at("Reminder sent", 2 * minute), strange, ...read];
}
