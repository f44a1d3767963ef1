import { Search } from "lucide-react";
import type { Metadata } from "next";
import Form from "next/form";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { readDocuments } from "@/lib/docs/read-document";
import { type Hit, searchDocuments } from "@/lib/docs/search-documents";

export const metadata: Metadata = { title: "Docs" };

export default async function DocsPage({ searchParams }: PageProps<"/docs">) {
  const { q } = await searchParams;
  const words = typeof q === "string" ? q.slice(0, 200) : "";
  const pages = await readDocuments();
  return (
    <>
      <PageHeader title="Docs" description="What ships with this version, for the people who use it and run it." />
      <Form action="/docs" className="mb-6 flex max-w-prose gap-2">
        <Input
          name="q"
          type="search"
          aria-label="Search the docs"
          placeholder="INVALID_OPTION, bucket policy, retry …"
          defaultValue={words}
        />
        <Button type="submit">
          <Search aria-hidden />
          Search
        </Button>
      </Form>
      {words.trim() === "" ? (
        <ul className="grid gap-x-8 gap-y-4 sm:grid-cols-2 2xl:grid-cols-3">
          {pages.map(({ name, title, summary }) => (
            <li key={name}>
              <TextLink href={`/docs/${name}`} className="text-sm font-medium">
                {title}
              </TextLink>
              <p className="mt-0.5 max-w-prose text-sm text-pretty text-muted">{summary}</p>
            </li>
          ))}
        </ul>
      ) : (
        <Hits words={words} hits={searchDocuments(pages, words)} />
      )}
    </>
  );
}

function Hits({ words, hits }: { words: string; hits: readonly Hit[] }) {
  if (hits.length === 0) {
    return (
      <EmptyState
        title={`Nothing is written about “${words}”`}
        text="Try fewer words, or a code as the screen shows it."
      />
    );
  }
  return (
    <ul className="flex max-w-prose flex-col gap-4">
      {hits.map(({ name, page, anchor, title, excerpt }) => (
        <li key={`${name}#${anchor}`}>
          <TextLink href={`/docs/${name}${anchor && `#${anchor}`}`} className="text-sm font-medium">
            {title}
          </TextLink>
          {anchor !== "" && <span className="ml-2 text-xs text-muted">{page}</span>}
          <p className="mt-0.5 text-sm text-pretty wrap-anywhere text-muted">{excerpt}</p>
        </li>
      ))}
    </ul>
  );
}
