import type { Engine } from "../engine/index.ts";
import { readRegistered } from "../operation/index.ts";
import type { ReadOperation, RegisteredOptions } from "../operation/index.ts";
import type { Log } from "./log.ts";

/** What planning ahead needs. */
export interface PlanRegisteredOptions {
  readonly texts: RegisteredOptions["texts"];
  readonly readOperation: ReadOperation;
  readonly engine: Pick<Engine, "planAhead">;
  readonly log: Log;
}

/**
 * Plans the registered operations, before the gateway is open: no limit of time is then met by one, and
 * none waits behind a stranger's. One that can't be read or planned is logged with its code, and refused
 * when it is asked for: the others run.
 */
export async function planRegistered({ texts, readOperation, engine, log }: PlanRegisteredOptions): Promise<void> {
  for (const read of readRegistered(texts, readOperation)) {
    const error = read.ok ? await engine.planAhead(read.operation) : read.errors[0];
    if (error !== undefined) log("rekisteröityä operaatiota ei voitu suunnitella", { koodi: error.code });
  }
}
