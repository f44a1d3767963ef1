import type { CauseView } from "@/lib/api/runs";
import { Backticked } from "./backticked";

interface RefusalWordsProps {
  stage: CauseView["stage"];
  message: string;
}

/** The words of whoever refused: HubSpot's to the letter, ours with names and values set apart. */
export function RefusalWords({ stage, message }: RefusalWordsProps) {
  return (
    <blockquote className="border-line-strong border-l-2 pl-3 text-sm wrap-anywhere">
      {stage === "preflight" ? <Backticked text={message} /> : message}
    </blockquote>
  );
}
