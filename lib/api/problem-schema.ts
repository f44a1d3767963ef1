import { z } from "zod";

export const QueryPlace = z.object({ line: z.number().int().min(1), column: z.number().int().min(1) });

/** How every door says no: the message is written for the person who reads it. */
export const Problem = z.object({
  code: z.string(),
  message: z.string(),
  /** Where in the query, counted in characters from 1. */
  place: QueryPlace.optional(),
  /** The fields of a form that are wrong, by path. */
  fields: z.record(z.string(), z.string()).optional(),
});

/** How /api/v1 says no: RFC 9457, with the code of docs/errors.md beside it. */
export const ProblemDetails = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  /** What is wrong, which one, and what to do next. */
  detail: z.string(),
  code: z.string(),
  /** Of a query that failed: where in it, counted in characters from 1. */
  place: QueryPlace.optional(),
  /** What is wrong with which field of the body, by path. */
  fields: z.record(z.string(), z.string()).optional(),
});
