import { createAttempt } from "../client/pkce.ts";
import type { Attempt, Provider } from "../client/pkce.ts";
import { signInAt } from "../client/sign-in.ts";
import type { SignInResult } from "../client/sign-in.ts";
import { byId, element } from "../dom.ts";
import type { LanguageChoice } from "../language.ts";
import { keyOfWho, roleTexts } from "../roles.ts";
import type { Session, SessionKeeper } from "../session.ts";
import type { TextKey } from "../texts/index.ts";

/** Shows a text of the sign-in in place of who is signed in, until that changes. */
export type TellSignIn = (key: TextKey, values?: Readonly<Record<string, string>>) => void;

/** What signing in works with. */
export interface SignInOptions {
  readonly language: LanguageChoice;
  readonly session: SessionKeeper;
  readonly status: TellSignIn;
}

/** Makes a button for each provider that the service names; says so where there is none. */
export function createSignIn(providers: readonly Provider[], options: SignInOptions): void {
  const { language, status } = options;
  // Without a secure context there is no digest to make: only a token of the reader's own works there.
  if (providers.length === 0 || !isSecureContext) {
    status("signInNotOffered");
    byId("token-details", HTMLDetailsElement).open = true;
    return;
  }
  const begin = createBeginner(options);
  const buttons = providers.map((provider) => {
    const button = element("button", { type: "button", onclick: () => begin(provider) });
    language.follow(() => {
      button.textContent = language.text("signInAt", { provider: provider.otsikko });
    });
    return button;
  });
  byId("sign-in", HTMLElement).replaceChildren(...buttons);
}

/** One sign-in at a time: a new one ends the waiting for the earlier. */
function createBeginner({ language, session, status }: SignInOptions): (provider: Provider) => void {
  let waiting = new AbortController();
  // Made before the click: a browser opens a window only at once.
  let next: Attempt | undefined;
  const prepare = async (): Promise<void> => {
    next = await createAttempt();
  };
  void prepare();
  const end = (result: SignInResult): void => {
    if (result.kind === "session") return session.set(result.session);
    // The earlier sign-in would answer as somebody else than the reader now meant.
    session.set(undefined);
    if (result.kind === "blocked") return status("signInBlocked");
    status("signInFailed", { message: result.message ?? language.text("signInNoReason") });
  };
  return (provider) => {
    if (next === undefined) return;
    waiting.abort();
    waiting = new AbortController();
    status("signInOpen");
    void signInAt(provider, next, { language: language.current(), signal: waiting.signal }).then(end);
    next = undefined;
    void prepare();
  };
}

/** Makes the other way in: a token that the reader has got from the identity provider. */
export function createTokenSignIn(session: SessionKeeper): void {
  const form = byId("token-form", HTMLFormElement);
  const token = byId("token", HTMLInputElement);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (token.value.trim() !== "") session.set({ token: token.value.trim() });
    token.value = "";
  });
}

/** Shows who is signed in, and the way out; gives the function that shows how a sign-in goes. */
export function createSessionStatus(language: LanguageChoice, session: SessionKeeper): TellSignIn {
  const status = byId("session-status", HTMLElement);
  const signOut = byId("sign-out", HTMLButtonElement);
  let told: Parameters<TellSignIn> | undefined;
  const draw = (): void => {
    const current = session.current();
    signOut.hidden = current === undefined;
    status.textContent = told === undefined ? toStatus(current, language) : language.text(...told);
  };
  signOut.addEventListener("click", () => {
    session.set(undefined);
    byId("session", HTMLElement).focus();
  });
  session.follow(() => {
    told = undefined;
    draw();
  });
  language.follow(draw);
  return (...given) => {
    told = given;
    draw();
  };
}

function toStatus(session: Session | undefined, language: LanguageChoice): string {
  if (session === undefined) return language.text("signedOut");
  const { who, validUntil } = session;
  if (who === undefined) return language.text("signedInByToken");
  const time = validUntil?.toLocaleTimeString(language.current(), { hour: "2-digit", minute: "2-digit" }) ?? "–";
  const role = roleTexts.get(keyOfWho(who));
  const parts = [role === undefined ? who.laji : language.text(role), who.nimi, who.yksikko];
  return language.text("signedInAs", { who: parts.filter((part) => part !== undefined).join(", "), time });
}
