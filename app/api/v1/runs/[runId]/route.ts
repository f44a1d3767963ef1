import { createRoute } from "@/app/_server/route";
import { getRun } from "@/lib/runs/get-run";

export const GET = createRoute<{ runId: string }>((actor, { runId }) => getRun(actor, { runId }));
