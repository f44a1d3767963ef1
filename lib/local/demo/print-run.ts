import type { RunView } from "@/lib/api/runs";
import { say } from "../say";

/** A run's ledger on the terminal, its causes, and where the rejected rows lie. */
export function printRun(name: string, run: RunView, appUrl: string): void {
  const { read, unchanged, created, updated, skipped, rejected, cancelled } = run.ledger;
  const seconds = run.startedAt && run.finishedAt ? (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000 : 0;
  say.line();
  say.line(
    `  ${name}: ${run.status.replaceAll("_", " ")} in ${seconds.toFixed(1)} s, ${run.callsMade} calls to HubSpot`,
  );
  if (run.errorMessage) say.line(`    ${run.errorMessage}`);
  say.line(
    `    ${count(read)} read = ${count(unchanged)} unchanged + ${count(created)} created + ${count(updated)} updated + ${count(skipped)} skipped + ${count(rejected)} rejected + ${count(cancelled)} cancelled`,
  );
  for (const cause of run.causes) {
    const place = cause.property ? ` (${cause.property})` : "";
    say.line(`      ${String(cause.rows).padStart(5)}  ${cause.stage.padEnd(9)} ${cause.code}${place}`);
  }
  say.line(`    ${appUrl}/runs/${run.id}`);
  if (run.hasReport) say.line(`    Rejected rows: ${appUrl}/api/v1/runs/${run.id}/report?format=csv`);
}

const count = (rows: number) => rows.toLocaleString("en");
