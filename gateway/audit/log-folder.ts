import { constants, createReadStream } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { mkdir, open, readdir, rename, stat, unlink } from "node:fs/promises";
import { join } from "node:path";

/** A file that is being written: only ever at its end. */
export interface LogFile {
  /**
   * Writes all bytes at the end; resolves when they are on durable storage. @throws the file system's error: what of them is
   * there is not told, nor whether it will stay.
   */
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** The folder of the log, as far as the log needs it: tests count and break these calls. */
export interface LogFolder {
  /** Makes a new file and makes its name durable. @throws EEXIST when there is one. */
  create(name: string): Promise<LogFile>;
  /** Makes durable what a file holds, whoever wrote it. */
  sync(name: string): Promise<void>;
  list(): Promise<readonly string[]>;
  size(name: string): Promise<number>;
  /** Bytes from an offset; fewer at the end of the file. */
  read(name: string, offset: number, length: number): Promise<Buffer>;
  /** The bytes of a file from its beginning, in chunks. */
  stream(name: string): AsyncIterable<Buffer>;
  /** Puts a whole file in place, or none. Its name is not made durable: for what can be made again. */
  replace(name: string, bytes: Uint8Array): Promise<void>;
  /** Removes a file and makes that durable. */
  remove(name: string): Promise<void>;
  /** Lets go of what was opened for reading; files being written have a close of their own. */
  close(): Promise<void>;
}

/** The folder on disk, made when missing; readable to its owner only. */
export async function openLogFolder(path: string): Promise<LogFolder> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const at = (name: string): string => join(path, name);
  const readers = createReaders(at);
  const syncFolder = async (): Promise<void> => {
    const folder = await open(path, "r");
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  };
  return {
    async create(name) {
      const handle = await open(at(name), newFile, 0o600);
      await syncFolder();
      return toLogFile(handle);
    },
    async sync(name) {
      const handle = await open(at(name), "r+");
      try {
        await handle.datasync();
      } finally {
        await handle.close();
      }
    },
    list: () => readdir(path),
    size: async (name) => (await stat(at(name))).size,
    async read(name, offset, length) {
      const handle = await readers.obtain(name);
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    },
    stream: (name) => createReadStream(at(name), { highWaterMark: 1024 * 1024 }),
    async replace(name, bytes) {
      const draft = `${name}.${process.pid}.tmp`;
      const handle = await open(at(draft), "w", 0o600);
      try {
        await handle.writeFile(bytes);
        // Before its name: after a power cut a file of this name is whole.
        await handle.datasync();
      } finally {
        await handle.close();
      }
      await rename(at(draft), at(name));
      await readers.forget(name);
    },
    async remove(name) {
      await unlink(at(name));
      await readers.forget(name);
      await syncFolder();
    },
    close: () => readers.close(),
  };
}

const { O_WRONLY, O_CREAT, O_EXCL, O_DSYNC } = constants;

/** On Linux a write is durable when it ends: one call of the thread pool, where writing and then syncing are two. */
const isWriteDurable = process.platform === "linux";
const newFile = O_WRONLY | O_CREAT | O_EXCL | (isWriteDurable ? O_DSYNC : 0);

function toLogFile(handle: FileHandle): LogFile {
  return {
    async write(bytes) {
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await handle.write(bytes, done, bytes.length - done);
        done += bytesWritten;
      }
      if (!isWriteDurable) await handle.datasync();
    },
    close: () => handle.close(),
  };
}

const maxReaders = 500;

interface Readers {
  obtain(name: string): Promise<FileHandle>;
  forget(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Files that were read last stay open: a page looks into every segment's index. A handle closes after its reads. */
function createReaders(at: (name: string) => string): Readers {
  const opened = new Map<string, Promise<FileHandle>>();
  const forget = async (name: string): Promise<void> => {
    const handle = opened.get(name);
    opened.delete(name);
    // One that could not be opened has told so to who asked for it.
    await handle?.then((each) => each.close()).catch(() => undefined);
  };
  return {
    forget,
    async obtain(name) {
      const handle = opened.get(name) ?? open(at(name), "r");
      opened.delete(name);
      opened.set(name, handle);
      const [oldest] = opened.keys();
      if (opened.size > maxReaders && oldest !== undefined) void forget(oldest);
      try {
        return await handle;
      } catch (error) {
        opened.delete(name);
        throw error;
      }
    },
    async close() {
      await Promise.all([...opened.keys()].map(forget));
    },
  };
}
