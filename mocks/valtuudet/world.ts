import type { Istuntokirja } from "./istunnot.ts";
import type { Saannosto } from "./records.ts";
import type { AnswerKey } from "./wire.ts";

/** The one service that uses the mock. */
export interface Asiakasjarjestelma {
  readonly clientId: string;
  readonly webKey: string;
  readonly restKey: string;
  readonly oauthPassword: string;
  readonly redirectUri: string;
  /** UUID of the service, the audience of signed answers. */
  readonly audience: string;
}

/** What the service knows when it answers. */
export interface ValtuudetWorld {
  readonly asiakas: Asiakasjarjestelma;
  readonly saannosto: Saannosto;
  readonly istunnot: Istuntokirja;
  readonly key: AnswerKey;
  /** A key that is not the service's: signs answers of the fault `jwt`. */
  readonly stranger: AnswerKey;
  readonly now: () => Date;
}
