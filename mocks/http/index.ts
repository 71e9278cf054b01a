/**
 * What every mock register has in common: an HTTP server of its own, faults on demand, a journal of
 * what it was asked, and a control port for both. Knows no register.
 */
export { createFaultSwitch, faultKinds, parseFaults } from "./faults.ts";
export type { Fault, FaultKind, FaultSwitch } from "./faults.ts";
export { startControlPort } from "./control-port.ts";
export { listen } from "./listen.ts";
export type { Listening } from "./listen.ts";
export { readBody } from "./read-body.ts";
export { createRequestJournal } from "./requests.ts";
export type { RecordedRequest, RequestJournal } from "./requests.ts";
export type { Controlled, MockRegister, RunningRegister, World } from "./mock-register.ts";
export { startMockServer } from "./mock-server.ts";
export type { MockRequest, MockResponse, MockServer } from "./mock-server.ts";
export { answerXRoad, parseJson, toJson } from "./xroad-rest.ts";
export type { XRoadService } from "./xroad-rest.ts";
