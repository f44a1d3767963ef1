"use server";

import { SetUpInput } from "@/lib/api/account";
import type { ActionResult } from "@/lib/api/problem";
import { setUpInstance as setUp } from "@/lib/members/set-up-instance";
import { runPublicAction } from "../action";

export async function setUpInstance(input: SetUpInput): Promise<ActionResult<null>> {
  return runPublicAction(SetUpInput, input, async (parsed) => {
    await setUp(parsed);
    return null;
  });
}
