import type { ViiteWire } from "./references.ts";

/** Registers of professionals (Finnish base profiles): Terhikki, and the registration number. */
const systems: ReadonlySet<string> = new Set(["urn:oid:1.2.246.537.26", "urn:oid:1.2.246.537.25"]);

/** A professional's registration number, where the reference tells it; an identifier of another kind is not passed on. */
export function toRekisterointinumero({ identifier }: ViiteWire): string | null {
  return identifier?.value !== undefined && systems.has(identifier.system ?? "") ? identifier.value : null;
}
