import { alueet } from "../population/index.ts";
import type { Persona } from "../population/index.ts";
import { roolit, tarkoitukset, texts } from "./texts.ts";
import type { Kieli } from "./texts.ts";

/** What the sign-in page shows. */
export interface PageOptions {
  readonly kieli: Kieli;
  readonly personas: readonly Pick<Persona, "persona" | "kuvaus">[];
  /** Why the sign-in before was refused. */
  readonly refusal?: string;
}

/** The sign-in page. Without script: which fields are there follows from the role by style alone. */
export function toPage({ kieli, personas, refusal }: PageOptions): string {
  const text = texts[kieli];
  const personaOptions = personas.map(({ persona, kuvaus }) => option(persona, `${persona} – ${kuvaus}`));
  const roleOptions = Object.entries(roolit).map(([value, names]) => option(value, names[kieli]));
  const regionOptions = alueet.map(({ koodi, nimi }) =>
    option(koodi, `${koodi} ${kieli === "sv" ? nimi.sv : nimi.fi}`, koodi === "08"),
  );
  return `<!doctype html>
<html lang="${kieli}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${text.title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/tyyli.css">
</head>
<body>
<main>
<h1>${text.title}</h1>
<p>${text.note}</p>
${refusal === undefined ? "" : `<p role="alert">${text.failed} ${escapeHtml(refusal)}</p>`}
<form method="post" autocomplete="off">
<label>${text.persona}<select name="persona">${personaOptions.join("")}</select></label>
<label>${text.role}<select name="rooli">${roleOptions.join("")}</select></label>
<div class="tyo">
<label>${text.region}<select name="alue">${regionOptions.join("")}${option("HUS", "HUS")}</select></label>
<label class="yksikko">${text.unit}<input name="yksikko" maxlength="100"></label>
</div>
<label class="vastaanottaja">${text.receiver}<input name="vastaanottaja" value="vakuutusyhtio-a" maxlength="60"></label>
<label class="tarkoitus">${text.purpose}<input name="tarkoitus" list="tarkoitukset" maxlength="60"></label>
<datalist id="tarkoitukset">${tarkoitukset.map((each) => option(each, each)).join("")}</datalist>
<button type="submit">${text.submit}</button>
</form>
</main>
</body>
</html>
`;
}

/** Style of the page, served beside it: the policy allows no style inside it. */
export const pageStyle = `:root { font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; background: Canvas; color: CanvasText; }
main { max-width: 34rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.5rem; }
form, .tyo { display: grid; gap: 1rem; }
label { display: grid; gap: 0.25rem; font-weight: 600; }
select, input, button { font: inherit; padding: 0.5rem; width: 100%; box-sizing: border-box; }
button { cursor: pointer; background: #0a4a8f; color: #fff; border: 0; border-radius: 0.25rem; }
[role="alert"] { border-left: 0.25rem solid #b00020; padding-left: 0.75rem; }
form:has([value="asiakas"]:checked) :is(.tyo, .tarkoitus, .vastaanottaja),
form:has([value="analyytikko"]:checked) :is(.yksikko, .tarkoitus, .vastaanottaja),
form:has([value="tietosuojavastaava"]:checked) :is(.tarkoitus, .vastaanottaja),
form:has([value="kolmasosapuoli"]:checked) .tyo,
form:not(:has([value="kolmasosapuoli"]:checked)) .vastaanottaja { display: none; }
`;

/** The fields that a role has: others that a form holds are hidden by the page's style and not read. */
export function fieldsOf(rooli: string): readonly string[] {
  if (rooli === "asiakas") return ["persona", "rooli"];
  if (rooli === "kolmasosapuoli") return ["persona", "rooli", "vastaanottaja", "tarkoitus"];
  return ["persona", "rooli", "alue", "yksikko", "tarkoitus"];
}

function option(value: string, label: string, selected = false): string {
  return `<option value="${escapeHtml(value)}"${selected ? " selected" : ""}>${escapeHtml(label)}</option>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
