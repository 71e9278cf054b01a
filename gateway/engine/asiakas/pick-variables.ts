import type { Variables } from "./represent.ts";

/** Takes of the client's variables those that an operation uses and that were given. */
export function pickVariables(names: readonly string[]): (variables: Variables) => Record<string, unknown> {
  return (variables) => {
    const picked: Record<string, unknown> = {};
    for (const name of names) if (Object.hasOwn(variables, name)) picked[name] = variables[name];
    return picked;
  };
}
