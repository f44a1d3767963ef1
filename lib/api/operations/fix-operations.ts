import { AppliedFix, FixesView, FixInput, RunFixInput } from "../fixes";
import type { Operation } from "./operation";

export const fixOperations = {
  listFixes: {
    method: "GET",
    path: "/runs/{runId}/causes/{causeId}/fixes",
    tag: "runs",
    summary: "List what can be done about a cause",
    description: "In the sync as it is now, tried on some of the cause's rows; the best first.",
    role: "viewer",
    status: 200,
    answer: FixesView,
  },
  applyFix: {
    method: "POST",
    path: "/runs/{runId}/causes/{causeId}/fixes",
    tag: "runs",
    summary: "Make a fix of a cause",
    description:
      "Changes the sync as it is now, or HubSpot's properties. The rejected rows stay so until they are sent again. A fix that is there already changes nothing.",
    role: "editor",
    body: FixInput,
    status: 200,
    answer: AppliedFix,
  },
  listRunFixes: {
    method: "GET",
    path: "/runs/{runId}/fixes",
    tag: "runs",
    summary: "List what can be done about properties that are gone and stopped a run",
    role: "viewer",
    status: 200,
    answer: FixesView,
  },
  applyRunFix: {
    method: "POST",
    path: "/runs/{runId}/fixes",
    tag: "runs",
    summary: "Create a property that is gone and stopped a run, or take its field out of the sync",
    role: "editor",
    body: RunFixInput,
    status: 200,
    answer: AppliedFix,
  },
} as const satisfies Record<string, Operation>;
