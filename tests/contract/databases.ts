const databaseUrl = process.env["DATABASE_URL"] || undefined;

/** The databases that a mock over PostgreSQL is tried on: the one in this process, and a real one where DATABASE_URL names it. */
export const databases: readonly { readonly name: string; readonly options: { readonly databaseUrl?: string } }[] = [
  { name: "PGlite", options: {} },
  ...(databaseUrl === undefined ? [] : [{ name: "PostgreSQL", options: { databaseUrl } }]),
];
