/**
 * Ids of entities that belong to a person and are none, such as a message: the person's id, a tilde, and what is the
 * entity's own, sealed. So whoever meets one knows whose it is without opening anything: the gate judges its fields as
 * that person's. No id of a person holds a tilde, and no subgraph takes whose it is from elsewhere.
 */
export interface OwnedId {
  readonly asiakasId: string;
  readonly oma: string;
}

const separator = "~";

/** The id of a person's entity. */
export function toOwnedId({ asiakasId, oma }: OwnedId): string {
  return `${asiakasId}${separator}${oma}`;
}

/** Whose an entity is, and what is its own; undefined for an id of another form. */
export function parseOwnedId(id: string): OwnedId | undefined {
  const [asiakasId = "", oma = "", ...others] = id.split(separator);
  return asiakasId === "" || oma === "" || others.length > 0 ? undefined : { asiakasId, oma };
}

/**
 * The person whom a representation in an `_entities` call is, or is of: by its `id`. Undefined for one that tells no
 * person: then it is nobody's.
 */
export function personIdOf(representation: Readonly<Record<string, unknown>>): string | undefined {
  const { __typename: type, id } = representation;
  if (typeof id !== "string") return undefined;
  return type === "Asiakas" ? id : parseOwnedId(id)?.asiakasId;
}
