const ofKeys: Readonly<Record<string, string>> = {
  DUPLICATE_KEY:
    "It shares its match value with other rows, and which of them counts is known when all rows are read. Run the sync.",
  SUPERSEDED_ROW: "A later row of its run has the same match value, and by the sync's rule that one counts.",
};

export const codesNotRetried = Object.keys(ofKeys);

/** Why rows that were rejected with a code are not retried by themselves; null where they are. */
export function explainNotRetried(code: string): string | null {
  return ofKeys[code] ?? null;
}
