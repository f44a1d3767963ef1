import { z } from "zod";
import { createRoute } from "@/app/_server/route";
import { signReport } from "@/lib/runs/sign-report";

const Format = z.enum(["csv", "ndjson"]);

export const GET = createRoute<{ runId: string }>(async (actor, { runId }, request) => {
  const format = Format.parse(new URL(request.url).searchParams.get("format") ?? "csv");
  return Response.redirect(await signReport(actor, { runId, format }), 303);
});
