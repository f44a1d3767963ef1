import { Code } from "./code-block";

/** A text of ours in which names and values stand in backticks, as in docs/errors.md. */
export function Backticked({ text }: { text: string }) {
  const parts = text.split(/`([^`]+)`/).map((part, index) => ({ part, index }));
  // Splitting by a group leaves what the group caught at every odd place.
  return parts.map(({ part, index }) => (index % 2 === 1 ? <Code key={index}>{part}</Code> : part));
}
