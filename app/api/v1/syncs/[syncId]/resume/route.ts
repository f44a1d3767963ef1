import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { resumeSync } from "@/lib/syncs/resume-sync";

export const POST = createRoute(operations.resumeSync, ({ actor, params }) => resumeSync(actor, params));
