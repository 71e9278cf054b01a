import { readFileSync } from "node:fs";

/** Linux counts processor time for us in hundredths of a second, on every machine it runs on (proc(5), USER_HZ). */
const msPerTick = 10;

/**
 * Milliseconds of processor time that a process has used, user and system, all its threads, those that have ended
 * too. Undefined where the system has no /proc, or the process is gone.
 */
export function cpuMsOf(pid: number | undefined): number | undefined {
  const stat = readProc(pid, "stat");
  // The second field is the program's name in brackets, which may hold anything.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields === undefined ? undefined : (Number(fields[11]) + Number(fields[12])) * msPerTick;
}

/** Memory of a process that is in use now, MB; undefined as above. */
export function rssMbOf(pid: number | undefined): number | undefined {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readProc(pid, "status") ?? "")?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

function readProc(pid: number | undefined, name: string): string | undefined {
  if (pid === undefined) return undefined;
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return undefined;
  }
}
