import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import { Button } from "@/components/ui/button";
import { overlayStyles } from "@/components/ui/overlays/overlay-styles";
import { Logo } from "./logo";
import { NavLinks } from "./nav-links";

interface MobileNavDrawerProps {
  workspaceName: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Gives the focus back. */
  onClosed: () => void;
}

export default function MobileNavDrawer({ workspaceName, isOpen, onOpenChange, onClosed }: MobileNavDrawerProps) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayStyles} />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onClosed();
          }}
          className="fixed inset-y-0 left-0 z-40 flex w-64 animate-slide-in-left flex-col border-r bg-raised p-3 shadow-modal focus:outline-none"
        >
          <div className="mb-3 flex items-center justify-between pl-2">
            <Dialog.Title>
              <Logo />
            </Dialog.Title>
            <Dialog.Close asChild>
              <Button variant="ghost" size="icon" aria-label="Close the menu">
                <X aria-hidden />
              </Button>
            </Dialog.Close>
          </div>
          <p className="mb-3 truncate px-2 text-xs text-muted">{workspaceName}</p>
          <NavLinks onFollow={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
