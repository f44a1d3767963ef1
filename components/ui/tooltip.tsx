"use client";

import { Slot } from "radix-ui";
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { loadOverlays, useOverlays } from "./overlays/use-overlays";

interface TooltipProps {
  content: ReactNode;
  /** Must be able to take the focus (a button, a link), or keyboards never see the tooltip. */
  children: ReactElement;
  side?: "top" | "right" | "bottom" | "left" | undefined;
}

const DELAY_MS = 300;
// Long enough to get from the thing to the tooltip, and back.
const LEAVE_MS = 100;

/** When the last one closed: whoever goes along a row of them needn't wait at each. */
let closedAt = Number.NEGATIVE_INFINITY;

/** For what is nice to know. What one must know stands on the page. */
export function Tooltip({ content, children, side = "top" }: TooltipProps) {
  const id = useId();
  const anchor = useRef<HTMLElement>(null);
  const timer = useRef(0);
  const [isOpen, setIsOpen] = useState(false);
  const overlays = useOverlays(isOpen, () => setIsOpen(false));
  useEffect(() => () => window.clearTimeout(timer.current), []);

  function turn(next: boolean, afterMs: number) {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      setIsOpen(next);
      if (!next && isOpen) closedAt = performance.now();
    }, afterMs);
  }
  const stay = () => window.clearTimeout(timer.current);
  const leave = () => turn(false, LEAVE_MS);
  const close = () => turn(false, 0);

  function enter({ pointerType }: PointerEvent) {
    if (pointerType === "touch") return;
    void loadOverlays();
    turn(true, performance.now() - closedAt < DELAY_MS ? 0 : DELAY_MS);
  }

  return (
    <>
      <Slot.Root
        ref={anchor}
        aria-describedby={isOpen ? id : undefined}
        onPointerEnter={enter}
        onPointerLeave={leave}
        onPointerDown={close}
        onFocus={({ currentTarget }) => currentTarget.matches(":focus-visible") && turn(true, 0)}
        onBlur={close}
        onKeyDown={({ key }: KeyboardEvent) => key === "Escape" && close()}
      >
        {children}
      </Slot.Root>
      {overlays && (
        <overlays.TooltipBubble id={id} anchor={anchor} side={side} onEnter={stay} onLeave={leave} onClose={close}>
          {content}
        </overlays.TooltipBubble>
      )}
    </>
  );
}
