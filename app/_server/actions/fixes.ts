"use server";

import type { FixInput } from "@/lib/api/fixes";
import { ApplyFix, applyFix as apply } from "@/lib/syncs/apply-fix";
import { ApplyRunFix, applyRunFix as applyToRun } from "@/lib/syncs/apply-run-fix";
import { runAction } from "../action";

export const applyFix = async (input: ApplyFix) => runAction(ApplyFix, input, apply);
export const applyRunFix = async (input: { runId: string; fix: FixInput }) => runAction(ApplyRunFix, input, applyToRun);
