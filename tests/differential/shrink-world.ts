import type { Field, World, WorldType } from "./world.ts";

/** Takes away of a world whatever can be, as long as it shows the same. */
export async function shrinkWorld(world: World, shows: (world: World) => Promise<boolean>): Promise<World> {
  let best = world;
  for (let at = 0; ;) {
    const smaller = candidates(best)[at];
    if (smaller === undefined) return best;
    const made = smaller();
    if (await shows(made)) best = made;
    else at += 1;
  }
}

/** Large parts first. */
function candidates(world: World): readonly (() => World)[] {
  const types = [...world.types.values()];
  return [
    ...world.subgraphs.map((name) => () => withoutSubgraph(world, name)),
    ...types.map(
      (type) => () =>
        withTypes(
          world,
          types.filter((each) => each !== type),
        ),
    ),
    ...without(world.queries).map((queries) => () => ({ ...world, queries: queries() })),
    ...without(world.mutations).map((mutations) => () => ({ ...world, mutations: mutations() })),
    ...types.flatMap((type) =>
      "fields" in type
        ? without(type.fields).map(
            (fields) => () =>
              withTypes(
                world,
                types.map((each) => (each === type ? { ...type, fields: [...fields()] } : each)),
              ),
          )
        : [],
    ),
  ];
}

function without(fields: readonly Field[]): readonly (() => readonly Field[])[] {
  return fields.map((field) => () => fields.filter((each) => each !== field));
}

function withTypes(world: World, types: readonly WorldType[]): World {
  return { ...world, types: new Map(types.map((type) => [type.name, type])) };
}

/** Only one of which nothing but stubs would be missed composes then. */
function withoutSubgraph(world: World, name: string): World {
  const subgraphs = world.subgraphs.filter((each) => each !== name);
  // A field that had moved to it would be told by nobody: where it was, it may not be.
  const isThere = (field: Field): boolean =>
    field.overridden === undefined || field.in.some((each) => subgraphs.includes(each));
  const types = [...world.types.values()].map((type) =>
    type.kind === "union" || type.kind === "interface" ? type : { ...type, fields: type.fields.filter(isThere) },
  );
  return withTypes({ ...world, subgraphs }, types);
}
