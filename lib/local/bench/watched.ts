import { z } from "zod";

/** What a process tells of its work. */
export const Watched = z.object({
  seconds: z.number(),
  /** Of memory, in MB: before the work, and at the most while it was done. */
  before: z.number(),
  memory: z.number(),
});
export type Watched = z.infer<typeof Watched>;
