"use server";

import { z } from "zod";
import { ApiKeyInput } from "@/lib/api/api-keys";
import { createApiKey as create } from "@/lib/members/create-api-key";
import { revokeApiKey as revoke } from "@/lib/members/revoke-api-key";
import { runAction } from "../action";

const ApiKeyId = z.object({ apiKeyId: z.string() });

export const createApiKey = async (input: ApiKeyInput) =>
  runAction(ApiKeyInput, input, (actor, parsed) => create(actor, parsed));
export const revokeApiKey = async (input: z.infer<typeof ApiKeyId>) => runAction(ApiKeyId, input, revoke);
