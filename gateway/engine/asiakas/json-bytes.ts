/** Where a value was found to be of no use: path from the root, backwards. */
export interface ReversedPath extends Array<string | number> {
  /** There is no value at all where null may be: whoever was asked would have said null. */
  isMissing?: true;
}

const quote = 0x22;
const backslash = 0x5c;

/** Bytes that stand for themselves in a JSON text; others are escaped, or of more bytes than one. */
const plain = Uint8Array.from({ length: 0x80 }, (_, code) =>
  Number(code >= 0x20 && code !== quote && code !== backslash),
);

/** Longer texts are written by Node, which is slower to call and faster by the byte. */
const longText = 64;

/** Kept from one answer to the next, up to a size that most answers have. Bytes. */
const keptBytes = 256 * 1024;
let kept: Buffer | undefined = Buffer.allocUnsafeSlow(16 * 1024);

/**
 * JSON that is being written, as UTF-8. A text joined of thousands of others costs more to put together than to write: here each
 * part is written once, and all of them are one text. What was begun and can't be ended is taken back by setting `length`.
 */
export class JsonBytes {
  /** Bytes written. */
  length = 0;
  /** What could not be written. */
  readonly faults: ReversedPath[] = [];
  #bytes: Buffer;

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

  /** Writes JSON as it is. */
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
    const size = json.length * 3;
    if (this.length + size > this.#bytes.length) this.#grow(size);
    this.length += this.#bytes.write(json, this.length, "utf8");
  }

  /** Writes a text as JSON. */
  putText(text: string): void {
    if (text.length <= longText && this.#putShort(text)) return;
    this.putJson(JSON.stringify(text));
  }

  /** What has been written. Nothing may be written afterwards. */
  take(): string {
    const bytes = this.#bytes;
    const text = bytes.toString("utf8", 0, this.length);
    if (bytes.length <= keptBytes) kept = bytes;
    return text;
  }

  /** False where something is to be escaped: then nothing is written. */
  #putShort(text: string): boolean {
    const size = text.length;
    const most = size * 3 + 2;
    if (this.length + most > this.#bytes.length) this.#grow(most);
    const bytes = this.#bytes;
    let end = this.length;
    bytes[end] = quote;
    end += 1;
    for (let at = 0; at < size; at += 1) {
      const code = text.charCodeAt(at);
      if (code < 0x80) {
        if (plain[code] === 0) return false;
        bytes[end] = code;
        end += 1;
      } else if (code < 0x8_00) {
        bytes[end] = 0xc0 | (code >> 6);
        bytes[end + 1] = 0x80 | (code & 0x3f);
        end += 2;
      } else {
        // Halves of surrogate pairs too, which JSON.stringify escapes when alone.
        return false;
      }
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
