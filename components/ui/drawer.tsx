"use client";

import { Dialog, useDialog } from "./dialog";
import type { DrawerContentProps } from "./overlays/drawer-frame";
import { useOverlays } from "./overlays/use-overlays";

export const Drawer = Dialog;

/** Details beside the list that they come from; the whole width on a phone. */
export function DrawerContent(props: DrawerContentProps) {
  const { isOpen, change, asker } = useDialog();
  const overlays = useOverlays(isOpen, () => change(false));
  return overlays && <overlays.DrawerFrame {...props} opened={{ change, asker }} />;
}
