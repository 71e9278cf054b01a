import { z } from "zod";
import type { MockRequest, MockResponse } from "../http/index.ts";
import type { Population } from "../population/index.ts";
import type { EventRecord } from "./events.ts";
import { tokenSeconds } from "./users.ts";
import type { UserBook } from "./users.ts";
import { toError, toJson } from "./wire.ts";

/** What the service knows when it answers. */
export interface ViestitWorld {
  readonly population: Population;
  readonly users: UserBook;
  /** Events of a region's messages, oldest first. */
  readonly eventsOf: (alue: string) => readonly EventRecord[];
  readonly now: () => Date;
}

const credentials = z.object({ username: z.string(), password: z.string() });
const passwords = z.object({ accessToken: z.string(), currentPassword: z.string(), newPassword: z.string() });
const endUsers = z.object({
  endUsers: z
    .array(z.object({ id: z.string().min(1) }))
    .min(1)
    .max(10_000),
});

/** Answers one request as the service would. */
export function answer(request: MockRequest, world: ViestitWorld): MockResponse {
  const { fault } = request;
  const koodi = fault?.laji === "virhekoodi" ? (fault.koodi ?? "maintenance") : undefined;
  const isToken = request.path === "/v1/token";
  // Of the token's own call the credentials can be wrong; any other code is shown by the calls that it is for.
  if (koodi !== undefined && isToken === (koodi === "credentials")) return toError(koodi);
  if (isToken && request.method === "POST") return answerToken(request, world);
  const call = `${request.method} ${request.path.split("?")[0]}`;
  if (call === "POST /v1/change-password") return answerChange(request, world);
  // One client sends the bare token, another with the scheme: both are taken.
  const token = (request.headers["authorization"] ?? "").replace(/^Bearer /, "");
  const user = world.users.userOf(token, world.now());
  if (user === undefined) return toError("token");
  if (call === "GET /v2/events") return answerEvents(request, world.eventsOf(user.alue));
  if (call !== "POST /v1/mailboxes/active") return toError("missing");
  return answerMailboxes(request, world, fault?.laji === "vaaraHenkilo");
}

function answerToken({ body }: MockRequest, { users, now }: ViestitWorld): MockResponse {
  const given = credentials.safeParse(parseJson(body));
  const token = given.success ? users.signIn(given.data.username, given.data.password, now()) : undefined;
  if (token === undefined) return toError("credentials");
  return toJson(200, { access_token: token, token_type: "bearer", expires_in: tokenSeconds });
}

function answerChange({ body }: MockRequest, { users, now }: ViestitWorld): MockResponse {
  const given = passwords.safeParse(parseJson(body));
  if (!given.success) return toError("validation");
  const { accessToken: token, currentPassword: current, newPassword: next } = given.data;
  return users.changePassword({ token, current, next }, now()) ? toJson(200, {}) : toError("validation");
}

/** Only those with a mailbox in use come back: one who is not known and one who has none read the same. */
function answerMailboxes({ body }: MockRequest, { population }: ViestitWorld, wrongPerson: boolean): MockResponse {
  const given = endUsers.safeParse(parseJson(body));
  if (!given.success) return toError("validation");
  const active = given.data.endUsers.filter(({ id }) => {
    const henkilo = population.etsi(id);
    return henkilo?.hetu === id && population.suomifiViestitKaytossa(henkilo);
  });
  const stranger = wrongPerson ? [{ id: population.henkilo(20).hetu ?? "" }] : [];
  return toJson(200, { endUsersWithActiveMailbox: [...active.map(({ id }) => ({ id })), ...stranger] });
}

/** The service gives at most 1000: fewer here, so that a small world has several pages. */
const pageSize = 100;

/** The token is always given: with nothing new the list is empty and the token the same. */
function answerEvents({ path }: MockRequest, events: readonly EventRecord[]): MockResponse {
  const given = new URL(path, "http://mock").searchParams.get("continuationToken");
  const from = given === null ? 0 : Number(/^kohta-(\d+)$/.exec(given)?.[1] ?? Number.NaN);
  if (Number.isNaN(from)) return toError("validation");
  const page = events.slice(from, from + pageSize);
  return toJson(200, { events: page, continuationToken: `kohta-${from + page.length}` });
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Not JSON is told the same way as a message of the wrong form.
    return undefined;
  }
}
