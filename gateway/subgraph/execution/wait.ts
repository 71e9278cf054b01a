/** Waits for the members of a holder that are promises, and puts what they give in their places. Fails with the first. */
export async function fillIn<Holder extends object>(holder: Holder, waiting: readonly PropertyKey[]): Promise<Holder> {
  const values = await Promise.all(waiting.map((key): unknown => Reflect.get(holder, key)));
  for (const [at, key] of waiting.entries()) Reflect.set(holder, key, values[at]);
  return holder;
}

/** Lets go of members that nobody waits for any more: what fails of them is nobody's error. */
export function letGo(holder: object, waiting: readonly PropertyKey[]): void {
  for (const key of waiting) Promise.resolve(Reflect.get(holder, key)).catch(() => undefined);
}
