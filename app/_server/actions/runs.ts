"use server";

import { z } from "zod";
import { announceDecision, askForRun } from "@/inngest/events";
import { SyncDraftInput } from "@/lib/api/syncs";
import { approveRun as approve } from "@/lib/runs/approve-run";
import { cancelRun as cancel } from "@/lib/runs/cancel-run";
import { startDryRun as check } from "@/lib/runs/start-dry-run";
import { startRetry as retry } from "@/lib/runs/start-retry";
import { startRun as start } from "@/lib/runs/start-run";
import { sendUpload as send } from "@/lib/runs/upload/send-upload";
import { runAction } from "../action";

const StartRun = z.object({ syncId: z.string(), isFull: z.boolean().default(false) });
const StartDryRun = z.object({ syncId: z.string(), draft: SyncDraftInput.nullable() });
const StartRetry = z.object({
  runId: z.string(),
  causeIds: z.array(z.string()).optional(),
  rowNumbers: z.array(z.number().int()).max(10_000, "Choose at most 10,000 rows, or retry a cause.").optional(),
});
const RunId = z.object({ runId: z.string() });
const UploadId = z.object({ uploadId: z.string() });

export const startRun = async (input: z.input<typeof StartRun>) =>
  runAction(StartRun, input, (actor, parsed) => start(actor, parsed, askForRun));
export const startDryRun = async (input: z.input<typeof StartDryRun>) =>
  runAction(StartDryRun, input, (actor, parsed) => check(actor, parsed, askForRun));
export const startRetry = async (input: z.infer<typeof StartRetry>) =>
  runAction(StartRetry, input, (actor, parsed) => retry(actor, parsed, askForRun));
export const approveRun = async (input: z.infer<typeof RunId>) =>
  runAction(RunId, input, (actor, parsed) => approve(actor, parsed, announceDecision));
export const cancelRun = async (input: z.infer<typeof RunId>) =>
  runAction(RunId, input, (actor, parsed) => cancel(actor, parsed, announceDecision));
export const sendUpload = async (input: z.infer<typeof UploadId>) =>
  runAction(UploadId, input, (actor, parsed) => send(actor, parsed, askForRun));
