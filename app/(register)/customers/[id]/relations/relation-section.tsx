import { getTranslations } from "next-intl/server";
import { Button, ButtonLink } from "@/components/button";
import { List, ListItem, Section } from "@/components/section";
import { paths } from "@/lib/paths";
import { type Card, isEditable } from "../card";
import { deleteRelation } from "./actions";
import { relationWords } from "./labels";

/** The customers this one belongs together with, from whichever side it was said. */
export async function RelationSection(card: Card) {
  const { id, relations } = card.customer;
  const [t, { kinds, reverse }] = await Promise.all([getTranslations("relation"), relationWords()]);
  const mayEdit = isEditable(card);
  if (relations.length === 0 && !mayEdit) return null;
  return (
    <Section
      id="relations"
      title={t("title")}
      count={relations.length ? String(relations.length) : undefined}
      actions={
        mayEdit && (
          <ButtonLink
            href={paths.customer(id, { panel: "new-relation" })}
            tone="plain"
            small
            icon="plus"
            label={t("add")}
          />
        )
      }
    >
      <List>
        {relations.map(({ id: relationId, kind, note, isReverse, customerId, name, number }) => (
          <ListItem
            key={relationId}
            icon="link"
            title={
              <>
                <a className="name" href={paths.customer(customerId)}>
                  {name}
                </a>
                <span className="faint">{number}</span>
              </>
            }
            meta={[(isReverse ? reverse : kinds)[kind], note].filter(Boolean).join(" · ")}
            end={
              mayEdit && (
                <form action={deleteRelation.bind(null, id)}>
                  <input type="hidden" name="id" value={relationId} />
                  <Button tone="plain" small icon="x" label={t("remove", { name })} />
                </form>
              )
            }
          />
        ))}
      </List>
    </Section>
  );
}
