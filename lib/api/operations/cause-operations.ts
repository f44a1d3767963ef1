import { z } from "zod";
import { CauseCounts, CausePage, CauseStatus, OpenCauseView } from "../causes";
import { Cursor, type Operation } from "./operation";

const ofSync = z.string().optional().describe("Only the causes of this sync.");

export const causeOperations = {
  listCauses: {
    method: "GET",
    path: "/causes",
    tag: "causes",
    summary: "List the causes of rejects over all runs, the most rows first",
    description:
      "`open` have rows that no later run has taken, `ignored` are left out of what needs somebody, `closed` are gone.",
    role: "viewer",
    query: z.strictObject({ syncId: ofSync, status: CauseStatus.default("open"), cursor: Cursor }),
    status: 200,
    answer: CausePage,
  },
  countCauses: {
    method: "GET",
    path: "/causes/counts",
    tag: "causes",
    summary: "Count the causes that are open, ignored and closed",
    role: "viewer",
    query: z.strictObject({ syncId: ofSync }),
    status: 200,
    answer: CauseCounts,
  },
  ignoreCause: {
    method: "POST",
    path: "/causes/{causeId}/ignore",
    tag: "causes",
    summary: "Ignore a cause of a sync, until somebody undoes it",
    description: "Its rows are rejected and counted as before. Ignoring what is ignored changes nothing.",
    role: "editor",
    status: 200,
    answer: OpenCauseView,
  },
  heedCause: {
    method: "POST",
    path: "/causes/{causeId}/heed",
    tag: "causes",
    summary: "Stop ignoring a cause",
    role: "editor",
    status: 200,
    answer: OpenCauseView,
  },
} as const satisfies Record<string, Operation>;
