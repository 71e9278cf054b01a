import { z } from "zod";
import { coding, concept, dateTime, head, period } from "./elements.ts";
import { toLukutapa } from "./read-resources.ts";
import type { Lukutapa } from "./read-resources.ts";
import { reference, tunniste } from "./references.ts";

const encounter = z.object({
  ...head,
  identifier: z.array(tunniste).max(100).default([]),
  status: z.enum([
    "planned",
    "arrived",
    "triaged",
    "in-progress",
    "onleave",
    "finished",
    "cancelled",
    "entered-in-error",
    "unknown",
  ]),
  class: coding,
  type: z.array(concept).max(50).default([]),
  serviceType: concept.optional(),
  subject: reference.optional(),
  participant: z
    .array(z.object({ individual: reference.optional() }))
    .max(100)
    .default([]),
  period: period.optional(),
  reasonCode: z.array(concept).max(50).default([]),
  serviceProvider: reference.optional(),
  partOf: reference.optional(),
});

/** An Encounter as far as item 15 reads it. */
export type EncounterWire = z.infer<typeof encounter>;

/** How Encounters are read. */
export const encounterTapa: Lukutapa<EncounterWire> = toLukutapa("Encounter", encounter, ({ subject }) => subject);

const communication = z.object({
  ...head,
  status: z.enum([
    "preparation",
    "in-progress",
    "not-done",
    "on-hold",
    "stopped",
    "completed",
    "entered-in-error",
    "unknown",
  ]),
  category: z.array(concept).max(50).default([]),
  medium: z.array(concept).max(50).default([]),
  subject: reference.optional(),
  topic: concept.optional(),
  encounter: reference.optional(),
  sent: dateTime.optional(),
  received: dateTime.optional(),
  sender: reference.optional(),
  reasonCode: z.array(concept).max(50).default([]),
});

/** A Communication as far as item 15 reads it. */
export type CommunicationWire = z.infer<typeof communication>;

/** How Communications are read. */
export const communicationTapa: Lukutapa<CommunicationWire> = toLukutapa(
  "Communication",
  communication,
  ({ subject }) => subject,
);
