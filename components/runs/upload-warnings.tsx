import { Backticked } from "@/components/ui/backticked";
import { Callout } from "@/components/ui/callout";
import { Code } from "@/components/ui/code";
import { formatCount } from "@/components/ui/format-number";
import { TextLink } from "@/components/ui/text-link";
import type { UploadWarning } from "@/lib/api/uploads";
import { CellChangeWords } from "./cell-change-words";
import { describeMark } from "./upload-words";

/** Changes that look like a spreadsheet's doing. They stop nothing: somebody may have meant them. */
export function UploadWarnings({ warnings }: { warnings: readonly UploadWarning[] }) {
  if (warnings.length === 0) return null;
  return (
    <Callout tone="warning" title="The spreadsheet may have changed values that you didn’t mean to change">
      <ul className="my-1.5 flex flex-col gap-2 text-ink">
        {warnings.map(({ mark, column, cells, example }) => (
          <li key={`${mark} ${column}`}>
            <Code>{column}</Code>, {formatCount(cells, "cell")}: <Backticked text={describeMark(mark)} />
            <CellChangeWords change={example} />
          </li>
        ))}
      </ul>
      If you didn’t mean it, import the downloaded file with these columns as text and correct it again:{" "}
      <TextLink href="/docs/rejects#correct-a-file-and-send-it-back">how</TextLink>.
    </Callout>
  );
}
