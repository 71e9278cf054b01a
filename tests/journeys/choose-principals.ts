import type { TestSystem } from "../start.ts";

/**
 * A session of the register of mandates in which the signed-in customer has chosen these persons on the register's own
 * page: what `edustettavat` takes. @throws Error when any step is refused.
 */
export async function choosePrincipals(
  system: TestSystem,
  token: string,
  hetut: readonly string[] = [],
): Promise<string> {
  const begun = await system.ask("mutation { aloitaEdustettavienValinta { osoite istunto } }", token);
  const { osoite = "", istunto } = partOf(begun.data, "aloitaEdustettavienValinta");
  const page = await fetch(osoite, {
    method: "POST",
    body: new URLSearchParams(hetut.map((hetu): [string, string] => ["principal", hetu])),
    redirect: "manual",
  });
  const back = new URL(page.headers.get("location") ?? "").searchParams;
  const ended = await system.ask(
    `mutation ($istunto: String!, $koodi: String!, $tila: String!) {
      paataEdustettavienValinta(istunto: $istunto, koodi: $koodi, tila: $tila) { istunto }
    }`,
    token,
    { istunto, koodi: back.get("code"), tila: back.get("state") },
  );
  const { istunto: chosen } = partOf(ended.data, "paataEdustettavienValinta");
  if (chosen === undefined) throw new Error(`no session of principals: ${ended.text}`);
  return chosen;
}

function partOf(data: unknown, field: string): Readonly<Record<string, string | undefined>> {
  const part: unknown = Object(data)[field];
  return Object(part) as Readonly<Record<string, string | undefined>>;
}
