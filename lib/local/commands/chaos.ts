import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ensureBuilt } from "../build";
import { readArguments } from "../chaos/arguments";
import { formatRounds } from "../chaos/format-rounds";
import { planRounds } from "../chaos/plan-rounds";
import { type RoundResult, runRound } from "../chaos/run-round";
import { startChaosWorld } from "../chaos/world";
import { CommandError, endWith, say, step } from "../say";
import { readPlainVariables, readVariables } from "../settings";
import { listenForStop, requireGoingOn } from "../stopping";

const stopping = listenForStop();
const results: RoundResult[] = [];
try {
  const { rounds, rows, seed } = readArguments(process.argv.slice(2));
  await ensureBuilt(readVariables());
  requireGoingOn(stopping);
  await killForRounds(rows, planRounds(rounds, seed));
  const failed = results.filter(({ problems }) => problems.length > 0);
  if (failed.length > 0) throw new CommandError(`${failed.length} of ${rounds} rounds went wrong.`);
} catch (error) {
  if (!stopping.aborted) endWith(error);
  process.exit(130);
}
process.exit(0);

async function killForRounds(rows: number, rounds: ReturnType<typeof planRounds>): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "sluice-chaos-"));
  try {
    const world = await startChaosWorld({ dataDir, rows, variables: readPlainVariables(), stopping });
    try {
      for (const [index, kills] of rounds.entries()) {
        requireGoingOn(stopping);
        const result = await step(`Round ${index + 1} of ${rounds.length}`, () => runRound(world, index + 1, kills));
        results.push(result);
        for (const problem of result.problems) say.warn(problem);
      }
    } finally {
      if (results.length > 0) say.line(`\n${formatRounds(results)}\n`);
      await step("Stopping", () => world.stop());
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
