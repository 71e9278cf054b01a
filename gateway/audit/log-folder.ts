import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, stat, unlink } from "node:fs/promises";
import { join } from "node:path";

/** A file that is being written: only ever at its end. */
export interface LogFile {
  /** Writes all bytes at the end. @throws the file system's error; what was written before it is not told. */
  write(bytes: Uint8Array): Promise<void>;
  /** Resolves when what was written is on durable storage. */
  datasync(): Promise<void>;
  close(): Promise<void>;
}

/** The folder of the log, as far as the log needs it: tests count and break these calls. */
export interface LogFolder {
  /** Makes a new file and makes its name durable. @throws EEXIST when there is one. */
  create(name: string): Promise<LogFile>;
  list(): Promise<readonly string[]>;
  size(name: string): Promise<number>;
  /** Bytes from an offset; fewer at the end of the file. */
  read(name: string, offset: number, length: number): Promise<Buffer>;
  /** The bytes of a file from its beginning, in chunks. */
  stream(name: string): AsyncIterable<Buffer>;
  /** Puts a whole file in place, or none. Not durable: for what can be made again. */
  replace(name: string, bytes: Uint8Array): Promise<void>;
  /** Removes a file and makes that durable. */
  remove(name: string): Promise<void>;
}

/** The folder on disk, made when missing; readable to its owner only. */
export async function openLogFolder(path: string): Promise<LogFolder> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const at = (name: string): string => join(path, name);
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
      const handle = await open(at(name), "wx", 0o600);
      await syncFolder();
      return {
        async write(bytes) {
          for (let done = 0; done < bytes.length;) {
            const { bytesWritten } = await handle.write(bytes, done, bytes.length - done);
            done += bytesWritten;
          }
        },
        datasync: () => handle.datasync(),
        close: () => handle.close(),
      };
    },
    list: () => readdir(path),
    size: async (name) => (await stat(at(name))).size,
    async read(name, offset, length) {
      const handle = await open(at(name), "r");
      try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
    stream: (name) => createReadStream(at(name), { highWaterMark: 1024 * 1024 }),
    async replace(name, bytes) {
      const draft = `${name}.${process.pid}.tmp`;
      const handle = await open(at(draft), "w", 0o600);
      try {
        await handle.writeFile(bytes);
      } finally {
        await handle.close();
      }
      await rename(at(draft), at(name));
    },
    async remove(name) {
      await unlink(at(name));
      await syncFolder();
    },
  };
}
