import { constants, mkdtempSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openLogFolder } from "../../../gateway/audit/index.ts";

it.runIf(process.platform === "linux")(
  "writes a file so that a write ends when it is durable, and makes no file twice",
  async () => {
    const path = mkdtempSync(join(tmpdir(), "asiakas-loki-"));
    const folder = await openLogFolder(path);
    const file = await folder.create("a.loki");
    const open = readdirSync("/proc/self/fd").find((fd) => linkOf(fd) === join(path, "a.loki"));
    const [, flags = ""] = /flags:\s*([0-7]+)/.exec(readFileSync(`/proc/self/fdinfo/${open ?? ""}`, "utf8")) ?? [];
    expect(Number.parseInt(flags, 8) & constants.O_DSYNC).toBe(constants.O_DSYNC);
    await expect(folder.create("a.loki")).rejects.toThrow("EEXIST");
    await file.write(Buffer.from("yksi "));
    await file.write(Buffer.from("kaksi"));
    expect((await folder.read("a.loki", 0, 100)).toString()).toBe("yksi kaksi");
    await file.close();
    await folder.close();
  },
);

function linkOf(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    // It has been closed since the list was made.
    return "";
  }
}
