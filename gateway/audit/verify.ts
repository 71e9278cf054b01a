import { z } from "zod";
import { isSegment, openingSchema } from "./heads.ts";
import { isMacOf, noHash, parseLine, splitLines } from "./line.ts";
import type { Head, Line } from "./line.ts";
import type { LogFolder } from "./log-folder.ts";

/** A log as the verifier reads it: its chains, and the lines of each. */
export type VerifiableLog = Pick<LogFolder, "list" | "stream">;

/** The first thing that is wrong. */
export interface Fault {
  readonly segmentti: string;
  /** Number of the row, where one is meant. */
  readonly nro: number | undefined;
  readonly syy: string;
}

/** What a verified log holds, or what is wrong with it. */
export interface Verification {
  readonly segmentteja: number;
  readonly riveja: number;
  /** Bytes after the last seal of their segment: never acknowledged, left by a crash. */
  readonly vahvistamattomia: number;
  readonly virhe: Fault | undefined;
}

const headSchema = z.object({ ketju: z.string(), nro: z.int(), tiiviste: z.string() });
const removalSchema = z.object({ laji: z.literal("POISTO"), poistettu: headSchema });
const anchorSchema = headSchema.extend({ sinetti: z.string() });

/**
 * Verifies a log: each row's hash and number, each seal, the heads that segments cite of
 * one another, and the heads handed out (`anchors`: lines of the anchor's file). Reads each segment once,
 * in chunks; names the first fault.
 */
export async function verifyLog(
  folder: VerifiableLog,
  { sealKey, anchors = [] }: { readonly sealKey: Uint8Array; readonly anchors?: readonly string[] },
): Promise<Verification> {
  const segments = (await folder.list()).filter(isSegment).toSorted();
  const expected = createExpectations();
  for (const line of anchors) {
    const fault = expectAnchor(line, sealKey, expected);
    if (fault !== undefined) return { segmentteja: segments.length, riveja: 0, vahvistamattomia: 0, virhe: fault };
  }
  // Citations point back in time mostly, but two processes may cite each other: they are gathered first.
  for (const segment of segments) await expectCited(folder, segment, expected);
  let riveja = 0;
  let vahvistamattomia = 0;
  for (const segment of segments) {
    const read = await verifySegment(folder, segment, { sealKey, expected });
    riveja += read.riveja;
    vahvistamattomia += read.vahvistamattomia;
    if (read.virhe !== undefined) return { segmentteja: segments.length, riveja, vahvistamattomia, virhe: read.virhe };
  }
  return { segmentteja: segments.length, riveja, vahvistamattomia, virhe: expected.findMissing() };
}

/** Heads that others have told of a chain: it must hold them. */
interface Expectations {
  add(head: Head): void;
  /** The hash that row must have; undefined when nobody told. */
  at(ketju: string, nro: number): string | undefined;
  meet(ketju: string, nro: number): void;
  /** A segment that retention has removed, by its own row: what others told of it is met. */
  excuse(ketju: string): void;
  findMissing(): Fault | undefined;
}

function createExpectations(): Expectations {
  const byChain = new Map<string, Map<number, string>>();
  const excused = new Set<string>();
  return {
    add({ ketju, nro, tiiviste }) {
      if (nro === 0) return;
      const heads = byChain.get(ketju) ?? new Map<number, string>();
      byChain.set(ketju, heads);
      heads.set(nro, tiiviste);
    },
    at: (ketju, nro) => byChain.get(ketju)?.get(nro),
    meet: (ketju, nro) => byChain.get(ketju)?.delete(nro),
    excuse: (ketju) => excused.add(ketju),
    findMissing() {
      for (const [segmentti, heads] of byChain) {
        const [nro] = heads.keys();
        if (nro !== undefined && !excused.has(segmentti))
          return { segmentti, nro, syy: "rivi puuttuu: loki on katkaistu" };
      }
      return undefined;
    },
  };
}

function expectAnchor(line: string, sealKey: Uint8Array, expected: Expectations): Fault | undefined {
  const parsed = anchorSchema.safeParse(parseJson(line));
  if (!parsed.success || !isMacOf(parsed.data.sinetti, parsed.data, sealKey)) {
    return { segmentti: "ankkuri", nro: undefined, syy: "ankkurin rivi ei ole tämän avaimen sinetöimä" };
  }
  expected.add(parsed.data);
  return undefined;
}

/** The opening row tells whom a segment cites. One that does not read is found when the segment is verified. */
async function expectCited(folder: VerifiableLog, segment: string, expected: Expectations): Promise<void> {
  for await (const { bytes, isWhole } of splitLines(folder.stream(segment))) {
    const line = isWhole ? parseLine(bytes) : undefined;
    const opening = line?.kind === "row" ? openingSchema.safeParse(JSON.parse(line.json.toString("utf8"))) : undefined;
    if (opening?.success === true) for (const head of opening.data.edelliset) expected.add(head);
    return;
  }
}

interface SegmentKit {
  readonly sealKey: Uint8Array;
  readonly expected: Expectations;
}

interface SegmentRead {
  readonly riveja: number;
  readonly vahvistamattomia: number;
  readonly virhe: Fault | undefined;
}

async function verifySegment(folder: VerifiableLog, segmentti: string, kit: SegmentKit): Promise<SegmentRead> {
  const chain = createChain(segmentti, kit);
  let end = 0;
  let torn: Fault | undefined;
  for await (const { bytes, offset, isWhole } of splitLines(folder.stream(segmentti))) {
    end = offset + bytes.length + (isWhole ? 1 : 0);
    const line = isWhole ? parseLine(bytes) : undefined;
    const nro = chain.nro() + 1;
    // After a fault nothing may be sealed: else it is no torn tail of a crash.
    if (torn !== undefined) {
      if (line?.kind === "seal") return { ...chain.read(end), virhe: torn };
      continue;
    }
    if (line === undefined) {
      torn = { segmentti, nro, syy: "rivi on muuttunut" };
      continue;
    }
    // A crash leaves a line that does not read, never one that reads and is another.
    const fault = chain.take(line, offset + bytes.length + 1);
    if (fault !== undefined) return { ...chain.read(end), virhe: fault };
  }
  return { ...chain.read(end), virhe: undefined };
}

interface Chain {
  nro(): number;
  take(line: Line, end: number): Fault | undefined;
  read(end: number): Omit<SegmentRead, "virhe">;
}

function createChain(segmentti: string, { sealKey, expected }: SegmentKit): Chain {
  let nro = 0;
  let hash = noHash;
  let sealedEnd = 0;
  let sealedNro = 0;
  const takeRow = (line: Extract<Line, { kind: "row" }>): Fault | undefined => {
    if (line.nro !== nro + 1) return { segmentti, nro: nro + 1, syy: "rivi puuttuu välistä" };
    if (line.before !== hash) return { segmentti, nro: line.nro, syy: "rivi ei jatka edellistä" };
    ({ nro, hash } = line);
    const told = expected.at(segmentti, nro);
    if (told === undefined) return undefined;
    if (told !== hash) return { segmentti, nro, syy: "rivi on toinen kuin muualla kerrottu" };
    return undefined;
  };
  return {
    nro: () => nro,
    take(line, end) {
      if (line.kind === "row") {
        const fault = takeRow(line);
        const removal = line.json.includes('"laji":"POISTO"')
          ? removalSchema.safeParse(JSON.parse(line.json.toString("utf8")))
          : undefined;
        if (removal?.success === true) expected.excuse(removal.data.poistettu.ketju);
        return fault;
      }
      const head: Head = { ketju: segmentti, nro, tiiviste: hash };
      if (line.nro > nro) return { segmentti, nro: nro + 1, syy: "rivi puuttuu välistä" };
      if (line.nro !== nro || line.hash !== hash || !isMacOf(line.mac, head, sealKey)) {
        return { segmentti, nro, syy: "sinetti ei ole tämän avaimen" };
      }
      for (let met = sealedNro + 1; met <= nro; met += 1) expected.meet(segmentti, met);
      sealedEnd = end;
      sealedNro = nro;
      return undefined;
    },
    read: (end) => ({ riveja: sealedNro, vahvistamattomia: end - sealedEnd }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Told as an anchor that does not read.
    return undefined;
  }
}
