import type { Actor } from "../actor/index.ts";
import { rootTypeOf } from "../catalogue/index.ts";
import type { Catalogue } from "../catalogue/index.ts";
import type { EngineAnswer } from "../engine/index.ts";
import type { Operation } from "../operation/index.ts";
import type { Asked, ReleaseRecord, Toimi } from "./record-release.ts";
import { fieldsOf } from "./selected-fields.ts";

/** What a customer begins, which is in the use log before it is done; the gate tells of changes of a person's data. */
export function toToimi(actor: Actor, { definition }: Operation, catalogue: Catalogue): Begun | undefined {
  if (actor.kind !== "asiakas" || rootTypeOf(definition) !== "Mutation") return undefined;
  const fields = fieldsOf(definition.selectionSet).filter(
    ({ name }) => !name.value.startsWith("__") && catalogue.kentta("Mutation", name.value)?.muutos === undefined,
  );
  const kentat = [...new Set(fields.map(({ name }) => name.value))].toSorted().map((name) => `Mutation.${name}`);
  const keys = new Set(fields.map(({ name, alias }) => (alias ?? name).value));
  return kentat.length === 0 ? undefined : { asiakasId: actor.asiakasId, kentat, keys };
}

/** What is begun, and where it stands in the answer. */
export interface Begun extends Toimi {
  /** Response keys of its fields. */
  readonly keys: ReadonlySet<string>;
}

/** Whose act it is. */
export interface Acting {
  readonly record: ReleaseRecord;
  readonly asked: Asked;
  readonly toimi: Begun | undefined;
}

/** What failed, or whose outcome is not known, is told in a row of its own: of the fields at the root only. */
export async function recordFailures({ errors }: EngineAnswer, { record, asked, toimi }: Acting): Promise<void> {
  if (toimi === undefined) return;
  const { asiakasId, kentat, keys } = toimi;
  for (const { code, path } of errors) {
    const isOwn = path === undefined || (path.length === 1 && keys.has(String(path[0])));
    if (isOwn) await record.act(asked, { asiakasId, kentat, koodi: code });
  }
}
