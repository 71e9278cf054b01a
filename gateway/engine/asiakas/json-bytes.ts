/** Where a value was found to be of no use: path from the root, backwards. */
export interface ReversedPath extends Array<string | number> {
  /** There is no value at all where null may be: whoever was asked would have said null. */
  isMissing?: true;
}

const quote = 0x22;
const backslash = 0x5c;

/** Characters that stand for themselves in a JSON text, of those that are one byte here; others are escaped. */
const plain = Uint8Array.from({ length: 0x1_00 }, (_, code) =>
  Number(code >= 0x20 && code !== quote && code !== backslash),
);

/** What is beyond Latin-1, one half of a surrogate pair at a time. */
const wide = /[^\0-\u00FF]/;
const eachWide = /[^\0-\u00FF]/g;

function toEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Both halves of a pair; one of any other character; and whatever else a backslash begins, so that a second one begins nothing. */
const eachEscape = /\\(?:u(?:d[89ab]..\\ud[c-f]..|(?!00|d[89a-f])....)|.)/g;

/** The character of an escape that `toEscape` made; what JSON.stringify has escaped, such as half a pair alone, stays. */
function fromEscape(escape: string): string {
  return escape.length === 2 ? escape : String(JSON.parse(`"${escape}"`));
}

/** Longer texts are written by Node, which is slower to call and faster by the byte. */
const longText = 64;

/** Kept from one answer to the next, up to a size that most answers have. Bytes. */
const keptBytes = 256 * 1024;
let kept: Buffer | undefined = Buffer.allocUnsafeSlow(16 * 1024);

/**
 * JSON that is being written, a byte for each character. A text joined of thousands of others costs more to put together than
 * to write: here each part is written once, and all of them are one text. What was begun and can't be ended is taken back
 * by setting `length`.
 *
 * Latin-1, as V8 has such a text: made of UTF-8, one with a letter such as ä cost twenty times more (docs/engine-speed.md).
 * Characters beyond it are written as escapes, and made characters again when all is there.
 */
export class JsonBytes {
  /** Bytes written. */
  length = 0;
  /** What could not be written. */
  readonly faults: ReversedPath[] = [];
  #bytes: Buffer;
  #hasEscaped = false;

  constructor() {
    this.#bytes = kept ?? Buffer.allocUnsafeSlow(16 * 1024);
    // Nobody else may have it until this is done.
    kept = undefined;
  }

  /** Writes one ASCII character. */
  putByte(byte: number): void {
    if (this.length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.length] = byte;
    this.length += 1;
  }

  /** Writes JSON that is ASCII as it is. */
  putBytes(json: Uint8Array): void {
    const size = json.length;
    if (this.length + size > this.#bytes.length) this.#grow(size);
    const bytes = this.#bytes;
    const start = this.length;
    for (let at = 0; at < size; at += 1) bytes[start + at] = json[at] ?? 0;
    this.length = start + size;
  }

  /** Writes JSON that is ASCII, such as a number. */
  putAscii(json: string): void {
    const size = json.length;
    if (this.length + size > this.#bytes.length) this.#grow(size);
    const bytes = this.#bytes;
    const start = this.length;
    for (let at = 0; at < size; at += 1) bytes[start + at] = json.charCodeAt(at);
    this.length = start + size;
  }

  /** Writes any JSON. */
  putJson(json: string): void {
    const isWide = wide.test(json);
    if (isWide) this.#hasEscaped = true;
    const narrow = isWide ? json.replaceAll(eachWide, toEscape) : json;
    if (this.length + narrow.length > this.#bytes.length) this.#grow(narrow.length);
    this.length += this.#bytes.write(narrow, this.length, "latin1");
  }

  /** Writes a text as JSON. */
  putText(text: string): void {
    if (text.length <= longText && this.#putShort(text)) return;
    this.putJson(JSON.stringify(text));
  }

  /** What has been written. Nothing may be written afterwards. */
  take(): string {
    const bytes = this.#bytes;
    const text = bytes.toString("latin1", 0, this.length);
    if (bytes.length <= keptBytes) kept = bytes;
    return this.#hasEscaped ? text.replaceAll(eachEscape, fromEscape) : text;
  }

  /** False where something is to be escaped: then nothing is written. */
  #putShort(text: string): boolean {
    const size = text.length;
    if (this.length + size + 2 > this.#bytes.length) this.#grow(size + 2);
    const bytes = this.#bytes;
    let end = this.length;
    bytes[end] = quote;
    end += 1;
    for (let at = 0; at < size; at += 1) {
      const code = text.charCodeAt(at);
      // Undefined of what is beyond Latin-1.
      if (plain[code] !== 1) return false;
      bytes[end] = code;
      end += 1;
    }
    bytes[end] = quote;
    this.length = end + 1;
    return true;
  }

  #grow(size: number): void {
    const grown = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.length + size));
    this.#bytes.copy(grown, 0, 0, this.length);
    this.#bytes = grown;
  }
}
