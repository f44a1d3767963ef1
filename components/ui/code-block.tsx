import { cn } from "./cn";
import { CopyButton } from "./copy-button";
import { ScrollRegion } from "./scroll-region";

interface CodeBlockProps {
  code: string;
  /** What it is, above the code: "Request", "Environment". */
  title?: string | undefined;
  className?: string | undefined;
}

export function CodeBlock({ code, title, className }: CodeBlockProps) {
  return (
    <div className={cn("group/code relative min-w-0 overflow-hidden rounded-md border bg-sunken", className)}>
      {title && <div className="flex h-8 items-center border-b px-3 text-xs font-medium text-muted">{title}</div>}
      <div className={cn("absolute right-1 rounded-md bg-sunken", title ? "top-0.5" : "top-1")}>
        <CopyButton text={code} label={title ? `Copy ${title.toLowerCase()}` : "Copy code"} />
      </div>
      <ScrollRegion
        label={title ?? "Code"}
        isPart={false}
        className="max-h-96 overflow-auto rounded-md focus-visible:-outline-offset-2"
      >
        <pre className="px-3 py-2 pr-10 font-mono text-xs leading-5">
          <code>{code}</code>
        </pre>
      </ScrollRegion>
    </div>
  );
}
