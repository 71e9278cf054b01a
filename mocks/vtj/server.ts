import type { MockRequest, MockResponse } from "../http/index.ts";
import { answerRest } from "./rest-palvelu.ts";
import { answerSoap } from "./soap-palvelu.ts";
import type { Ymparisto } from "./ymparisto.ts";

/** One security server: SOAP at `/`, REST below `/r1`, plain text for what is neither (C1, C2). */
export function createHandler(ymparisto: Ymparisto): (request: MockRequest) => MockResponse {
  return (request) => {
    if (request.path.startsWith("/r1/")) return answerRest(request, ymparisto);
    if (request.path === "/") return answerSoap(request, ymparisto);
    return { status: 404, headers: { "content-type": "text/plain" }, body: "Not Found" };
  };
}
