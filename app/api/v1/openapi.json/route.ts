import { createOpenApi } from "@/lib/api/operations/openapi";

/** `operations.getOpenApi`: holds nothing that isn't in the sources, so that tools can read it without a key. */
export function GET(): Response {
  return Response.json(createOpenApi());
}
