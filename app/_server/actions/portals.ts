"use server";

import { z } from "zod";
import { TokenInput, UniquePropertyInput } from "@/lib/api/portals";
import { connectByToken as connect } from "@/lib/connections/connect-by-token";
import { createUniqueProperty as createProperty } from "@/lib/connections/create-unique-property";
import { disconnectPortal as disconnect } from "@/lib/connections/disconnect-portal";
import { refreshProperties as refresh } from "@/lib/connections/read-properties";
import { startOAuth as start } from "@/lib/connections/start-oauth";
import { testPortal as test } from "@/lib/connections/test-portal";
import { runAction } from "../action";

const Nothing = z.object({});
const PortalId = z.object({ portalId: z.string() });
const ObjectOfPortal = PortalId.extend({ objectTypeId: z.string().min(1) });

export const startOAuth = async (input: z.infer<typeof Nothing>) => runAction(Nothing, input, start);
export const connectByToken = async (input: TokenInput) => runAction(TokenInput, input, connect);
export const disconnectPortal = async (input: z.infer<typeof PortalId>) => runAction(PortalId, input, disconnect);
export const testPortal = async (input: z.infer<typeof PortalId>) => runAction(PortalId, input, test);
export const refreshProperties = async (input: z.infer<typeof ObjectOfPortal>) =>
  runAction(ObjectOfPortal, input, refresh);
export const createUniqueProperty = async (input: UniquePropertyInput) =>
  runAction(UniquePropertyInput, input, createProperty);
