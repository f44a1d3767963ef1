import type { CDPSession, Page } from "@playwright/test";
import { z } from "zod";

/** What a page took from the request until it could be used. */
export interface WatchedPage {
  /** Of all scripts together, as they came over the network: compressed, without the headers of their answers. */
  readonly scriptBytes: number;
  /** When something of the page was first seen, in milliseconds after it was asked for. */
  readonly firstPaintMs: number;
  /** When it had been painted and no script kept it busy for long any more, in milliseconds. */
  readonly interactiveMs: number;
  /** How far things moved by themselves, as browsers count it; 0 is not at all. */
  readonly layoutShift: number;
}

/** How slow the machine and its line are made. */
export interface Throttle {
  readonly processor: number;
  readonly bytesPerSecond: number;
  readonly latencyMs: number;
}

// A page is quiet when nothing has kept it busy for as long.
const QUIET_MS = 2_000;

const Seen = z.object({ paintMs: z.number(), busyUntilMs: z.number(), layoutShift: z.number() });

/** Opens a path with nothing of it cached. The page has to be a Chromium's. */
export async function watchPage(page: Page, path: string, throttle: Throttle | null): Promise<WatchedPage> {
  const session = await page.context().newCDPSession(page);
  try {
    const countScripts = await watchScripts(session);
    await slowDown(session, throttle);
    // From elsewhere: an address that differs in its hash alone would load nothing.
    await page.goto("about:blank");
    await page.goto(path, { waitUntil: "load" });
    const { paintMs, busyUntilMs, layoutShift } = Seen.parse(await page.evaluate(watchUntilQuiet));
    return {
      scriptBytes: countScripts(),
      firstPaintMs: paintMs,
      interactiveMs: Math.max(paintMs, busyUntilMs),
      layoutShift,
    };
  } finally {
    await session.detach();
  }
}

async function watchScripts(session: CDPSession): Promise<() => number> {
  // By request, the bytes of the headers, which are counted into the length of the whole.
  const scripts = new Map<string, number>();
  let bytes = 0;
  session.on("Network.responseReceived", ({ requestId, type, response }) => {
    if (type === "Script") scripts.set(requestId, response.encodedDataLength);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const headers = scripts.get(requestId);
    if (headers !== undefined) bytes += encodedDataLength - headers;
  });
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  return () => bytes;
}

async function slowDown(session: CDPSession, throttle: Throttle | null): Promise<void> {
  const { processor = 1, bytesPerSecond = -1, latencyMs = 0 } = throttle ?? {};
  await session.send("Emulation.setCPUThrottlingRate", { rate: processor });
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: latencyMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
}

/**
 * Runs in the page, so it can name nothing of this file. A text, as what translates our sources would have it call a
 * helper that no page has.
 */
const watchUntilQuiet = `new Promise((resolve) => {
  let busyUntilMs = 0;
  let layoutShift = 0;
  let timer = 0;
  const finish = () => {
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    resolve({ paintMs: paint?.startTime ?? 0, busyUntilMs, layoutShift });
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(finish, ${QUIET_MS});
  };
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) busyUntilMs = Math.max(busyUntilMs, startTime + duration);
    wait();
  }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) layoutShift += value;
  }).observe({ type: "layout-shift", buffered: true });
  wait();
})`;
