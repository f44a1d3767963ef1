import type { RoundResult } from "./run-round";

const headings = [
  "Round",
  "Killed",
  "Ledger (read = unchanged + created + updated + rejected)",
  "Sent twice",
  "Seconds",
];
const isNumeric = [true, false, false, true, true];

/** The rounds as a Markdown table. */
export function formatRounds(rounds: readonly RoundResult[]): string {
  const lines = rounds.map(({ round, kills, ledger, resends, seconds, problems }) => [
    String(round),
    kills.join(", "),
    problems.length === 0 ? ledger : `${ledger} ✗`,
    String(resends),
    seconds.toFixed(1),
  ]);
  const rule = isNumeric.map((isRight) => (isRight ? "--:" : "---"));
  return [headings, rule, ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
