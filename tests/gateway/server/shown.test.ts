import { expect, it } from "vitest";
import type { Authenticate, Shown } from "../../../gateway/actor/index.ts";
import { startStub } from "./start-stub.ts";

/** What authentication is shown of a request with these headers, over a gateway that trusts these proxies. */
async function shownOf(headers: Readonly<Record<string, string>>, trustedProxies: readonly string[]) {
  const shown: (Shown | undefined)[] = [];
  const challenge = "DPoP algs";
  const authenticate: Authenticate = async (_, beside) => {
    shown.push(beside);
    return { ok: false, code: "UNAUTHENTICATED", reason: "koe", challenge };
  };
  const stub = await startStub({ authenticate, trustedProxies });
  const response = await fetch(`${stub.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "DPoP a", ...headers },
    body: JSON.stringify({ query: "{ mina { id } }" }),
  });
  const [first] = shown;
  return { status: response.status, challenge: response.headers.get("www-authenticate"), first };
}

it("shows the method and the proofs of a request, and tells the client how to prove better", async () => {
  const { status, challenge, first } = await shownOf({ dpop: "x.y.z" }, []);
  expect([status, challenge]).toEqual([401, "DPoP algs"]);
  expect(first).toMatchObject({ method: "POST", proofs: ["x.y.z"] });
  expect((await shownOf({}, [])).first?.proofs).toEqual([]);
});

it("shows a header that proxies write only where a trusted one sent the request", async () => {
  const headers = { "client-cert": ":AAAA:" };
  const trusted = await shownOf(headers, ["127.0.0.1"]);
  expect(trusted.first?.fromProxy("client-cert")).toEqual([":AAAA:"]);
  expect(trusted.first?.fromProxy("muu")).toEqual([]);
  for (const proxies of [[], ["10.0.0.0/8"]])
    expect((await shownOf(headers, proxies)).first?.fromProxy("client-cert")).toEqual([]);
});
