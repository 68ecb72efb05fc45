import { z } from "zod";
import { choice, references } from "@/lib/fields";

/** A keyword or a role that ticked contacts get, or lose. */
export const markInput = z.strictObject({ contacts: references(), change: choice(["add", "remove"]) });
