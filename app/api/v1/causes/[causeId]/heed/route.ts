import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { heedCause } from "@/lib/runs/ignore-cause";

export const POST = createRoute(operations.heedCause, ({ actor, params }) => heedCause(actor, params));
