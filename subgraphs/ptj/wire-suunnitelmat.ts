import { z } from "zod";
import { concept, dateTime, head, period } from "./elements.ts";
import { toLukutapa } from "./read-resources.ts";
import type { Lukutapa } from "./read-resources.ts";
import { reference, tunniste } from "./references.ts";

const detail = z.object({
  code: concept.optional(),
  status: z.enum([
    "not-started",
    "scheduled",
    "in-progress",
    "on-hold",
    "completed",
    "cancelled",
    "stopped",
    "unknown",
    "entered-in-error",
  ]),
  description: z.string().max(5000).optional(),
});
/** What a plan says to be done, in its own words. */
export type ToimiWire = z.infer<typeof detail>;

const carePlan = z.object({
  ...head,
  status: z.enum(["draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown"]),
  intent: z.enum(["proposal", "plan", "order", "option"]),
  category: z.array(concept).max(50).default([]),
  title: z.string().max(5000).optional(),
  subject: reference.optional(),
  period: period.optional(),
  goal: z.array(reference).max(200).default([]),
  activity: z
    .array(
      z
        .object({ detail: detail.optional(), reference: reference.optional() })
        // R4's own rule cpl-3: one or the other, never both.
        .refine((one) => one.detail === undefined || one.reference === undefined),
    )
    .max(500)
    .default([]),
});

/** A CarePlan as far as item 21 reads it. */
export type CarePlanWire = z.infer<typeof carePlan>;

/** How CarePlans are read. */
export const carePlanTapa: Lukutapa<CarePlanWire> = toLukutapa("CarePlan", carePlan, ({ subject }) => subject);

const goal = z.object({
  ...head,
  identifier: z.array(tunniste).max(100).default([]),
  lifecycleStatus: z.enum([
    "proposed",
    "planned",
    "accepted",
    "active",
    "on-hold",
    "completed",
    "cancelled",
    "entered-in-error",
    "rejected",
  ]),
  achievementStatus: concept.optional(),
  description: concept,
  subject: reference.optional(),
  target: z
    .array(z.object({ dueDate: dateTime.optional() }))
    .max(50)
    .default([]),
});

/** A Goal as far as item 21 reads it. */
export type GoalWire = z.infer<typeof goal>;

/** How Goals are read. */
export const goalTapa: Lukutapa<GoalWire> = toLukutapa("Goal", goal, ({ subject }) => subject);

const episode = z.object({
  ...head,
  identifier: z.array(tunniste).max(100).default([]),
  status: z.enum(["planned", "waitlist", "active", "onhold", "finished", "cancelled", "entered-in-error"]),
  type: z.array(concept).max(50).default([]),
  patient: reference.optional(),
});

/** An EpisodeOfCare as far as item 21 reads it. */
export type EpisodeWire = z.infer<typeof episode>;

/** How EpisodesOfCare are read. */
export const episodeTapa: Lukutapa<EpisodeWire> = toLukutapa("EpisodeOfCare", episode, ({ patient }) => patient);
