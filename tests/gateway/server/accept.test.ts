import { expect, it } from "vitest";
import { chooseMediaType } from "../../../gateway/server/accept.ts";

const standard = "application/graphql-response+json";
const plain = "application/json";

it.each([
  [undefined, plain],
  ["", plain],
  ["*/*", plain],
  ["application/*", plain],
  [plain, plain],
  [standard, standard],
  [`${standard}, ${plain}`, standard],
  [`${plain}, ${standard}`, standard],
  [`${standard};q=0.5, ${plain}`, plain],
  [`${plain};q=0.9, ${standard};q=1`, standard],
  [`${standard};charset=utf-8, ${plain};charset=utf-8`, standard],
  ["Application/JSON", plain],
  [`${plain};q=0, ${standard}`, standard],
  [`${plain};q=0, */*`, undefined],
  ["text/html,application/xhtml+xml,*/*;q=0.8", plain],
  ["text/html", undefined],
  ["text/event-stream", undefined],
  ["multipart/mixed", undefined],
  [`${plain};q=0`, undefined],
  ["*/*;q=0", undefined],
  [";;q=,", undefined],
] as const)("Accept %j is answered with %j", (header, type) => {
  expect(chooseMediaType(header)).toBe(type);
});
