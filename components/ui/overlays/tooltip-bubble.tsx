import { Popover } from "radix-ui";
import type { ReactNode, RefObject } from "react";

interface TooltipBubbleProps {
  id: string;
  anchor: RefObject<HTMLElement | null>;
  side: "top" | "right" | "bottom" | "left";
  onEnter: () => void;
  onLeave: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** Never takes the focus, and stays while the mouse is on it. */
export function TooltipBubble({ id, anchor, side, onEnter, onLeave, onClose, children }: TooltipBubbleProps) {
  return (
    <Popover.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          id={id}
          role="tooltip"
          side={side}
          sideOffset={6}
          collisionPadding={8}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onFocusOutside={(event) => event.preventDefault()}
          onPointerEnter={onEnter}
          onPointerLeave={onLeave}
          className="z-50 max-w-72 animate-appear rounded-md bg-ink px-2 py-1 text-xs text-canvas shadow-pop"
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
