import type { Actor } from "../actor/index.ts";
import type { GraphError } from "../errors.ts";
import type { Operation, Weigh } from "../operation/index.ts";
import type { ActorLimiter } from "./limit-actors.ts";
import type { MayIntrospect } from "./limit-introspection.ts";

/** An operation that is about to run. */
export interface Candidate {
  readonly actor: Actor;
  readonly operation: Operation;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Address of the client, as `ClientAddress` tells it. */
  readonly address: string;
}

/** Leave to run, or why there is none. */
export type Leave =
  | {
      readonly ok: true;
      /** The operation asks the schema of the graph. */
      readonly asksSchema: boolean;
      /** To be called once, when the operation has ended. */
      readonly done: () => void;
    }
  | {
      readonly ok: false;
      readonly errors: readonly GraphError[];
      readonly headers?: Readonly<Record<string, string>>;
    };

/** Judges an operation by its cost and by what its actor has asked lately, before it is planned. */
export type Admit = (candidate: Candidate) => Leave;

/** What admission is made of. */
export interface AdmitOptions {
  readonly weigh: Weigh;
  readonly limiter: ActorLimiter;
  /** May the schema be asked of the graph. */
  readonly introspection: boolean;
  readonly mayIntrospect: MayIntrospect;
}

/** Cost, the schema's door, then the actor's own bounds; what is refused by the first two is not counted. */
export function createAdmit({ weigh, limiter, introspection, mayIntrospect }: AdmitOptions): Admit {
  return ({ actor, operation, variables, address }) => {
    const receiver = actor.kind === "kolmasosapuoli" ? actor.vastaanottaja : undefined;
    const weighed = weigh(operation, variables, receiver);
    if (!weighed.ok) return weighed;
    if (weighed.asksSchema && !introspection)
      return { ok: false, errors: [{ code: "INTROSPECTION_CLOSED", parameters: {} }] };
    if (weighed.asksSchema && !mayIntrospect(address)) return refuse(tooOften, 1);
    const admission = limiter.admit(actor, weighed);
    if (!admission.ok) return refuse(admission.error, admission.retryAfterS);
    return { ...admission, asksSchema: weighed.asksSchema };
  };
}

const tooOften: GraphError = { code: "RATE_LIMITED", parameters: { saanto: "introspection", raja: 1 } };

function refuse(error: GraphError, retryAfterS: number): Leave {
  return { ok: false, errors: [error], headers: { "retry-after": String(retryAfterS) } };
}
