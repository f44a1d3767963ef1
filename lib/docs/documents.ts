/** The pages of docs/ that ship with the console: those for the people who use it and run it, in the order of the list. */
export const documents = [
  "walkthroughs",
  "mapping",
  "runs",
  "scheduling",
  "rejects",
  "errors",
  "storage",
  "hubspot-app",
  "api",
  "deploy",
  "inngest",
  "security",
  "words",
] as const;
export type DocumentName = (typeof documents)[number];

export function isDocument(name: string): name is DocumentName {
  return documents.some((known) => known === name);
}
