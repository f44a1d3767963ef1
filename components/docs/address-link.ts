interface Address {
  readonly href: string;
  /** True for another site. */
  readonly isOutside: boolean;
}

/** Where a link of a page of docs/ leads in the console; null where the console doesn't have what it leads to. */
export function addressLink(href: string, documents: readonly string[]): Address | null {
  if (/^https?:\/\//.test(href)) return { href, isOutside: true };
  if (href.startsWith("#")) return { href, isOutside: false };
  const match = /^([\w-]+)\.md(#[\w-]+)?$/.exec(href);
  const name = match?.[1];
  if (name === undefined || !documents.includes(name)) return null;
  return { href: `/docs/${name}${match?.[2] ?? ""}`, isOutside: false };
}
