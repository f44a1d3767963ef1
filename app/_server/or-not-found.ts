import { notFound } from "next/navigation";
import { AppError } from "@/lib/errors";

/** For pages: what isn't there, or isn't this workspace's, is a 404. */
export async function orNotFound<T>(found: Promise<T>): Promise<T> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
