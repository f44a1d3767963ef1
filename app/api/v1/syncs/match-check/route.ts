import { FileAnswer } from "@/app/_server/file-answer";
import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { checkMatch } from "@/lib/syncs/match-check/check-match";

export const POST = createRoute(
  operations.checkMatch,
  async ({ actor, body, signal }) => new FileAnswer(await checkMatch(actor, body, signal)),
);
