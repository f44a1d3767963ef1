import { expect, test } from "vitest";
import { readArguments } from "./arguments";
import { planRounds, victimNames } from "./plan-rounds";

test("the same seed kills the same, another one doesn't", () => {
  expect(planRounds(30, 7)).toEqual(planRounds(30, 7));
  expect(planRounds(30, 7)).not.toEqual(planRounds(30, 8));
  expect(planRounds(40, 7).slice(0, 30)).toEqual(planRounds(30, 7));
});

test("each is killed alone and all together, over the whole of a run", () => {
  const rounds = planRounds(300, 1);
  const kinds = new Set(rounds.map(([kill]) => kill?.victims.join()));
  expect(kinds).toEqual(new Set([...victimNames, victimNames.join()]));
  const moments = rounds.flat().map(({ at }) => at);
  for (const tenth of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) {
    expect(moments.some((at) => Math.floor(at * 10) === tenth)).toBe(true);
  }
  for (const kills of rounds) expect(kills.map(({ at }) => at)).toEqual(kills.map(({ at }) => at).sort());
});

test("the command takes rounds, rows and a seed, and says so where it is asked for something else", () => {
  expect(readArguments([])).toEqual({ rounds: 30, rows: 200_000, seed: 1 });
  expect(readArguments(["--rounds", "2", "--rows=5000", "--seed", "9"])).toEqual({ rounds: 2, rows: 5_000, seed: 9 });
  for (const words of [["--rounds", "0"], ["--rows", "many"], ["--seed"], ["now"]]) {
    expect(() => readArguments(words)).toThrow("npm run chaos takes --rounds");
  }
});
