"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Drawer, DrawerContent } from "@/components/ui/drawer";
import { Help } from "@/components/ui/help";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { Tooltip } from "@/components/ui/tooltip";
import { Specimen, SpecimenSection } from "./specimen";

export function Overlays() {
  const [isDrawerOpen, setIsDrawerOpen] = useState(false);
  return (
    <SpecimenSection title="What lies above a page">
      <Specimen name="menu">
        <Menu>
          <MenuTrigger asChild>
            <Button>Menu</Button>
          </MenuTrigger>
          <MenuContent>
            <MenuItem>Run now</MenuItem>
            <MenuItem disabled>Approve</MenuItem>
            <MenuSeparator />
            <MenuItem tone="danger">Delete</MenuItem>
          </MenuContent>
        </Menu>
      </Specimen>
      <Specimen name="help">
        <span className="text-sm">
          Portal{" "}
          <Help question="What is a portal?" href="/docs/words#portal">
            HubSpot's word for one account.
          </Help>
        </span>
      </Specimen>
      <Specimen name="tooltip">
        <Tooltip content="Nice to know">
          <Button>Tooltip</Button>
        </Tooltip>
      </Specimen>
      <Specimen name="dialog">
        <Dialog>
          <DialogTrigger>
            <Button>Dialog</Button>
          </DialogTrigger>
          <DialogContent
            title="Create a property"
            description="It is added to the portal."
            footer={
              <DialogClose>
                <Button variant="primary">Create</Button>
              </DialogClose>
            }
          >
            <p className="text-sm">The form.</p>
          </DialogContent>
        </Dialog>
      </Specimen>
      <Specimen name="confirm-dialog">
        <ConfirmDialog
          trigger={<Button variant="danger">Delete</Button>}
          title="Delete the sync People?"
          description="Its runs stay. What it wrote in HubSpot stays as well."
          confirmLabel="Delete the sync"
          tone="danger"
          typeToConfirm="People"
          onConfirm={() => {}}
        />
      </Specimen>
      <Specimen name="drawer">
        <Button onClick={() => setIsDrawerOpen(true)}>Drawer</Button>
        <Drawer open={isDrawerOpen} onOpenChange={setIsDrawerOpen}>
          <DrawerContent title="Row 1,204" description="ada@example.com">
            <p className="text-sm">Details beside the list that they come from.</p>
          </DrawerContent>
        </Drawer>
      </Specimen>
    </SpecimenSection>
  );
}
