import type { ReactNode } from "react";
import { cn } from "../cn";
import { ModalFrame } from "./modal-frame";
import type { Opened } from "./opened";

export interface DialogContentProps {
  title: ReactNode;
  description?: ReactNode | undefined;
  /** The buttons, the one that does it last. */
  footer?: ReactNode | undefined;
  size?: "sm" | "md" | "lg" | "xl" | undefined;
  children?: ReactNode | undefined;
}

const widths = { sm: "max-w-sm", md: "max-w-lg", lg: "max-w-2xl", xl: "max-w-4xl" } as const;

export function DialogFrame(props: DialogContentProps & Opened) {
  const { title, description, footer, size = "md", children, opened } = props;
  return (
    <ModalFrame
      title={title}
      description={description}
      footer={footer}
      opened={opened}
      className={cn(
        "inset-x-3 top-[max(0.75rem,10dvh)] mx-auto max-h-[calc(100dvh-max(1.5rem,14dvh))] animate-rise rounded-lg border",
        widths[size],
      )}
      headerClassName="pt-4 pb-3"
    >
      {children && <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5">{children}</div>}
    </ModalFrame>
  );
}
