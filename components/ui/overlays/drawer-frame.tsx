import type { ReactNode } from "react";
import { cn } from "../cn";
import { ModalFrame } from "./modal-frame";
import type { Opened } from "./opened";

export interface DrawerContentProps {
  title: ReactNode;
  description?: ReactNode | undefined;
  /** Stands still at the bottom while the content scrolls. */
  footer?: ReactNode | undefined;
  size?: "md" | "lg" | undefined;
  children: ReactNode;
}

const widths = { md: "max-w-md", lg: "max-w-2xl" } as const;

export function DrawerFrame(props: DrawerContentProps & Opened) {
  const { title, description, footer, size = "md", children, opened } = props;
  return (
    <ModalFrame
      title={title}
      description={description}
      footer={footer}
      opened={opened}
      className={cn("inset-y-0 right-0 w-full animate-slide-in border-l", widths[size])}
      headerClassName="border-b py-3.5"
    >
      <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
    </ModalFrame>
  );
}
