import type { LogFolder } from "../../../gateway/audit/index.ts";

/** One call of the folder, in order; a write is a `write` to the cache and a `datasync` of it. */
export interface FolderCall {
  readonly call: "create" | "write" | "datasync" | "close";
  readonly name: string;
}

/** A folder in memory that counts, breaks and forgets as a disk does. */
export interface MemoryFolder extends LogFolder {
  readonly calls: FolderCall[];
  readonly files: Map<string, Buffer>;
  /** What of each file has been synced: what a power cut leaves for certain. Bytes. */
  readonly synced: Map<string, number>;
  /** The call of this number, from 1, fails with this code; counted over create, write and datasync. */
  failAt(number: number, code: string): void;
  /** Every call from now on fails with this code, until it is undefined. */
  failAll(code: string | undefined): void;
  /** Holds each datasync back until it is let go. */
  hold(): { letGo(): void };
}

/** An empty folder. `files` of another may be given: what is found at start. */
export function createMemoryFolder(files = new Map<string, Buffer>()): MemoryFolder {
  const calls: FolderCall[] = [];
  const synced = new Map<string, number>();
  const lost = new Set<string>();
  let failing: { number: number; code: string } | undefined;
  let all: string | undefined;
  let gate: Promise<void> = Promise.resolve();
  let number = 0;
  const note = (call: FolderCall["call"], name: string): void => {
    calls.push({ call, name });
    number += 1;
    const code = all ?? (failing?.number === number ? failing.code : undefined);
    if (code !== undefined) throw Object.assign(new Error(code), { code });
  };
  const bytesOf = (name: string): Buffer => {
    const found = files.get(name);
    if (found === undefined) throw Object.assign(new Error("ENOENT"), { code: "ENOENT" });
    return found;
  };
  return {
    calls,
    files,
    synced,
    failAt(at, code) {
      number = 0;
      failing = { number: at, code };
    },
    failAll(code) {
      all = code;
    },
    hold() {
      let letGo: () => void = () => undefined;
      gate = new Promise((resolve) => {
        letGo = resolve;
      });
      return { letGo: () => letGo() };
    },
    async create(name) {
      note("create", name);
      if (files.has(name)) throw Object.assign(new Error("EEXIST"), { code: "EEXIST" });
      files.set(name, Buffer.alloc(0));
      return {
        async write(bytes) {
          try {
            note("write", name);
          } catch (error) {
            // A full disk takes a part.
            files.set(name, Buffer.concat([bytesOf(name), bytes.subarray(0, Math.floor(bytes.length / 2))]));
            throw error;
          }
          files.set(name, Buffer.concat([bytesOf(name), bytes]));
          const size = bytesOf(name).length;
          await gate;
          try {
            note("datasync", name);
          } catch (error) {
            // As a kernel does: what it could not write it forgets, and says so once.
            lost.add(name);
            throw error;
          }
          if (!lost.has(name)) synced.set(name, size);
        },
        async close() {
          calls.push({ call: "close", name });
        },
      };
    },
    async sync(name) {
      if (!lost.has(name)) synced.set(name, bytesOf(name).length);
    },
    list: () => Promise.resolve([...files.keys()]),
    size: (name) => Promise.resolve().then(() => bytesOf(name).length),
    read: (name, offset, length) => Promise.resolve().then(() => bytesOf(name).subarray(offset, offset + length)),
    async *stream(name) {
      const bytes = bytesOf(name);
      // Chunks that end in the middle of lines.
      for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
    },
    async replace(name, bytes) {
      files.set(name, Buffer.from(bytes));
    },
    async remove(name) {
      files.delete(name);
    },
    close: () => Promise.resolve(),
  };
}

/** What a power cut leaves for certain: of each file, what was synced. */
export function cutPower(folder: MemoryFolder): MemoryFolder {
  return createMemoryFolder(
    new Map([...folder.files].map(([name, bytes]) => [name, bytes.subarray(0, folder.synced.get(name) ?? 0)])),
  );
}
