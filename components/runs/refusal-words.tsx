import { Backticked } from "@/components/ui/backticked";
import type { CauseView } from "@/lib/api/runs";

interface RefusalWordsProps {
  stage: CauseView["stage"];
  message: string;
}

/** The words of whoever refused, set off as a quotation. */
export function RefusalWords(props: RefusalWordsProps) {
  return (
    <blockquote className="border-line-strong border-l-2 pl-3 text-sm wrap-anywhere">
      <RefusalText {...props} />
    </blockquote>
  );
}

/** HubSpot's words to the letter, ours with names and values set apart. */
export function RefusalText({ stage, message }: RefusalWordsProps) {
  return stage === "preflight" ? <Backticked text={message} /> : message;
}
