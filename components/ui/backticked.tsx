import { Children, type ReactNode } from "react";
import { Code } from "./code";

/** A text of ours in which names and values stand in backticks, as in docs/errors.md. */
export function Backticked({ text }: { text: string }) {
  const parts = text.split(/`([^`]+)`/).map((part, index) => ({ part, index }));
  // Splitting by a group leaves what the group caught at every odd place.
  return parts.map(({ part, index }) => (index % 2 === 1 ? <Code key={index}>{part}</Code> : part));
}

/** What is handed to a part that tells something: its plain texts may have backticks, too. */
export function showCode(said: ReactNode): ReactNode {
  return Children.map(said, (part) => (typeof part === "string" ? <Backticked text={part} /> : part));
}
