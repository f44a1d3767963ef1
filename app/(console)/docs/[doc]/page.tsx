import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Markdown } from "@/components/docs/markdown";
import { PageHeader } from "@/components/ui/page-header";
import { documents, isDocument } from "@/lib/docs/documents";
import { readDocument } from "@/lib/docs/read-document";

export async function generateMetadata({ params }: PageProps<"/docs/[doc]">): Promise<Metadata> {
  const { doc } = await params;
  if (!isDocument(doc)) notFound();
  return { title: (await readDocument(doc)).title };
}

export default async function DocPage({ params }: PageProps<"/docs/[doc]">) {
  const { doc } = await params;
  if (!isDocument(doc)) notFound();
  const { title, markdown } = await readDocument(doc);
  return (
    <>
      <PageHeader title={title} breadcrumbs={[{ label: "Docs", href: "/docs" }]} />
      <Markdown text={markdown} documents={documents} />
    </>
  );
}
