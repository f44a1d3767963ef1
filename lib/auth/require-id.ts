import { z } from "zod";
import { AppError } from "../errors";

const Id = z.uuid();

/** An id that can't be one is the same as one that isn't there. `what` is the glossary's word: run, sync, source, portal. */
export function requireId(id: string, what: string): string {
  if (!Id.safeParse(id).success) throw notFound(what);
  return id;
}

/** Somebody else's looks like not there at all. */
export function notFound(what: string): AppError {
  return new AppError("not_found", `No ${what} of this workspace has that id.`);
}
