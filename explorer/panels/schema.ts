import type { GraphQLSchema } from "graphql";
import type { SchemaResult } from "../client/schema.ts";
import { byId, element } from "../dom.ts";
import type { LanguageChoice } from "../language.ts";
import { nameOf, searchSchema, typesOf } from "./schema-search.ts";
import type { Hit } from "./schema-search.ts";
import { describe, toTypePage } from "./schema-type.ts";

/** The schema panel: search, list of types, and one type at a time. */
export interface SchemaPanel {
  /** Undefined while the schema is being fetched. */
  setSchema(result: SchemaResult | undefined): void;
  /** Shows a type, its `field` marked, and moves the focus there. */
  open(type: string, field: string | undefined): void;
}

interface Place {
  readonly type: string;
  readonly member: string | undefined;
}

const maxHits = 60;

/** What the panel leads to: the schema fetched again, and a data item in the catalogue. */
export interface SchemaPanelLinks {
  readonly onRetry: () => void;
  readonly onItem: (tieto: number) => void;
}

/** Makes the panel over the elements of index.html. */
export function createSchemaPanel(language: LanguageChoice, { onRetry, onItem }: SchemaPanelLinks): SchemaPanel {
  const search = byId("schema-search", HTMLInputElement);
  const back = byId("schema-back", HTMLButtonElement);
  const page = byId("schema-page", HTMLElement);
  let result: SchemaResult | undefined;
  let visited: readonly Place[] = [];
  const draw = (): void => {
    back.hidden = visited.length === 0;
    page.replaceChildren(...toPage());
  };
  const open = (type: string, member: string | undefined): void => {
    search.value = "";
    visited = [...visited, { type, member }];
    draw();
    const target = member === undefined ? undefined : document.getElementById(`member-${member}`);
    (target ?? page.querySelector("h3"))?.focus();
  };
  const toPage = (): readonly HTMLElement[] => {
    if (result === undefined) return [element("p", { class: "muted" }, [language.text("schemaLoading")])];
    if (result.kind !== "schema") return toMissing(result, language, onRetry);
    const place = visited.at(-1);
    const type = place === undefined ? undefined : result.schema.getType(place.type);
    if (search.value.trim() !== "") return toHits(result.schema, search.value, { language, open });
    if (place === undefined || type === undefined) return toTypeList(result.schema, { language, open });
    return toTypePage(type, place.member, { language, onItem, onOpen: (name) => open(name, undefined) });
  };
  search.addEventListener("input", draw);
  back.addEventListener("click", () => {
    visited = visited.slice(0, -1);
    search.value = "";
    draw();
    // The button may just have hidden itself, and focus must be somewhere.
    (page.querySelector<HTMLElement>("h3") ?? search).focus();
  });
  language.follow(draw);
  return {
    setSchema(next) {
      result = next;
      draw();
    },
    open,
  };
}

interface ListOptions {
  readonly language: LanguageChoice;
  readonly open: (type: string, member: string | undefined) => void;
}

function toHits(schema: GraphQLSchema, words: string, options: ListOptions): readonly HTMLElement[] {
  const { language } = options;
  const hits = searchSchema(schema, words, maxHits);
  const count =
    hits.length === 0 ? language.text("schemaSearchNone") : language.text("schemaSearchCount", { count: hits.length });
  return [element("p", { class: "muted", role: "status" }, [count]), toList(hits, options)];
}

function toTypeList(schema: GraphQLSchema, options: ListOptions): readonly HTMLElement[] {
  const hits = typesOf(schema).map(({ name, description }) => ({
    type: name,
    member: undefined,
    description: description ?? undefined,
  }));
  return [element("h3", {}, [options.language.text("schemaTypes")]), toList(hits, options)];
}

function toList(hits: readonly Hit[], { language, open }: ListOptions): HTMLElement {
  const items = hits.map((hit) =>
    element("li", {}, [
      element("button", { type: "button", class: "link", onclick: () => open(hit.type, hit.member) }, [nameOf(hit)]),
      ...describe(hit.description, language),
    ]),
  );
  return element("ul", { class: "members" }, items);
}

function toMissing(
  result: Exclude<SchemaResult, { readonly kind: "schema" }>,
  language: LanguageChoice,
  onRetry: () => void,
): readonly HTMLElement[] {
  return [
    element("p", {}, [language.text("schemaMissing", { reason: toReason(result, language) })]),
    element("button", { type: "button", onclick: onRetry }, [language.text("schemaRetry")]),
  ];
}

function toReason(result: Exclude<SchemaResult, { readonly kind: "schema" }>, language: LanguageChoice): string {
  if (result.kind === "notServed") return language.text("schemaMissingNotServed", { status: result.status });
  return language.text(result.kind === "invalid" ? "schemaMissingInvalid" : "schemaMissingUnreachable");
}
