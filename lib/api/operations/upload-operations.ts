import { z } from "zod";
import { RunView } from "../runs";
import { UploadView, uploadTypes } from "../uploads";
import { NamedRequest, type Operation } from "./operation";

export const uploadOperations = {
  uploadCorrectedFile: {
    method: "POST",
    path: "/runs/{runId}/uploads",
    tag: "runs",
    summary: "Upload a corrected file of a run's rejected rows",
    description:
      "The body is the file itself, 1 GB at the most: the downloaded report, CSV or NDJSON, with corrected cells and without the rows that aren't to be sent. The answer says what would be sent, what was changed and what is left out. Nothing is sent before `sendUpload`; a file that nobody sends is deleted after a day.",
    role: "editor",
    query: z.strictObject({
      fileName: z.string().max(1_000).optional().describe("What the file is called, for whoever looks at it later."),
    }),
    takesFile: uploadTypes,
    status: 201,
    answer: UploadView,
  },
  getUpload: {
    method: "GET",
    path: "/uploads/{uploadId}",
    tag: "runs",
    summary: "Read what a corrected file was found to hold, and whether it was sent",
    role: "viewer",
    status: 200,
    answer: UploadView,
  },
  sendUpload: {
    method: "POST",
    path: "/uploads/{uploadId}/send",
    tag: "runs",
    summary: "Send the rows of a corrected file",
    description:
      "Starts a run of these rows alone, by what the sync says today. A file is sent once. Rows that another run has seen to since it was uploaded are left out.",
    role: "editor",
    headers: NamedRequest,
    status: 201,
    answer: RunView,
  },
} as const satisfies Record<string, Operation>;
