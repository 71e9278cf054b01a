import { expect, it } from "vitest";
import { chooseMediaType, takesParts } from "../../../gateway/server/accept.ts";

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

it.each([
  [undefined, false],
  ["application/json", false],
  ["multipart/*", false],
  ["multipart/mixed", true],
  ["multipart/mixed;deferSpec=20220824, application/graphql-response+json, application/json;q=0.9", true],
  ['application/json, Multipart/Mixed; deferSpec="20220824"; q=0.5', true],
  ["multipart/mixed;q=0", false],
  ["multipart/mixed;q=0.0, application/json", false],
  ["multipart/mixed;incrementalSpec=v0.2", false],
  ["multipart/mixed;deferSpec=20991231", false],
] as const)("Accept %j takes an answer in parts: %j", (header, takes) => {
  expect(takesParts(header)).toBe(takes);
});
