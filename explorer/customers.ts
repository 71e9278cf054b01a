import { isObject, textOf } from "./json.ts";

/** A customer whom an answer has told the id of. */
export interface Customer {
  readonly id: string;
  /** Where in the answer it was, and the name that stood beside it: `mina.perhesuhteet.lapset.0.henkilo Eino`. */
  readonly label: string;
}

/** Fields that give a customer; `node` does in the search of customers. */
const customerFields: ReadonlySet<string> = new Set(["mina", "asiakas", "asiakasHetulla", "henkilo", "yhdistetty"]);

/** The customers whose id is in an answer's data, in the order of the answer, each once. Aliases are not seen through. */
export function findCustomers(data: unknown): readonly Customer[] {
  const found = new Map<string, Customer>();
  const visit = (value: unknown, path: readonly string[]): void => {
    if (Array.isArray(value)) return value.forEach((item, at) => visit(item, [...path, String(at)]));
    if (!isObject(value)) return undefined;
    const id = isCustomerAt(path) ? textOf(value["id"]) : undefined;
    if (id !== undefined && !found.has(id)) found.set(id, { id, label: [path.join("."), ...namesOf(value)].join(" ") });
    for (const [key, child] of Object.entries(value)) visit(child, [...path, key]);
    return undefined;
  };
  visit(data, []);
  return [...found.values()];
}

function isCustomerAt(path: readonly string[]): boolean {
  const last = path.at(-1) ?? "";
  return customerFields.has(last) || (last === "node" && path[0] === "asiakkaat");
}

function namesOf({ nimi }: Readonly<Record<string, unknown>>): readonly string[] {
  if (!isObject(nimi)) return [];
  return [textOf(nimi["etunimet"]), textOf(nimi["sukunimi"])].flatMap((name) => name ?? []);
}
