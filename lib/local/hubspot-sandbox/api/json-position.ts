/** Offset at which a text stops being JSON; its length if it breaks off, or if nothing is wrong. */
export function findSyntaxError(text: string): number {
  return scan(text, []).brokenAt ?? text.length;
}

/** Offset at which the value at the end of `path` begins in a text that is JSON. */
export function findValue(text: string, path: readonly (string | number)[]): number {
  return scan(text, path).foundAt ?? 0;
}

/** Line and column of an offset, both from 1. */
export function describePosition(text: string, offset: number): string {
  const lines = text.slice(0, offset).split("\n");
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}

interface Scan {
  readonly text: string;
  readonly path: readonly (string | number)[];
  at: number;
  foundAt: number | null;
  brokenAt: number | null;
}

const scalar =
  /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;

function scan(text: string, path: readonly (string | number)[]): Scan {
  const state: Scan = { text, path, at: 0, foundAt: null, brokenAt: null };
  const isWhole = passValue(state, 0) && passSpace(state) === text.length;
  if (!isWhole) state.brokenAt = state.at;
  return state;
}

/** Each of these moves behind what it names, or says false and stays where that isn't. `depth` is null off the path. */
function passValue(state: Scan, depth: number | null): boolean {
  passSpace(state);
  if (depth === state.path.length) state.foundAt ??= state.at;
  if (take(state, /\{/y) !== null) return passItems(state, /\}/y, () => passMember(state, depth));
  if (take(state, /\[/y) !== null) {
    return passItems(state, /\]/y, (index) => passValue(state, deeper(state, depth, index)));
  }
  return take(state, scalar) !== null;
}

function passMember(state: Scan, depth: number | null): boolean {
  const name = take(state, /"(?:[^"\\]|\\.)*"/y);
  passSpace(state);
  if (name === null || take(state, /:/y) === null) return false;
  return passValue(state, deeper(state, depth, name.slice(1, -1)));
}

function passItems(state: Scan, end: RegExp, passItem: (index: number) => boolean): boolean {
  passSpace(state);
  if (take(state, end) !== null) return true;
  for (let index = 0; ; index += 1) {
    passSpace(state);
    if (!passItem(index)) return false;
    passSpace(state);
    if (take(state, end) !== null) return true;
    if (take(state, /,/y) === null) return false;
  }
}

function deeper({ path }: Scan, depth: number | null, step: string | number): number | null {
  return depth !== null && path[depth] === step ? depth + 1 : null;
}

function passSpace(state: Scan): number {
  take(state, /[ \t\r\n]*/y);
  return state.at;
}

function take(state: Scan, pattern: RegExp): string | null {
  pattern.lastIndex = state.at;
  const [taken] = pattern.exec(state.text) ?? [];
  if (taken === undefined) return null;
  state.at += taken.length;
  return taken;
}
