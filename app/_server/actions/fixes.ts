"use server";

import { ApplyFix, applyFix as apply } from "@/lib/syncs/apply-fix";
import { ApplyRunFix, applyRunFix as applyToRun } from "@/lib/syncs/apply-run-fix";
import { runAction } from "../action";

export const applyFix = async (input: ApplyFix) => runAction(ApplyFix, input, apply);
export const applyRunFix = async (input: ApplyRunFix) => runAction(ApplyRunFix, input, applyToRun);
