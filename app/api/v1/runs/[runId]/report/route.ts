import { FileAnswer } from "@/app/_server/file-answer";
import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { openReport } from "@/lib/runs/open-report";

export const GET = createRoute(
  operations.downloadReport,
  async ({ actor, params, query }) => new FileAnswer(await openReport(actor, { ...params, ...query })),
);
