"use client";

import { useRef, useState } from "react";
import { describeFailure } from "@/components/forms/describe-failure";
import type { UploadView } from "@/lib/api/uploads";
import { sendFile } from "./send-file";

export type FileUpload =
  | { readonly kind: "waiting"; readonly problem: string | null; readonly fileName: string | null }
  | { readonly kind: "sending"; readonly fileName: string; readonly share: number };

/** One file at a time on its way to the server: how far it is, why it was refused. */
export function useFileUpload(runId: string, onDone: (upload: UploadView) => void) {
  const [state, setState] = useState<FileUpload>({ kind: "waiting", problem: null, fileName: null });
  const sending = useRef<AbortController | null>(null);

  const send = async (file: File) => {
    sending.current?.abort();
    const controller = new AbortController();
    sending.current = controller;
    const show = (next: FileUpload) => {
      if (sending.current === controller) setState(next);
    };
    show({ kind: "sending", fileName: file.name, share: 0 });
    try {
      const onProgress = (share: number) => show({ kind: "sending", fileName: file.name, share });
      const upload = await sendFile(runId, file, { onProgress, signal: controller.signal });
      if (sending.current !== controller) return;
      show({ kind: "waiting", problem: null, fileName: null });
      onDone(upload);
    } catch (error) {
      const isStopped = controller.signal.aborted;
      const problem = isStopped || !(error instanceof Error) ? null : describeFailure(error);
      show({ kind: "waiting", problem, fileName: file.name });
    }
  };

  return { state, send, stop: () => sending.current?.abort() };
}
