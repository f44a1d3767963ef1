import { ApiError, readProblem } from "@/lib/api/problem";
import { uploadHref } from "@/lib/api/queries";
import { MOST_UPLOAD_BYTES } from "@/lib/api/upload-limit";
import type { UploadView } from "@/lib/api/uploads";

interface Sending {
  /** From 0 to 1, while the file is on its way. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Uploads a corrected file, and resolves when it is looked through. By XMLHttpRequest: fetch doesn't tell how far an
 * upload has come.
 */
export function sendFile(runId: string, file: File, { onProgress, signal }: Sending): Promise<UploadView> {
  if (file.size > MOST_UPLOAD_BYTES) {
    const message = "This file is larger than 1 GB. Part it into several, each with the header.";
    return Promise.reject(new ApiError({ code: "too_large", message }));
  }
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", uploadHref(runId, file.name));
    // By its contents the server tells CSV from NDJSON; what the browser calls it depends on the programs of its machine.
    request.setRequestHeader("content-type", "text/csv");
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 1));
    request.addEventListener("load", () => {
      try {
        resolve(readAnswer(request.status, request.responseText));
      } catch (error) {
        reject(error);
      }
    });
    request.addEventListener("error", () => reject(describeLostFile()));
    request.addEventListener("abort", () => reject(signal.reason));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function readAnswer(status: number, text: string): UploadView {
  if (status >= 200 && status < 300) return JSON.parse(text);
  const problem = readProblem(parseJson(text));
  if (problem) throw new ApiError(problem, status);
  // A proxy in between has limits of its own, and words that nobody understands.
  const message =
    status === 413
      ? "A proxy in front of Sluice refused a file of this size. Let it take larger bodies: docs/deploy.md says how."
      : `The server answered ${status}. Try again; if it stays so, a proxy in front of Sluice may stand in the way.`;
  throw new ApiError({ code: "unreadable", message }, status);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not from us: `readAnswer` says so.
    return null;
  }
}

function describeLostFile(): ApiError {
  return new ApiError({
    code: "unreachable",
    message:
      "The file didn’t arrive: the server could not be reached, the file was changed meanwhile, or it took longer than five minutes. Save and close it in the spreadsheet, then choose it again; part it if it is large.",
  });
}
