"use server";

import { z } from "zod";
import { heedCause as heed, ignoreCause as ignore } from "@/lib/runs/ignore-cause";
import { runAction } from "../action";

const CauseId = z.object({ causeId: z.string() });

export const ignoreCause = async (input: z.infer<typeof CauseId>) => runAction(CauseId, input, ignore);
export const heedCause = async (input: z.infer<typeof CauseId>) => runAction(CauseId, input, heed);
