import { Popover } from "radix-ui";
import { type ReactNode, type RefObject, useRef } from "react";

interface PopoverFrameProps {
  /** The button that opened it: it stands beside that, and gives the focus back to it. */
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  side?: "top" | "bottom" | undefined;
  align?: "start" | "center" | undefined;
  sideOffset?: number | undefined;
  label?: string | undefined;
  /** Where the focus goes as it opens; to the first thing in it that takes it, if left out. */
  onOpenAutoFocus?: ((event: Event) => void) | undefined;
  className: string;
  children: ReactNode;
}

/** Stands beside a button until somebody chooses, presses Escape or looks elsewhere. */
export function PopoverFrame({
  anchor,
  onClose,
  side = "bottom",
  align = "center",
  sideOffset = 4,
  label,
  onOpenAutoFocus,
  className,
  children,
}: PopoverFrameProps) {
  // Whoever goes elsewhere stays there; whoever chooses or gives up comes back to the button.
  const isLeft = useRef(false);
  return (
    <Popover.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          side={side}
          align={align}
          sideOffset={sideOffset}
          collisionPadding={8}
          aria-label={label}
          onOpenAutoFocus={onOpenAutoFocus}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!isLeft.current) anchor.current?.focus();
          }}
          onInteractOutside={(event) => {
            // Its button closes it by itself: closed here first, it would be opened again.
            if (isWithin(anchor.current, event.target)) event.preventDefault();
            else isLeft.current = true;
          }}
          // A dialog underneath would otherwise take the wheel away from what scrolls in it.
          onWheel={(event) => event.stopPropagation()}
          onTouchMove={(event) => event.stopPropagation()}
          className={className}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const isWithin = (anchor: HTMLElement | null, target: EventTarget | null) =>
  target instanceof Node && anchor?.contains(target) === true;
