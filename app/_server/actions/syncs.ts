"use server";

import { z } from "zod";
import { SendRowInput } from "@/lib/api/row-comparison";
import { SyncInput } from "@/lib/api/syncs";
import { sendRow as send } from "@/lib/syncs/compare/send-row";
import { createSync as create } from "@/lib/syncs/create-sync";
import { deleteSync as remove } from "@/lib/syncs/delete-sync";
import { forgetAccepted as forget } from "@/lib/syncs/forget-accepted";
import { pauseSync as pause } from "@/lib/syncs/pause-sync";
import { resumeSync as resume } from "@/lib/syncs/resume-sync";
import { UpdateSync, updateSync as update } from "@/lib/syncs/update-sync";
import { runAction } from "../action";

const SyncId = z.object({ syncId: z.string() });
type SyncId = z.infer<typeof SyncId>;

export const createSync = async (input: SyncInput) => runAction(SyncInput, input, create);
export const updateSync = async (input: z.infer<typeof UpdateSync>) => runAction(UpdateSync, input, update);
export const sendRow = async (input: SendRowInput) => runAction(SendRowInput, input, send);
export const pauseSync = async (input: SyncId) => runAction(SyncId, input, pause);
export const resumeSync = async (input: SyncId) => runAction(SyncId, input, resume);
export const forgetAccepted = async (input: SyncId) => runAction(SyncId, input, forget);
export const deleteSync = async (input: SyncId) => runAction(SyncId, input, remove);
