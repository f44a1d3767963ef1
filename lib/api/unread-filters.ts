/** A part of an address that asks for something that isn't known. */
export interface UnreadFilter {
  readonly name: string;
  readonly value: string;
}

/** Which of the named parts of an address were given and not understood. */
export function listUnreadFilters(
  search: Readonly<Record<string, string | string[] | undefined>>,
  read: Readonly<Record<string, unknown>>,
): UnreadFilter[] {
  return Object.entries(read).flatMap(([name, value]) => {
    const asked = [search[name] ?? []].flat().join(", ").trim();
    return asked === "" || value !== undefined ? [] : [{ name, value: asked }];
  });
}
