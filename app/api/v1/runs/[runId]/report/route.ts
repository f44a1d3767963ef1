import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { signReport } from "@/lib/runs/sign-report";

export const GET = createRoute(
  operations.downloadReport,
  async ({ actor, params, query }) => new URL(await signReport(actor, { ...params, ...query })),
);
