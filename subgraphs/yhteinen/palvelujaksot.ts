/**
 * The rule by which events of service become episodes: a pure function, and nothing else. README.md tells
 * the rule in words; it is ours, because the workshop asked for whole services instead of Kanta's events
 * and left open how they are made.
 */

/** An event, as far as the rule looks at it. Days are `YYYY-MM-DD`, both ends included. */
export interface Tapahtuma {
  readonly palvelu: string;
  readonly palveluntarjoaja: string;
  readonly alkoi: string;
  readonly paattyi: string;
}

/** The days of a customership; it goes on while `paattynyt` is null. */
export interface Asiakkuusaika {
  readonly palvelu: string;
  readonly palveluntarjoaja: string;
  readonly alkanut: string;
  readonly paattynyt: string | null;
}

/** One episode: a service of one provider, from its first day to its last. */
export interface Jakso<T extends Tapahtuma> {
  /** In the order in which the events were given; one at least. */
  readonly tapahtumat: readonly [T, ...T[]];
  /** Customerships that are part of it. */
  readonly asiakkuudet: readonly Asiakkuusaika[];
  readonly alkanut: string;
  /** Null while a customership without an end is part of it. */
  readonly paattynyt: string | null;
}

/**
 * Episodes of some events, in the order of each one's first event as given. Events and customerships of the
 * same service and provider are one episode when at most `valiPaivia` days lie from the last day of what
 * came before to the first day of what follows, and so on from one to the next: a customership is service
 * that goes on, whether or not there are events in it. A customership without an event makes no episode.
 */
export function toPalvelujaksot<T extends Tapahtuma>(
  tapahtumat: readonly T[],
  asiakkuudet: readonly Asiakkuusaika[],
  valiPaivia: number,
): readonly Jakso<T>[] {
  const spans = new Map<string, Span<T>[]>();
  const add = (key: string, span: Span<T>): void => {
    const group = spans.get(key) ?? [];
    spans.set(key, group);
    group.push(span);
  };
  for (const [at, tapahtuma] of tapahtumat.entries()) {
    const [alku, loppu] = [toDay(tapahtuma.alkoi), toDay(tapahtuma.paattyi)];
    add(keyOf(tapahtuma), { alku, loppu, tapahtuma, asiakkuus: undefined, at });
  }
  for (const asiakkuus of asiakkuudet) {
    const loppu = asiakkuus.paattynyt === null ? Infinity : toDay(asiakkuus.paattynyt);
    add(keyOf(asiakkuus), { alku: toDay(asiakkuus.alkanut), loppu, tapahtuma: undefined, asiakkuus, at: Infinity });
  }
  return [...spans.values()]
    .flatMap((group) => join(group, valiPaivia))
    .flatMap(toJakso)
    .toSorted((one, other) => one.at - other.at)
    .map(({ jakso }) => jakso);
}

/** Days from the last day of one thing to the first of another; negative when they overlap. */
export function toVali(paattyi: string | null, alkoi: string): number {
  return paattyi === null ? -Infinity : toDay(alkoi) - toDay(paattyi);
}

interface Span<T> {
  /** Day numbers; `loppu` is infinite while it goes on. */
  readonly alku: number;
  readonly loppu: number;
  readonly tapahtuma: T | undefined;
  readonly asiakkuus: Asiakkuusaika | undefined;
  /** Place among the events given. */
  readonly at: number;
}

/** Spans of one service and provider put together, each group in the order of its beginnings. */
function join<T>(spans: readonly Span<T>[], valiPaivia: number): readonly (readonly Span<T>[])[] {
  const joined: Span<T>[][] = [];
  let loppu = -Infinity;
  for (const span of spans.toSorted((one, other) => one.alku - other.alku)) {
    const last = joined.at(-1);
    if (last === undefined || span.alku - loppu > valiPaivia) {
      joined.push([span]);
      loppu = span.loppu;
    } else {
      last.push(span);
      loppu = Math.max(loppu, span.loppu);
    }
  }
  return joined;
}

function toJakso<T extends Tapahtuma>(
  spans: readonly Span<T>[],
): readonly { readonly at: number; readonly jakso: Jakso<T> }[] {
  const inOrder = spans.toSorted((one, other) => one.at - other.at);
  const [first, ...rest] = inOrder.flatMap(({ tapahtuma }) => tapahtuma ?? []);
  const [earliest] = spans;
  if (first === undefined || earliest === undefined) return [];
  const last = spans.reduce((one, other) => (other.loppu > one.loppu ? other : one));
  const jakso: Jakso<T> = {
    tapahtumat: [first, ...rest],
    asiakkuudet: spans.flatMap(({ asiakkuus }) => asiakkuus ?? []),
    alkanut: earliest.tapahtuma?.alkoi ?? earliest.asiakkuus?.alkanut ?? first.alkoi,
    paattynyt: last.asiakkuus === undefined ? (last.tapahtuma?.paattyi ?? null) : last.asiakkuus.paattynyt,
  };
  return [{ at: inOrder[0]?.at ?? 0, jakso }];
}

function keyOf({ palvelu, palveluntarjoaja }: Pick<Tapahtuma, "palvelu" | "palveluntarjoaja">): string {
  return JSON.stringify([palvelu, palveluntarjoaja]);
}

const msInDay = 86_400_000;

function toDay(paiva: string): number {
  return Date.parse(`${paiva}T00:00:00Z`) / msInDay;
}
