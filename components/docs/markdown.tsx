import type { ComponentProps } from "react";
import ReactMarkdown from "react-markdown";
import rehypeSlug from "rehype-slug";
import remarkGfm from "remark-gfm";
import { CodeBlock } from "@/components/ui/code-block";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { ExternalLink, TextLink } from "@/components/ui/text-link";
import { addressLink } from "./address-link";

/** A page of docs/, rendered on the server. Links between the pages stay in the console. */
export function Markdown({ text, documents }: { text: string; documents: readonly string[] }) {
  return (
    <div className="flex max-w-prose flex-col gap-3 text-sm leading-6 [&_h2]:mt-5 [&_h2]:text-base [&_h2]:font-semibold [&_h3]:mt-3 [&_h3]:font-semibold [&_h4]:font-medium [&_:is(h2,h3,h4)]:scroll-mt-16 [&_li]:my-1 [&_ol]:list-decimal [&_ol]:pl-5 [&_ul]:list-disc [&_ul]:pl-5 [&_:not(pre)>code]:rounded-sm [&_:not(pre)>code]:border [&_:not(pre)>code]:bg-sunken [&_:not(pre)>code]:px-1 [&_:not(pre)>code]:font-mono [&_:not(pre)>code]:text-[0.92em] [&_:not(pre)>code]:wrap-anywhere">
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[rehypeSlug]}
        components={{
          // The page's header says it.
          h1: () => null,
          a: ({ href, children }) => <DocLink href={href ?? ""} documents={documents} label={children} />,
          img: ({ src, alt }) => <Picture src={src} alt={alt} />,
          pre: ({ children }) => children,
          code: ({ className, children }) => (
            <CodePiece isBlock={isBlock(className, children)} text={String(children)} />
          ),
          table: ({ children }) => <DocTable>{children}</DocTable>,
        }}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}

interface DocLinkProps {
  href: string;
  documents: readonly string[];
  label: ComponentProps<"a">["children"];
}

function DocLink({ href, documents, label }: DocLinkProps) {
  const address = addressLink(href, documents);
  if (address === null) return <span>{label}</span>;
  if (address.isOutside) return <ExternalLink href={address.href}>{label}</ExternalLink>;
  return <TextLink href={address.href}>{label}</TextLink>;
}

function Picture({ src, alt }: { src: unknown; alt: string | undefined }) {
  if (typeof src !== "string") return null;
  return (
    // biome-ignore lint/performance/noImgElement: pictures of docs/ have their size already, and no loader to go through
    <img src={src.replace(/^images\//, "/docs-images/")} alt={alt ?? ""} loading="lazy" className="rounded-md border" />
  );
}

/** Only a block has a language or a line end of its own. */
function isBlock(className: string | undefined, children: unknown): boolean {
  return Boolean(className) || String(children).endsWith("\n");
}

function CodePiece({ isBlock, text }: { isBlock: boolean; text: string }) {
  return isBlock ? <CodeBlock code={text.trimEnd()} /> : <code>{text}</code>;
}

function DocTable({ children }: { children: ComponentProps<"table">["children"] }) {
  return (
    <ScrollRegion label="Table" className="overflow-x-auto rounded-md border">
      <table className="w-full border-collapse text-left text-sm [&_td]:border-t [&_td]:px-3 [&_td]:py-1.5 [&_td]:align-top [&_th]:bg-sunken [&_th]:px-3 [&_th]:py-1.5 [&_th]:text-xs [&_th]:font-medium [&_th]:text-muted">
        {children}
      </table>
    </ScrollRegion>
  );
}
