import { z } from "zod";
import { choices } from "@/lib/fields";
import { figuresOf } from "./rules";

/** Which figures somebody wants in a place; a place that is left out stays as it is. */
export const keyFiguresInput = z
  .strictObject({ list: choices(figuresOf.list), card: choices(figuresOf.card) })
  .partial();
