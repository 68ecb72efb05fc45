import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Badge } from "@/components/chips";
import { Notice } from "@/components/flash";
import { Icon } from "@/components/icon";
import { PageLink } from "@/components/page-link";
import { List, ListItem, Section } from "@/components/section";
import { type Address, addressesOf } from "@/lib/addresses/queries";
import { mapHref } from "@/lib/addresses/rules";
import { countryName } from "@/lib/countries";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { type Card, isEditable } from "../card";
import { addressLine } from "./address-line";
import { purposeWords } from "./labels";

export async function AddressSection(card: Card) {
  const { viewer, customer } = card;
  const [t, addresses] = await Promise.all([getTranslations(), addressesOf(viewer, customer.id)]);
  const add = (tone?: "plain") =>
    isEditable(card) && (
      <ButtonLink href={paths.customer(customer.id, { panel: "new-address" })} tone={tone} small icon="plus">
        {t("address.add")}
      </ButtonLink>
    );
  if (addresses.length === 0) {
    return (
      <Section id="addresses" title={t("card.addresses")} pad>
        <Notice kind="warn">
          <p>
            <b>{t("address.missing")}</b>
          </p>
          <p className="pb-2">{t("address.missingText")}</p>
          {add()}
        </Notice>
      </Section>
    );
  }
  return (
    <Section id="addresses" title={t("card.addresses")} count={String(addresses.length)} actions={add("plain")}>
      <List>
        {addresses.map((address) => (
          <AddressItem key={address.id} {...card} address={address} isOnly={addresses.length === 1} />
        ))}
      </List>
    </Section>
  );
}

async function AddressItem({ address, isOnly, ...card }: Card & { address: Address; isOnly: boolean }) {
  const { viewer, customer } = card;
  const [t, locale, words] = await Promise.all([getTranslations(), currentLocale(), purposeWords()]);
  const { attention, purposes, phone, country, contacts } = address;
  const panel = (name: string) => paths.customer(customer.id, { panel: name });
  const abroad = country === viewer.facts.country ? null : countryName(country, locale);
  const uses = purposes.map((purpose) => words[purpose]).join(", ");
  const line = addressLine(address);
  const names = contacts.map(({ name }) => name).join(", ");
  return (
    <ListItem
      lead={<MapLink address={address} label={t("address.map")} />}
      title={
        <>
          {isEditable(card) ? (
            <PageLink className="name" href={panel(`address.${address.id}`)} still>
              {line}
            </PageLink>
          ) : (
            <span className="name">{line}</span>
          )}
          {address.isHeadOffice && <Badge tone="on">{t("address.headOffice")}</Badge>}
        </>
      }
      meta={
        <>
          {[attention, uses, abroad, phone].filter(Boolean).join(" · ")}
          {names && <span className="sub">{t("address.people", { names })}</span>}
        </>
      }
      end={
        address.isHeadOffice &&
        !isOnly &&
        isEditable(card) && (
          <PageLink className="xs" href={panel("head-office")} still>
            {t("action.change")}
            <span className="vh"> {t("address.headOffice")}</span>
          </PageLink>
        )
      }
    />
  );
}

/** The pin leads to the place on a public map: an address of its own, nothing is fetched from there. */
function MapLink({ address, label }: { address: Address; label: string }) {
  const name = `${label}: ${addressLine(address)}`;
  return (
    <a
      className="btn btn--plain btn--icon btn--s"
      href={mapHref(address)}
      rel="noreferrer"
      aria-label={name}
      title={name}
    >
      <Icon name="pin" />
    </a>
  );
}
