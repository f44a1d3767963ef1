import { CommandError, step } from "../say";
import { type Figure, formatShare } from "./figures";
import { hubspotLimit } from "./sandbox-door";
import { type AdapterCase, type AdapterResult, watchAdapter } from "./watch-adapter";

const LATENCIES_MS = [50, 300, 1_500];
const BAD = { latencyMs: 300, badRowIn: 100 };

/**
 * The HubSpot adapter alone with HubSpot's limit on: which share of the allowance it uses, how often it meets the limit,
 * and what it costs when one row in a hundred is refused. All at the same time, each against a sandbox of its own.
 */
export async function measureHubSpot(minutes: number): Promise<Figure[]> {
  const seconds = minutes * 60;
  const cases: AdapterCase[] = [
    ...LATENCIES_MS.map((latencyMs) => ({ latencyMs, seconds, badRowIn: 0 })),
    { ...BAD, seconds },
  ];
  const label = `Writing for ${seconds.toFixed(0)} s with HubSpot's limit, ${LATENCIES_MS.join(", ")} ms an answer`;
  const results = await step(label, () => Promise.all(cases.map(watchAdapter)));
  const measured = cases.flatMap((one, index) => {
    const result = results[index];
    return result ? [{ ...one, ...result }] : [];
  });
  const good = measured.find(({ latencyMs, badRowIn }) => latencyMs === BAD.latencyMs && badRowIn === 0);
  return measured.map((one) => toFigure(one, one.badRowIn > 0 && good ? `; ${compare(one, good)}` : ""));
}

function toFigure({ latencyMs, seconds, badRowIn, ...result }: AdapterCase & AdapterResult, compared: string): Figure {
  const expected = badRowIn === 0 ? 0 : result.rows / badRowIn;
  if (result.rejected !== expected) {
    throw new CommandError(`HubSpot refused ${result.rejected} of ${result.rows} rows, not ${expected}.`);
  }
  const allowed = (hubspotLimit.burst / hubspotLimit.intervalMs) * 1000 * seconds;
  const share = formatShare(result.admitted / allowed);
  return {
    measured: `adapter, ${latencyMs} ms an answer${badRowIn > 0 ? ", 1 % refused by name" : ""}`,
    rows: result.rows,
    seconds,
    remark: `${share} of the allowance; ${result.limited} times 429${compared}`,
  };
}

/** Per call: how many calls fit into the time is the limit's doing. */
function compare(bad: AdapterResult, good: AdapterResult): string {
  const [withBad, without] = [bad.rows / bad.admitted, good.rows / good.admitted];
  return `${formatShare(Math.max(0, 1 - withBad / without))} fewer rows a call than without`;
}
