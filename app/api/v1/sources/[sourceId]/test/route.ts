import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { testSource } from "@/lib/connections/test-source";

export const POST = createRoute(operations.testSource, ({ actor, params }) => testSource(actor, params));
