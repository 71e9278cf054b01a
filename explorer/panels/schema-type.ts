import { getNamedType, isEnumType, isInputObjectType, isInterfaceType, isObjectType, isUnionType } from "graphql";
import type { GraphQLArgument, GraphQLField, GraphQLInputField, GraphQLNamedType, GraphQLType } from "graphql";
import { pickDescription } from "../description.ts";
import { element } from "../dom.ts";
import { itemOf } from "../item.ts";
import type { LanguageChoice } from "../language.ts";
import type { TextKey } from "../texts/index.ts";

/** How the pages of types are drawn and where their links lead. */
export interface TypePageOptions {
  readonly language: LanguageChoice;
  readonly onOpen: (type: string) => void;
  /** Leads to a data item in the catalogue. */
  readonly onItem: (tieto: number) => void;
}

/** One type as documentation: its description and its fields, values or members. `member` is marked. */
export function toTypePage(
  type: GraphQLNamedType,
  member: string | undefined,
  options: TypePageOptions,
): readonly HTMLElement[] {
  const [heading, rows] = toRows(type, options);
  const list = rows.map(({ name, parts }) =>
    element("li", { id: `member-${name}`, class: name === member ? "marked" : undefined, tabindex: -1 }, parts),
  );
  return [
    element("h3", { tabindex: -1 }, [type.name]),
    ...describe(type.description, options.language),
    ...(list.length === 0
      ? []
      : [element("h4", {}, [options.language.text(heading)]), element("ul", { class: "members" }, list)]),
  ];
}

/** A description in the reader's language, or nothing. */
export function describe(description: string | null | undefined, language: LanguageChoice): readonly HTMLElement[] {
  const described = pickDescription(description, language.current());
  return described === undefined
    ? []
    : [element("p", { class: "description", lang: described.language }, [described.text])];
}

interface Row {
  readonly name: string;
  readonly parts: readonly (Node | string | undefined)[];
}

function toRows(type: GraphQLNamedType, options: TypePageOptions): readonly [TextKey, readonly Row[]] {
  if (isObjectType(type) || isInterfaceType(type)) {
    return ["schemaFields", Object.values(type.getFields()).map((field) => toFieldRow(field, options))];
  }
  if (isInputObjectType(type)) {
    return ["schemaInputFields", Object.values(type.getFields()).map((field) => toInputRow(field, options))];
  }
  if (isEnumType(type)) {
    const rows = type.getValues().map(({ name, description }) => ({
      name,
      parts: [element("code", {}, [name]), ...describe(description, options.language)],
    }));
    return ["schemaValues", rows];
  }
  const members = isUnionType(type) ? type.getTypes() : [];
  return ["schemaMembers", members.map((each) => ({ name: each.name, parts: [toTypeLink(each, options)] }))];
}

function toFieldRow(field: GraphQLField<unknown, unknown>, options: TypePageOptions): Row {
  const { language } = options;
  const item = itemOf(field);
  const reason = field.deprecationReason;
  return {
    name: field.name,
    parts: [
      element("code", {}, [field.name, ": ", toTypeLink(field.type, options)]),
      item === undefined ? undefined : toItemLink(item, options),
      reason ? element("span", { class: "badge" }, [language.text("schemaDeprecated", { reason })]) : undefined,
      ...describe(field.description, language),
      ...(field.args.length === 0 ? [] : [toArguments(field.args, options)]),
    ],
  };
}

function toItemLink(item: number, { language, onItem }: TypePageOptions): HTMLElement {
  return element("button", { type: "button", class: "link words", onclick: () => onItem(item) }, [
    language.text("schemaItem", { id: item }),
  ]);
}

function toInputRow(field: GraphQLInputField, options: TypePageOptions): Row {
  const type = element("code", {}, [field.name, ": ", toTypeLink(field.type, options)]);
  return { name: field.name, parts: [type, ...describe(field.description, options.language)] };
}

function toArguments(args: readonly GraphQLArgument[], options: TypePageOptions): HTMLElement {
  const items = args.map((arg) =>
    element("li", {}, [
      element("code", {}, [arg.name, ": ", toTypeLink(arg.type, options)]),
      ...describe(arg.description, options.language),
    ]),
  );
  return element("div", { class: "arguments" }, [
    element("p", { class: "muted" }, [options.language.text("schemaArguments")]),
    element("ul", {}, items),
  ]);
}

function toTypeLink(type: GraphQLType, { onOpen }: TypePageOptions): HTMLElement {
  const { name } = getNamedType(type);
  return element("button", { type: "button", class: "link", onclick: () => onOpen(name) }, [String(type)]);
}
