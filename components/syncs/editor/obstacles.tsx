import { CircleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Backticked } from "@/components/ui/backticked";
import { focusPlace } from "./focus-place";
import { type Obstacle, spellObstacle } from "./obstacle";

interface ObstaclesProps {
  obstacles: readonly Obstacle[];
  /** How often something stood in the way: each time the first of them gets the focus. */
  failures: number;
}

const SHOWN = 3;

/** What keeps the sync from being saved, each with the way to its place. */
export function Obstacles({ obstacles, failures }: ObstaclesProps) {
  const [isWhole, setIsWhole] = useState(false);
  const list = useRef<HTMLDivElement>(null);

  // The focus is the browser's: it goes to what has to be read now, once a dialog that closes has given it back.
  useEffect(() => {
    if (failures === 0) return;
    const focus = () => (list.current?.querySelector("button") ?? list.current)?.focus({ preventScroll: true });
    const turn = setTimeout(focus);
    return () => clearTimeout(turn);
  }, [failures]);

  if (obstacles.length === 0) return null;
  const shown = isWhole ? obstacles : obstacles.slice(0, SHOWN);
  return (
    <div ref={list} tabIndex={-1} role="alert" className="mb-2 grid max-h-[40dvh] gap-1 overflow-y-auto text-sm">
      <ul className="grid gap-0.5 text-danger">
        {shown.map((obstacle) => (
          <li key={spellObstacle(obstacle)} className="flex items-start gap-1.5">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            <ObstacleText obstacle={obstacle} />
          </li>
        ))}
      </ul>
      {obstacles.length > SHOWN && (
        <button
          type="button"
          aria-expanded={isWhole}
          onClick={() => setIsWhole(!isWhole)}
          className="ml-5.5 justify-self-start rounded-sm text-muted underline hover:text-ink"
        >
          {isWhole ? "Show fewer" : `And ${obstacles.length - SHOWN} more`}
        </button>
      )}
    </div>
  );
}

function ObstacleText({ obstacle: { message, place } }: { obstacle: Obstacle }) {
  if (place === null) {
    return (
      <span className="min-w-0 wrap-anywhere">
        <Backticked text={message} />
      </span>
    );
  }
  return (
    <button
      type="button"
      onClick={() => focusPlace(place)}
      className="min-w-0 rounded-sm text-left wrap-anywhere hover:underline"
    >
      <Backticked text={message} />
    </button>
  );
}
