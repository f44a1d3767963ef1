"use client";

import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { GripVertical } from "lucide-react";
import type { DraftField } from "../../draft/sync-draft";
import { nameSource } from "./name-source";

interface FieldOrderProps {
  fields: readonly DraftField[];
  onMove: (id: number, to: number) => void;
}

/** The fields as short lines that are dragged into their order, by pointer or by keyboard. */
export function FieldOrder({ fields, onMove }: FieldOrderProps) {
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const placeOf = (id: unknown) => fields.findIndex((field) => field.id === id) + 1;
  const nameOf = (id: unknown) => fields.find((field) => field.id === id)?.property || "a row without a property";
  function finish({ active, over }: DragEndEvent) {
    if (over && active.id !== over.id) onMove(Number(active.id), placeOf(over.id) - 1);
  }
  const announcements = {
    onDragStart: ({ active }: Pick<DragEndEvent, "active">) =>
      `Picked up ${nameOf(active.id)}, at place ${placeOf(active.id)} of ${fields.length}.`,
    onDragOver: ({ active, over }: Pick<DragEndEvent, "active" | "over">) =>
      over ? `${nameOf(active.id)} is at place ${placeOf(over.id)} of ${fields.length}.` : undefined,
    onDragEnd: ({ active, over }: Pick<DragEndEvent, "active" | "over">) =>
      over ? `${nameOf(active.id)} was put at place ${placeOf(over.id)}.` : `${nameOf(active.id)} is where it was.`,
    onDragCancel: ({ active }: Pick<DragEndEvent, "active">) => `${nameOf(active.id)} is where it was.`,
  };
  const instructions =
    "Press space to pick a row up, the arrow keys to move it, space to put it down, escape to leave it where it was.";
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={finish}
      accessibility={{ announcements, screenReaderInstructions: { draggable: instructions } }}
    >
      <SortableContext items={fields.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
        <ol aria-label="Order of the mapped properties" className="grid gap-1">
          {fields.map((field) => (
            <OrderedField key={field.id} field={field} />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

function OrderedField({ field }: { field: DraftField }) {
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({ id: field.id });
  return (
    <li
      ref={setNodeRef}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      className={`flex min-w-0 items-center gap-2 rounded-md border bg-surface px-2 py-1.5 text-sm ${isDragging ? "z-10 border-accent shadow-pop" : ""}`}
    >
      <button
        type="button"
        {...attributes}
        {...listeners}
        aria-label={`Move ${field.property || "row without a property"}`}
        className="cursor-grab touch-none rounded-sm p-1 text-faint hover:text-ink focus-visible:outline-2 focus-visible:outline-accent"
      >
        <GripVertical aria-hidden className="size-4" />
      </button>
      <span className="min-w-0 flex-1 truncate text-muted">{nameSource(field)}</span>
      <span aria-hidden className="text-faint">
        →
      </span>
      <span className="min-w-0 flex-1 truncate">{field.property || "no property yet"}</span>
    </li>
  );
}
