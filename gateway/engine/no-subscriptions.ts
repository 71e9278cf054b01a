import type { GraphError } from "../errors.ts";

/** Why a subscription is not opened: this gateway has no way to, or the client has asked for one answer. */
export const noSubscriptions: GraphError = {
  code: "BAD_REQUEST",
  parameters: {
    syy: {
      fi: "tilaus (subscription) avataan vain tapahtumavirtana, text/event-stream, ja vain jos lähde tarjoaa sen",
      sv: "en prenumeration (subscription) öppnas bara som händelseström, text/event-stream, och bara om källan erbjuder den",
      en: "a subscription is opened as an event stream only, text/event-stream, and only where the source offers one",
    },
  },
};
