"use client";

import { Menu } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { loadPart } from "@/components/ui/connection";

const MobileNavDrawer = dynamic(() => loadPart(() => import("./mobile-nav-drawer")), { ssr: false });

/** The navigation of narrow screens, behind a button. */
export function MobileNav({ workspaceName }: { workspaceName: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const open = () => {
    setWasOpened(true);
    setIsOpen(true);
  };
  return (
    <>
      <Button
        ref={button}
        variant="ghost"
        size="icon"
        aria-label="Open the menu"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={open}
      >
        <Menu aria-hidden />
      </Button>
      {wasOpened && (
        <MobileNavDrawer
          workspaceName={workspaceName}
          isOpen={isOpen}
          onOpenChange={setIsOpen}
          onClosed={() => button.current?.focus()}
        />
      )}
    </>
  );
}
