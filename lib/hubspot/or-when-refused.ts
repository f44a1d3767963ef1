import { AppError } from "@/lib/errors";
import { HubSpotRefusal } from "./client";

/**
 * For what is good to know and not needed: a read that HubSpot refuses (403, 404, 400) gives `otherwise`. A HubSpot that
 * can't be reached, or wants to be left alone, is thrown as ever.
 */
export async function orWhenRefused<T>(read: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (isRefused(error)) return otherwise;
    throw error;
  }
}

function isRefused(error: unknown): boolean {
  return error instanceof HubSpotRefusal || (error instanceof AppError && error.code === "hubspot_scope_missing");
}
