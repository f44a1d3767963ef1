import { invalidRequest } from "@/lib/local/hubspot-sandbox/api/refused";

export function readLimit(query: URLSearchParams, { standard, max }: { standard: number; max: number }): number {
  const given = query.get("limit");
  if (given === null) return standard;
  const limit = Number(given);
  if (Number.isInteger(limit) && limit >= 1 && limit <= max) return limit;
  throw invalidRequest(`Invalid limit ${given}: it must be between 1 and ${max}.`);
}
