/** Fields a log line may have: names, codes, counts and ids, never a value of a person or a source. */
export interface LogFields {
  readonly pyynto?: string;
  readonly koodi?: string;
  readonly lahde?: string;
  readonly solmu?: string | null;
  readonly syy?: string;
  readonly kestoMs?: number;
  readonly virhe?: string;
  /** An error whose stack, not its message, is written: a message may quote a value. */
  readonly pino?: unknown;
}

/** Writes one line: a constant message, and named fields. */
export type Log = (message: string, fields?: LogFields) => void;

/** A log of JSON lines. `write` takes one line without its end. */
export function createLog(write: (line: string) => void, now: () => Date): Log {
  return (message, { pino, ...fields } = {}) => {
    write(
      JSON.stringify({
        aika: now().toISOString(),
        viesti: message,
        ...fields,
        ...(pino === undefined ? {} : { pino: framesOf(pino) }),
      }),
    );
  };
}

function framesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error) || error.stack === undefined) return [];
  // The message stands before the frames, and a line of it may look like one.
  const { message, stack } = error;
  return stack
    .slice(stack.indexOf(message) + message.length)
    .split("\n")
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
    .slice(0, 12)
    .map((line) => line.trim().replace(/\(?(?:file:\/\/)?\/.*\/([^/]+\/[^/]+)$/, "$1"));
}
