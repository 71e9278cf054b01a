import { z } from "zod";
import type { Potilas } from "./wire.ts";

/** An identifier of R4 and its system. */
export const tunniste = z.object({
  system: z.string().max(2000).optional(),
  value: z.string().max(2000).optional(),
});

/** An identifier, as it came. */
export type TunnisteWire = z.infer<typeof tunniste>;

/** A reference as R4 has it: literal, or by an identifier only. */
export const reference = z.object({
  reference: z.string().max(2000).optional(),
  type: z.string().max(100).optional(),
  identifier: tunniste.optional(),
  display: z.string().max(5000).optional(),
});

/** A reference as it came. */
export type ViiteWire = z.infer<typeof reference>;

/** Logical id and type of a literal reference to a resource of this node; undefined for any other. */
export function toLiteral(viite: ViiteWire, base: string): { readonly type: string; readonly id: string } | undefined {
  const text = viite.reference ?? "";
  const local = text.startsWith(`${base}/`) ? text.slice(base.length + 1) : text;
  const [, type = "", id = ""] =
    /^([A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/.exec(local) ?? [];
  return id === "" ? undefined : { type, id };
}

/** True when a reference is to this person: whatever it says, by id and by identifier, must agree. */
export function isOf(viite: ViiteWire | undefined, potilas: Potilas, base: string): boolean {
  if (viite === undefined) return false;
  const literal = viite.reference === undefined ? undefined : toLiteral(viite, base);
  const isById = literal?.type === "Patient" && literal.id === potilas.id;
  if (viite.reference !== undefined && !isById) return false;
  const { identifier } = viite;
  const isSystem = identifier?.system === potilas.system;
  if (isSystem) return identifier?.value === potilas.tunnus.arvo;
  return isById;
}

/** Keys by which a resource is pointed to: its type and logical id, and each identifier. */
export function keysOf(
  type: string,
  resource: { readonly id: string; readonly identifier: readonly TunnisteWire[] },
): readonly string[] {
  return [`${type}/${resource.id}`, ...resource.identifier.flatMap(toIdentifierKey)];
}

/** Keys that a reference points to, of those of `keysOf`. */
export function targetKeys(viite: ViiteWire | undefined, base: string): readonly string[] {
  if (viite === undefined) return [];
  const literal = toLiteral(viite, base);
  const byId = literal === undefined ? [] : [`${literal.type}/${literal.id}`];
  return [...byId, ...(viite.identifier === undefined ? [] : toIdentifierKey(viite.identifier))];
}

function toIdentifierKey({ system = "", value }: TunnisteWire): readonly string[] {
  return value === undefined ? [] : [`${system}|${value}`];
}
