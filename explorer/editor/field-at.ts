import { parse, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import type { GraphQLField, GraphQLSchema } from "graphql";

/** A field in a query: where its name is, and what the schema says of it. */
export interface FieldAt {
  readonly from: number;
  readonly to: number;
  readonly parent: string;
  readonly field: GraphQLField<unknown, unknown>;
}

/** The field whose name is at `offset`; undefined elsewhere and in text that does not parse. */
export function fieldAt(schema: GraphQLSchema, query: string, offset: number): FieldAt | undefined {
  let found: FieldAt | undefined;
  const info = new TypeInfo(schema);
  try {
    visit(
      parse(query),
      visitWithTypeInfo(info, {
        Field(node) {
          const field = info.getFieldDef();
          const parent = info.getParentType();
          const { loc } = node.name;
          if (field && parent && loc && loc.start <= offset && offset <= loc.end) {
            found = { from: loc.start, to: loc.end, parent: parent.name, field };
          }
        },
      }),
    );
  } catch {
    return undefined; // Half-written text: the linter says so.
  }
  return found;
}
