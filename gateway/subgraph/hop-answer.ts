import { z } from "zod";
import { isErrorCode } from "../errors.ts";
import type { LahdeRow } from "../source/index.ts";
import { isObject } from "../is-object.ts";

/** An error as a subgraph elsewhere tells it. */
export interface HopError {
  readonly path: readonly (string | number)[] | undefined;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** A GraphQL answer of a subgraph elsewhere, its data not checked yet. */
export interface HopAnswer {
  readonly data: Readonly<Record<string, unknown>> | undefined;
  readonly errors: readonly HopError[];
  /** Rows of `extensions.lahteet` that are rows; others are left out. */
  readonly lahteet: readonly LahdeRow[];
}

/** Reads an answer; undefined of what is none. By hand: it is read of each call, and a schema costs ten times as much. */
export function readHopAnswer(value: unknown): HopAnswer | undefined {
  if (!isObject(value)) return undefined;
  const { data = null, errors = [], extensions = {} }: Wire = value;
  if (data !== null && !isObject(data)) return undefined;
  if (!Array.isArray(errors) || !isObject(extensions)) return undefined;
  const { lahteet = [] }: { readonly lahteet?: unknown } = extensions;
  const told = errors.map(readError).filter((each) => each !== undefined);
  if (told.length < errors.length || !Array.isArray(lahteet)) return undefined;
  const rows = lahteet.map(readRow).filter((each) => each !== undefined);
  return { data: data ?? undefined, errors: told, lahteet: rows };
}

interface Wire {
  readonly data?: unknown;
  readonly errors?: unknown;
  readonly extensions?: unknown;
}

function readError(value: unknown): HopError | undefined {
  if (!isObject(value)) return undefined;
  const { path, extensions = {} }: { readonly path?: unknown; readonly extensions?: unknown } = value;
  if (!isObject(extensions)) return undefined;
  if (path === undefined) return { path, extensions };
  const isPath = Array.isArray(path) && path.every((step) => typeof step === "string" || typeof step === "number");
  return isPath ? { path, extensions } : undefined;
}

/** A source's name in the graph, and nothing that could be a value. */
export const lahdeForm = /^[a-z][a-z0-9-]{0,39}$/;
const solmuForm = /^\d{2}$/;
const time = z.iso.datetime();

function readRow(value: unknown): LahdeRow | undefined {
  if (!isObject(value)) return undefined;
  const { lahde, solmu, tila, alkoiMs, kestoMs, haettu, kutsut, valimuisti = "EI" } = value;
  if (typeof lahde !== "string" || !lahdeForm.test(lahde) || !isSolmu(solmu) || !isTila(tila)) return undefined;
  if (!isAmount(alkoiMs) || !isAmount(kestoMs) || !isAmount(kutsut) || !Number.isSafeInteger(kutsut)) return undefined;
  if (!isValimuisti(valimuisti) || !isHaettu(haettu)) return undefined;
  return { lahde, solmu, tila, alkoiMs, kestoMs, haettu, kutsut, valimuisti };
}

function isSolmu(value: unknown): value is string | null {
  return value === null || (typeof value === "string" && solmuForm.test(value));
}

function isTila(value: unknown): value is LahdeRow["tila"] {
  return value === "OK" || isErrorCode(value);
}

function isAmount(value: unknown): value is number {
  return typeof value === "number" && value >= 0;
}

function isValimuisti(value: unknown): value is LahdeRow["valimuisti"] {
  return value === "EI" || value === "TUORE" || value === "VANHENTUNUT";
}

function isHaettu(value: unknown): value is string | null {
  return value === null || time.safeParse(value).success;
}
