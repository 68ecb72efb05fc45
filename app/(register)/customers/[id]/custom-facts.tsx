import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Chip, Chips } from "@/components/chips";
import { Facts, Section } from "@/components/section";
import { formatWebsite } from "@/lib/contact-details";
import { type FilledField, wordsOf } from "@/lib/custom-fields/rules";
import { type CustomReader, customWords } from "@/lib/custom-fields/words";
import { paths } from "@/lib/paths";
import { customReader } from "../custom-definitions";
import { type Card, isEditable } from "./card";

/** The administrator's own fields that the customer has a value of. */
export async function CustomFacts(card: Card) {
  const { id, custom, customFields } = card.customer;
  if (customFields.length === 0) return null;
  const [t, reader] = await Promise.all([getTranslations(), customReader()]);
  return (
    <Section
      id="custom"
      title={t("custom.title")}
      actions={
        isEditable(card) && (
          <ButtonLink
            href={paths.customer(id, { panel: "edit" })}
            tone="plain"
            small
            icon="edit"
            label={t("custom.edit")}
          />
        )
      }
    >
      <Facts
        items={customFields.map((field) => ({
          label: wordsOf(field.names, reader.locale),
          value: <CustomValue field={field} value={custom[field.id]} reader={reader} />,
        }))}
      />
    </Section>
  );
}

function CustomValue({ field, value, reader }: { field: FilledField; value: unknown; reader: CustomReader }) {
  const words = customWords(field, value, reader);
  if (field.kind === "multiChoice") {
    return (
      <Chips>
        {words.map((word) => (
          <Chip key={word}>{word}</Chip>
        ))}
      </Chips>
    );
  }
  const [word = ""] = words;
  if (field.kind === "link") return <a href={word}>{formatWebsite(word)}</a>;
  return field.kind === "longText" ? <span className="whitespace-pre-line">{word}</span> : word;
}
