import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { getCause } from "@/lib/runs/get-cause";

export const GET = createRoute(operations.getCause, ({ actor, params }) => getCause(actor, params));
