import { readdirSync, readFileSync } from "node:fs";

/** Linux counts processor time for us in hundredths of a second, on every machine it runs on (proc(5), USER_HZ). */
const msPerTick = 10;

/**
 * Milliseconds of processor time that a process has used, user and system: all its threads and the processes that it has
 * started, those that have ended too. Undefined where the system has no /proc, or the process is gone.
 */
export function cpuMsOf(pid: number | undefined): number | undefined {
  const stat = readProc(pid, "stat");
  if (stat === undefined) return undefined;
  // The second field is the program's name in brackets, which may hold anything; these are utime, stime, cutime, cstime.
  const ticks = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 15);
  const own = ticks.reduce((sum, each) => sum + Number(each), 0) * msPerTick;
  return childrenOf(pid).reduce((sum, child) => sum + (cpuMsOf(child) ?? 0), own);
}

/**
 * Memory of a process and of those that it has started that is in use now, MB; undefined as above. Pages of files, of which
 * most are the program's own code, the processes share: they are counted once, where they are most.
 */
export function rssMbOf(pid: number | undefined): number | undefined {
  const held = withChildren(pid).flatMap((each) => heldBy(each) ?? []);
  if (held.length === 0) return undefined;
  return held.reduce((sum, { own }) => sum + own, 0) + Math.max(...held.map(({ files }) => files));
}

/** Memory of one process, MB: its own, and pages of files. */
function heldBy(pid: number): { readonly own: number; readonly files: number } | undefined {
  const status = readProc(pid, "status");
  if (status === undefined) return undefined;
  const [own, shared, files] = ["RssAnon", "RssShmem", "RssFile"].map(
    (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1] ?? 0) / 1024,
  );
  return { own: (own ?? 0) + (shared ?? 0), files: files ?? 0 };
}

function withChildren(pid: number | undefined): readonly number[] {
  return pid === undefined ? [] : [pid, ...childrenOf(pid).flatMap(withChildren)];
}

/** Processes that a process has started, by any of its threads. */
function childrenOf(pid: number | undefined): readonly number[] {
  return listProc(pid, "task").flatMap((thread) =>
    (readProc(pid, `task/${thread}/children`) ?? "").split(" ").filter(Boolean).map(Number),
  );
}

function listProc(pid: number | undefined, name: string): readonly string[] {
  try {
    return pid === undefined ? [] : readdirSync(`/proc/${pid}/${name}`);
  } catch {
    return [];
  }
}

function readProc(pid: number | undefined, name: string): string | undefined {
  if (pid === undefined) return undefined;
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return undefined;
  }
}
