import { createRoute } from "@/app/_server/route";
import { listRuns } from "@/lib/runs/list-runs";

export const GET = createRoute((actor, _params, request) => {
  const { searchParams } = new URL(request.url);
  return listRuns(actor, {
    syncId: searchParams.get("syncId") ?? undefined,
    cursor: searchParams.get("cursor") ?? undefined,
  });
});
