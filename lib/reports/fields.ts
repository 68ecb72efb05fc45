import { z } from "zod";
import { type Fields, inputOf, yesNo } from "@/lib/fields";
import { text } from "@/lib/text";

export const savedReportFields = {
  name: { as: "text", is: text(100), required: true, autoComplete: "off" },
  isShared: { as: "yesNo", is: yesNo() },
} as const satisfies Fields;

export const savedReportInput = inputOf(savedReportFields);

/** A new report takes the address along that it is seen at; what stands there is read like any address. */
export const newSavedReportInput = savedReportInput.extend({ address: z.string().max(5_000) }).required({ name: true });
