import type { LatencyRange } from "@/lib/local/hubspot-sandbox/options";
import { createSeededRandom } from "@/lib/local/hubspot-sandbox/seeded-random";

/** How long answers take: always as long, or evenly between two bounds. */
export class Latency {
  #next: () => number = () => 0;

  constructor(latency: number | LatencyRange) {
    this.set(latency);
  }

  set(latency: number | LatencyRange): void {
    if (typeof latency === "number") {
      this.#next = () => latency;
      return;
    }
    const { minMs, maxMs, seed = 1 } = latency;
    const random = createSeededRandom(seed);
    this.#next = () => minMs + random() * (maxMs - minMs);
  }

  nextMs(): number {
    return this.#next();
  }
}
