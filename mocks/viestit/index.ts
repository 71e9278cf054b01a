import { startMockServer } from "../http/index.ts";
import type { MockRegister, MockServer } from "../http/index.ts";
import type { Population } from "../population/index.ts";
import { toEvents } from "./events.ts";
import type { EventRecord } from "./events.ts";
import { answer } from "./server.ts";
import { createUserBook } from "./users.ts";

/** How the mock of Suomi.fi-viestit is started. */
export interface ViestitMockOptions {
  readonly population: Population;
  /** Regions that have an API user. */
  readonly alueet: readonly string[];
  /** Port on 127.0.0.1; a free one when left out. */
  readonly port?: number;
  /** The wall clock: when tokens end. */
  readonly now?: () => Date;
}

/** The mock, and what its users must know of it. */
export interface ViestitMock extends MockServer {
  /** Settings of the subgraph that asks it. */
  readonly settings: Readonly<Record<string, unknown>> & { readonly url: string };
}

/** Starts a mock of Suomi.fi-viestit with an invented API user for each region. */
export async function start({
  population,
  alueet,
  port = 0,
  now = () => new Date(),
}: ViestitMockOptions): Promise<ViestitMock> {
  const users = alueet.map((alue) => ({
    alue,
    username: `paikallinen-alue-${alue}`,
    password: `paikallinen-viestit-${alue}`,
  }));
  const streams = new Map<string, readonly EventRecord[]>();
  const eventsOf = (alue: string): readonly EventRecord[] => {
    // Made when first asked: what happens while the mock runs is not told.
    const events = streams.get(alue) ?? toEvents(population, alue, now());
    streams.set(alue, events);
    return events;
  };
  const world = { population, users: createUserBook(users), eventsOf, now };
  const server = await startMockServer({ port, handle: (request) => answer(request, world) });
  const kayttajat = users.map(({ alue, username, password }) => ({ alue, tunnus: username, salasana: password }));
  return { ...server, settings: { url: server.url, kayttajat } };
}

/** Suomi.fi-viestit as the local world starts it. */
export const register: MockRegister = {
  name: "viestit",
  start: ({ population, alueet, now }) => start({ population, alueet, now }),
};
