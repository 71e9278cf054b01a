import type { CurlCommand } from "../curl.ts";
import { byId } from "../dom.ts";
import type { LanguageChoice } from "../language.ts";

/** Makes the dialog that shows a command, says what was left out of it, and copies it. */
export function createCurlDialog(language: LanguageChoice): (command: CurlCommand) => void {
  const dialog = byId("curl-dialog", HTMLDialogElement);
  const text = byId("curl-text", HTMLTextAreaElement);
  const masked = byId("curl-masked", HTMLElement);
  const status = byId("curl-status", HTMLElement);
  byId("curl-close", HTMLButtonElement).addEventListener("click", () => dialog.close());
  byId("curl-copy", HTMLButtonElement).addEventListener("click", () => void copy());
  const copy = async (): Promise<void> => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
      status.textContent = language.text("curlCopied");
    } catch {
      // A browser or its policy may forbid it; the text is selected for the keyboard.
      status.textContent = language.text("curlCopyFailed");
    }
  };
  return (command) => {
    text.value = command.text;
    masked.hidden = !command.masked;
    status.textContent = "";
    dialog.showModal();
    text.focus();
    text.setSelectionRange(0, 0);
    text.scrollTop = 0;
  };
}
