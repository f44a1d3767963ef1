import type { PaceSpan, PaceView } from "@/lib/api/run-pace";

export interface MeasuredPace {
  readonly bars: readonly PaceBar[];
  /** In seconds: where the last bar ends. */
  readonly seconds: number;
  /** The portal's allowance in calls a second, and what of it is ours; null where HubSpot hasn't told. */
  readonly allowance: {
    readonly all: number;
    readonly ours: number;
    /** HubSpot counts over so many seconds: for shorter ones a pace may be above it. */
    readonly seconds: number;
    /** From 0 to 1, unless it was more: the share that was used in the fullest span of so many seconds. */
    readonly fullestShare: number;
  } | null;
  /** Over all that was delivered. */
  readonly callsPerSecond: number;
  readonly rowsPerSecond: number;
}

export interface PaceBar {
  readonly at: number;
  readonly seconds: number;
  readonly callsPerSecond: number;
  readonly rowsPerSecond: number;
}

const MOST_BARS = 120;
/** A shorter rest of a span would make a tall bar of one call. */
const LEAST_SECONDS = 0.5;

/** A run's pace as bars, so many at the most; null while there is too little to draw. */
export function measurePace({ spans, allowance, reserveShare }: PaceView): MeasuredPace | null {
  const first = spans[0];
  const last = spans.at(-1);
  if (!first || !last || first === last) return null;
  const seconds = last.at + last.seconds;
  const width = Math.max(first.seconds, Math.ceil(seconds / MOST_BARS));
  return {
    bars: merge(spans, width),
    seconds,
    allowance: measureAllowance({ spans, allowance, reserveShare }),
    callsPerSecond: sum(spans, "calls") / seconds,
    rowsPerSecond: sum(spans, "rows") / seconds,
  };
}

/** What is drawn of a run that has yet to deliver enough. */
export function beginPace(pace: PaceView): MeasuredPace {
  return {
    bars: [],
    seconds: 0,
    allowance: measureAllowance(pace),
    callsPerSecond: 0,
    rowsPerSecond: 0,
  };
}

function measureAllowance({ spans, allowance, reserveShare }: PaceView): MeasuredPace["allowance"] {
  if (!allowance) return null;
  const seconds = allowance.intervalMs / 1_000;
  const perSecond = allowance.calls / seconds;
  return {
    all: perSecond,
    ours: perSecond * (1 - reserveShare),
    seconds,
    fullestShare: countFullest(spans, seconds) / allowance.calls,
  };
}

function merge(spans: readonly PaceSpan[], width: number): PaceBar[] {
  const groups = new Map<number, PaceSpan[]>();
  for (const span of spans) {
    const place = Math.floor(span.at / width);
    groups.set(place, [...(groups.get(place) ?? []), span]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const last = group.at(-1);
    if (!first || !last) return [];
    const seconds = Math.max(LEAST_SECONDS, last.at + last.seconds - first.at);
    return {
      at: first.at,
      seconds,
      callsPerSecond: sum(group, "calls") / seconds,
      rowsPerSecond: sum(group, "rows") / seconds,
    };
  });
}

/** The most calls in a window of so many seconds; a span that is longer counts with as much of it as the window has. */
function countFullest(spans: readonly PaceSpan[], windowSeconds: number): number {
  let fullest = 0;
  for (const [index, { at }] of spans.entries()) {
    let calls = 0;
    for (let next = index; next < spans.length; next += 1) {
      const span = spans[next];
      if (!span || span.at >= at + windowSeconds) break;
      calls += span.calls * Math.min(1, (at + windowSeconds - span.at) / span.seconds);
    }
    fullest = Math.max(fullest, calls);
  }
  return fullest;
}

function sum(spans: readonly PaceSpan[], name: "calls" | "rows"): number {
  return spans.reduce((total, span) => total + span[name], 0);
}

/** The rows of the last spans by themselves, for who wants to know what is left: their pace may differ from that of all. */
export function measureRecentRows({ spans }: PaceView, lastSeconds = 15): number | null {
  const end = spans.at(-1);
  if (!end) return null;
  const recent = spans.filter(({ at }) => at >= end.at + end.seconds - lastSeconds);
  const seconds = end.at + end.seconds - (recent[0]?.at ?? end.at);
  return seconds < 3 ? null : sum(recent, "rows") / seconds;
}
