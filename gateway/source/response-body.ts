/** The body passed its limit. */
export class TooLargeError extends Error {}

/** How a body's connection is held back, let go on, and given up. */
export interface BodyFlow {
  pause(): void;
  resume(): void;
  abort(reason: Error): void;
}

interface Taker {
  readonly take: () => void;
  readonly fail: (error: Error) => void;
}

/** What may wait to be read, bytes: more is left in the connection. */
const highWater = 256 * 1024;

/**
 * A response's body as it comes: chunk by chunk, or whole. One reader. A stream of Node does the same at several times the
 * cost of a small answer. Gives up the connection and fails with TooLargeError at the chunk that passes `maxBytes`.
 */
export class ResponseBody implements AsyncIterable<Uint8Array> {
  readonly #flow: BodyFlow;
  readonly #maxBytes: number;
  #parts: Buffer[] = [];
  #waitingBytes = 0;
  #bytes = 0;
  #hasEnded = false;
  #isHeld = false;
  #isWhole = false;
  #error: Error | undefined;
  #taker: Taker | undefined;

  constructor(flow: BodyFlow, maxBytes: number) {
    this.#flow = flow;
    this.#maxBytes = maxBytes;
  }

  /** Has all of it come. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** A chunk has come. */
  push(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#maxBytes) {
      const error = new TooLargeError("body over the limit");
      this.fail(error);
      this.#flow.abort(error);
      return;
    }
    this.#parts.push(chunk);
    this.#waitingBytes += chunk.length;
    if (this.#isWhole) return;
    if (this.#waitingBytes > highWater && !this.#isHeld) {
      this.#isHeld = true;
      this.#flow.pause();
    }
    this.#wake();
  }

  /** All has come. */
  end(): void {
    this.#hasEnded = true;
    this.#wake();
  }

  /** No more comes. The first error is the one that is told. */
  fail(error: Error): void {
    this.#error ??= error;
    const taker = this.#taker;
    this.#taker = undefined;
    taker?.fail(this.#error);
  }

  /** All of it together. @throws TooLargeError, or the connection's error. */
  async whole(): Promise<Buffer> {
    this.#isWhole = true;
    this.#letGoOn();
    while (!this.#hasEnded) await this.#more();
    if (this.#error !== undefined) throw this.#error;
    const [first] = this.#parts;
    return this.#parts.length === 1 && first !== undefined ? first : Buffer.concat(this.#parts);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (;;) {
      const parts = this.#parts;
      this.#parts = [];
      this.#waitingBytes = 0;
      yield* parts;
      if (this.#error !== undefined) throw this.#error;
      if (this.#parts.length > 0) continue;
      if (this.#hasEnded) return;
      this.#letGoOn();
      await this.#more();
    }
  }

  #letGoOn(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#flow.resume();
  }

  #wake(): void {
    const taker = this.#taker;
    this.#taker = undefined;
    taker?.take();
  }

  #more(): Promise<void> {
    return new Promise((take, fail) => {
      if (this.#error === undefined) this.#taker = { take, fail };
      else fail(this.#error);
    });
  }
}
