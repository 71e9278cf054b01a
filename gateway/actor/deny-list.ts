import { readFileSync, statSync } from "node:fs";

/** Tokens and people that are let in no more, though their tokens verify. */
export interface DenyList {
  /** `sub` is the subject with its provider's name before it. */
  isDenied(token: { readonly jti: string | undefined; readonly sub: string }): boolean;
}

/** Where the list is, and the clock by which it is read again. */
export interface DenyListOptions {
  /** A JSON file of `{"jti": […], "sub": ["PROVIDER:SUBJECT", …]}`, replaced whole by whoever keeps it. */
  readonly path: string;
  /** Milliseconds of a clock that does not jump. */
  readonly nowMs: () => number;
  /** Told each time a changed file can't be read: the list before it holds on. */
  readonly onUnreadable: () => void;
}

const rereadMs = 1000;

/**
 * A list that is looked at again at most once a second, and read when the file has changed.
 * @throws Error when the file can't be read at the start.
 */
export function createDenyList({ path, nowMs, onUnreadable }: DenyListOptions): DenyList {
  let version = versionOf(path);
  let denied = readList(path);
  if (version === undefined || denied === undefined) throw new Error("the deny list can't be read");
  let lookedMs = nowMs();
  const look = (): void => {
    if (nowMs() - lookedMs < rereadMs) return;
    lookedMs = nowMs();
    const now = versionOf(path);
    if (now === version) return;
    version = now;
    const read = readList(path);
    if (read === undefined) onUnreadable();
    else denied = read;
  };
  return {
    isDenied({ jti, sub }) {
      look();
      return denied?.has(`sub ${sub}`) === true || (jti !== undefined && denied?.has(`jti ${jti}`) === true);
    },
  };
}

function versionOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.ino} ${found.mtimeMs} ${found.size}`;
}

function readList(path: string): ReadonlySet<string> | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    const entries = Object.entries(Object(value)).map(([kind, names]): readonly string[] => {
      if ((kind !== "jti" && kind !== "sub") || !Array.isArray(names)) throw new TypeError("not a deny list");
      return names.map((name) => `${kind} ${String(name)}`);
    });
    return new Set(entries.flat());
  } catch {
    // The parser quotes the file, which names people; that it can't be read is told.
    return undefined;
  }
}
