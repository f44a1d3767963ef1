import { createRoute } from "@/app/_server/route";
import { listRejects } from "@/lib/runs/list-rejects";

export const GET = createRoute<{ runId: string }>((actor, { runId }, request) => {
  const { searchParams } = new URL(request.url);
  return listRejects(actor, {
    runId,
    causeId: searchParams.get("cause") ?? undefined,
    cursor: searchParams.get("cursor") ?? undefined,
  });
});
