import { answerProblem } from "@/app/_server/problem";
import { AppError } from "@/lib/errors";

/** What isn't there is told as everything else is, not by the console's page. */
function refuse(): Response {
  return answerProblem(
    new AppError("not_found", "Nothing has that address. /api/v1/openapi.json lists what there is."),
  );
}

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };
