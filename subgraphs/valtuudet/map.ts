/** Value of the enum `Valtuusteema`. */
export type Valtuusteema = "TERVEYDENHUOLTO" | "SOSIAALIHUOLTO";

/** Every theme that the graph knows. */
export const teemat = ["TERVEYDENHUOLTO", "SOSIAALIHUOLTO"] as const satisfies readonly Valtuusteema[];

/** URIs of themes at the service; a theme without one can't be asked. */
export type TeemojenUrit = Readonly<Partial<Record<Valtuusteema, string>>>;

/** What roles mean: `ALL` and `GUARDIAN` are of a minor's guardian, a URI is a theme; one not known gives nothing. */
export interface Roolit {
  readonly huoltajana: boolean;
  readonly asiat: readonly Valtuusteema[];
}

/** Roles of the service as the graph tells them (sheet 2.4 [V]). */
export function toRoolit(roles: readonly string[], urit: TeemojenUrit): Roolit {
  const asiat = teemat.filter((teema) => urit[teema] !== undefined && roles.includes(urit[teema]));
  return { huoltajana: roles.includes("ALL") || roles.includes("GUARDIAN"), asiat };
}

/** Of age on a day; both `YYYY-MM-DD`. */
export function isTaysiIkainen(syntymapaiva: string, tanaan: string): boolean {
  return `${Number(syntymapaiva.slice(0, 4)) + 18}${syntymapaiva.slice(4)}` <= tanaan;
}
