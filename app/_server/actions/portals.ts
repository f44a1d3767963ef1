"use server";

import { z } from "zod";
import { OptionInput, ReserveInput, StartOAuthInput, TokenInput, UniquePropertyInput } from "@/lib/api/portals";
import { addOption as add } from "@/lib/connections/add-option";
import { connectByToken as connect } from "@/lib/connections/connect-by-token";
import { createUniqueProperty as createProperty } from "@/lib/connections/create-unique-property";
import { disconnectPortal as disconnect } from "@/lib/connections/disconnect-portal";
import { refreshProperties as refresh } from "@/lib/connections/read-properties";
import { setReserve as reserve } from "@/lib/connections/set-reserve";
import { startOAuth as start } from "@/lib/connections/start-oauth";
import { testPortal as test } from "@/lib/connections/test-portal";
import { runAction } from "../action";

const PortalId = z.object({ portalId: z.string() });
const ObjectOfPortal = PortalId.extend({ objectTypeId: z.string().min(1) });

export const startOAuth = async (input: StartOAuthInput) => runAction(StartOAuthInput, input, start);
export const connectByToken = async (input: TokenInput) => runAction(TokenInput, input, connect);
export const disconnectPortal = async (input: z.infer<typeof PortalId>) => runAction(PortalId, input, disconnect);
export const testPortal = async (input: z.infer<typeof PortalId>) => runAction(PortalId, input, test);
export const refreshProperties = async (input: z.infer<typeof ObjectOfPortal>) =>
  runAction(ObjectOfPortal, input, refresh);
export const createUniqueProperty = async (input: UniquePropertyInput) =>
  runAction(UniquePropertyInput, input, createProperty);
export const setReserve = async (input: ReserveInput) => runAction(ReserveInput, input, reserve);
export const addOption = async (input: OptionInput) => runAction(OptionInput, input, add);
