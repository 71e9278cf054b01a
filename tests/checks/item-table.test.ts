import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadCatalogue } from "../../gateway/catalogue/index.ts";
import type { Kentta, Tieto } from "../../gateway/catalogue/index.ts";
import { loadSubgraph } from "../../gateway/main.ts";
import { readRuleTexts } from "../../gateway/policy/index.ts";
import { readExamples } from "../../gateway/server/read-examples.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const catalogue = loadCatalogue({
  tiedotSdl: read("schema/tiedot.graphql"),
  supergraphSdl: read("schema/supergraph.graphql"),
});
const operations = readExamples(new URL("schema/operations/", root));
const journeys = readdirSync(new URL("tests/journeys/", root))
  .filter((file) => file.endsWith(".test.ts") && file !== "example-operations.test.ts")
  .map((file) => ({ file, text: read(`tests/journeys/${file}`) }));

/** Fields of the item that stand at the top of its marks: those of a person, or of a row where no field of the person is. */
function fieldsOf({ id }: Tieto): readonly Kentta[] {
  const open = catalogue.fieldsOf(id).filter(({ isHidden }) => !isHidden);
  const ofPerson = open.filter(({ coordinate }) => coordinate.startsWith("Asiakas."));
  return ofPerson.length > 0 ? ofPerson : open;
}

const lahteetOf = (fields: readonly Kentta[]): readonly string[] => [...new Set(fields.flatMap(({ lahde }) => lahde))];
const nameOf = ({ coordinate }: Kentta): string => coordinate.replace("Asiakas.", "");

/** Tests over HTTP that ask for a field of the item. */
function testsOf(fields: readonly Kentta[]): readonly string[] {
  const names = fields.map((field) => nameOf(field).replace(/^\w+\./, ""));
  return journeys
    .filter(({ text }) => names.some((name) => new RegExp(`\\b${name}\\b`).test(text)))
    .map(({ file }) => file);
}

async function toRow(tieto: Tieto): Promise<readonly string[]> {
  const fields = fieldsOf(tieto);
  const lahteet = lahteetOf(fields);
  const protocols = await Promise.all(lahteet.map(async (name) => (await loadSubgraph(name)).rajapinta));
  const shown = testsOf(fields).slice(0, 2);
  return [
    `${tieto.id}`,
    tieto.nimi,
    fields.map((field) => `\`${nameOf(field)}\``).join(" "),
    lahteet.map((name) => `[${name}](../subgraphs/${name})`).join(" "),
    [
      ...new Set(
        protocols.map(({ protokolla, peruste }) => `${protokolla} (${peruste.toLowerCase().replace("_", " ")})`),
      ),
    ].join("; "),
    tieto.paasy.join(" "),
    tieto.alueet === undefined ? "–" : { KOTIALUE: "home", KAIKKI: "all" }[tieto.alueet],
    operations
      .filter((operation) => operation.tieto === tieto.id)
      .map(({ name }) => `[${name}](../schema/operations/${name}.graphql)`)
      .join(" "),
    shown.map((file) => `[${file.replace(".test.ts", "")}](../tests/journeys/${file})`).join(" "),
  ];
}

const header = [
  "# Items",
  "",
  "Each data item: the fields that carry it, the source, who may see it, an example, and a test that asks it of the whole gateway.",
  "Made from `schema/tiedot.graphql`, the supergraph and the subgraphs; a test compares it (`PAIVITA=1 npx vitest run tests/checks/item-table.test.ts` writes it anew).",
  "",
  "Letters: S the customer, P who acts on behalf, H health care, L social care, O service guidance, R billing, J the organiser, M a third party by consent.",
  "",
  "Regions asked unless the argument `alueet` says otherwise: the customer's home region (a professional's own with it), or all; – for what regions do not hold.",
  "",
  "| # | item | field | source | protocol | who | regions | example | test |",
  "|---|---|---|---|---|---|---|---|---|",
];

describe("the table of items", () => {
  it("has every item whole, and stands in docs/items.md", async () => {
    const rows = await Promise.all(catalogue.tiedot.map(toRow));
    for (const row of rows) expect(row, `item ${row[0] ?? ""}`).not.toContain("");
    const text = [...header, ...rows.map((row) => `| ${row.join(" | ")} |`), ""].join("\n");
    const golden = new URL("docs/items.md", root);
    if (process.env["PAIVITA"] === "1") writeFileSync(golden, text);
    expect(text).toBe(readFileSync(golden, "utf8"));
  });

  it("has a rule of its own for each item", () => {
    const { files } = readRuleTexts(new URL("schema/saannot/", root));
    const missing = catalogue.tiedot.filter(({ id }) => !files.some(({ text }) => text.includes(`"R-${id}-`)));
    expect(missing.map(({ id }) => id)).toEqual([]);
  });
});
