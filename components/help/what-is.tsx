"use client";

import { Help } from "@/components/ui/help";
import { type Word, words } from "./words";

/** Explains a word where it stands, with the way to the rest. */
export function WhatIs({ word }: { word: Word }) {
  const { question, text, anchor } = words[word];
  return (
    <Help question={question} href={`/docs/words#${anchor}`}>
      {text}
    </Help>
  );
}
