import { z } from "zod";
import { accept, type Checked, refuse } from "@/lib/errors";
import { checkedBy } from "@/lib/text";
import { type Place, placeOf } from "./rules";

function checkPlace(raw: string): Checked<Place> {
  const place = placeOf(raw);
  return place ? accept(place) : refuse("chooseOption");
}

/** The word that says one means it, and the places where the name is to be cleared as well. */
export const erasureInput = z.strictObject({
  word: z.string(),
  mentions: z
    .preprocess(
      (value) => [value].flat().filter((one) => one !== "" && one !== undefined && one !== null),
      z.array(checkedBy(checkPlace)),
    )
    .optional(),
});
