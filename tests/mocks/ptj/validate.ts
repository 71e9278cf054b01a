import { Fhir } from "fhir";

/**
 * Checks against the structures of R4 that the validator carries: elements, cardinalities, types, required codes.
 * No profile is checked, and a code of a list that the validator does not have is let through.
 */
const fhir = new Fhir();

/** What is wrong with a resource; empty when nothing is. */
export function findFaults(resource: object): readonly string[] {
  // As it goes out: members without a value are not in JSON.
  const { messages } = fhir.validate(JSON.parse(JSON.stringify(resource)) as object, { errorOnUnexpected: true });
  return messages
    .filter(({ severity }) => ["error", "fatal"].includes(String(severity)))
    .map(({ location, message }) => `${location}: ${message}`);
}
