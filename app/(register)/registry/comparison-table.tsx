import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { CompareChoice, CompareError, CompareTick } from "@/components/compare-cells";
import { type AddressWay, isOffered, type NameWay, type Proposal } from "@/lib/registry/differences";
import { type comparedTexts, registryLabels } from "./comparison-words";
import { NewWords, OldWords } from "./marked-words";

type Props = {
  proposals: readonly Proposal[];
  /** Names that the business had before. */
  formerNames: readonly string[];
  /** The customer's country. */
  country: string;
  texts: Awaited<ReturnType<typeof comparedTexts>>;
};

const leading: readonly string[] = ["name", "address", "email", "website"];

/**
 * What a customer register and a business register say, side by side, as a part of a form: it posts `fields`, `nameAs`
 * and `addressAs`, never a value.
 */
export async function ComparisonTable({ proposals, ...props }: Props) {
  const t = await getTranslations("registry");
  const [first, more] = [true, false].map((leads) =>
    proposals.filter(({ field }) => leading.includes(field) === leads),
  );
  return (
    <>
      <CompareError name="fields" />
      <input type="hidden" name="fields" value="" />
      <table className="tbl tbl--cards tbl--line cmp">
        <caption className="vh">{t("choose")}</caption>
        <thead>
          <tr>
            <th scope="col" className="tight">
              <span className="vh">{t("choose")}</span>
            </th>
            <th scope="col">{t("field")}</th>
            <th scope="col">{t("now")}</th>
            <th scope="col">{t("found")}</th>
          </tr>
        </thead>
        <tbody>
          {first?.map((proposal) => (
            <Row key={proposal.field} proposal={proposal} {...props} />
          ))}
        </tbody>
        <tbody>
          <tr className="grp">
            <th colSpan={4} scope="rowgroup">
              {t("more")}
            </th>
          </tr>
          {more?.map((proposal) => (
            <Row key={proposal.field} proposal={proposal} {...props} />
          ))}
        </tbody>
      </table>
    </>
  );
}

type RowProps = Omit<Props, "proposals"> & { proposal: Proposal };

async function Row({ proposal, formerNames, country, texts }: RowProps) {
  const [t, labels] = await Promise.all([getTranslations("registry"), registryLabels()]);
  const { field } = proposal;
  const { was, found } = sidesOf(proposal, country, texts);
  const [one] = found;
  return (
    <tr>
      <td className="tight tick1">
        {isOffered(proposal) && <CompareTick name="fields" value={field} label={t("take", { field: labels[field] })} />}
      </td>
      <th scope="row">{labels[field]}</th>
      <td data-l={t("nowShort")}>
        {was ? <OldWords was={was} is={one?.text ?? was} /> : <span className="faint">{t("empty")}</span>}
      </td>
      <td data-l={t("foundShort")}>
        <div>
          <Found proposal={proposal} was={was} found={found} />
          <CompareError name={field} end={`${field}-error`} />
          {field === "name" && formerNames.length > 0 && (
            <small className="by">{t("formerNames", { names: formerNames.join(", ") })}</small>
          )}
        </div>
      </td>
    </tr>
  );
}

/** `way` is null where there can be but one. */
type Writing = { way: NameWay | AddressWay | null; text: string };

/** Both sides of a row as text; of several writings in the register the proposed one first. */
function sidesOf(proposal: Proposal, country: string, texts: Props["texts"]): { was: string; found: Writing[] } {
  if (proposal.field === "name") {
    return { was: proposal.before, found: proposal.choices.map(({ way, value }) => ({ way, text: value })) };
  }
  if (proposal.field === "address") {
    const text = (address: Parameters<typeof texts.address>[0]) => texts.address(address, country);
    const found = proposal.choices.map(({ way, address }) => ({ way, text: text(address) }));
    return { was: text(proposal.before), found };
  }
  const { field, before, value } = proposal;
  return {
    was: texts.plain(field, before),
    found: value === null ? [] : [{ way: null, text: texts.plain(field, value) }],
  };
}

type FoundProps = { proposal: Proposal; was: string; found: Writing[] };

async function Found({ proposal: { field, state }, was, found }: FoundProps): Promise<ReactNode> {
  const t = await getTranslations("registry");
  if (state === "same") return <span className="same">{t("same")}</span>;
  if (state === "notProvided") return <span className="faint">{t("notProvided")}</span>;
  if (state === "empty") return <EmptyHere clears={field !== "name" && field !== "address"} />;
  const noted = state === "onlyCase" && <small className="by">{t("onlyCase")}</small>;
  if (field === "name" || field === "address") {
    return (
      <>
        <Writings field={field} was={was} found={found} />
        {noted}
      </>
    );
  }
  return (
    <>
      <NewWords was={was} is={found[0]?.text ?? ""} />
      {noted}
    </>
  );
}

async function EmptyHere({ clears }: { clears: boolean }) {
  const t = await getTranslations("registry");
  return (
    <>
      <span className="faint">{t("empty")}</span>
      {clears && <small className="by">{t("clears")}</small>}
    </>
  );
}

/** The writings of a name or the addresses of a business; where there is but one, nothing has to be chosen. */
async function Writings({ field, was, found }: { field: "name" | "address"; was: string; found: Writing[] }) {
  const t = await getTranslations("registry");
  const name = field === "name" ? "nameAs" : "addressAs";
  const [one, ...others] = found;
  if (!one) return null;
  if (others.length === 0) {
    return (
      <>
        <input type="hidden" name={name} value={one.way ?? ""} />
        <NewWords was={was} is={one.text} />
      </>
    );
  }
  return (
    <CompareChoice
      name={name}
      label={field === "name" ? t("nameWays") : t("addressWays")}
      options={found.map(({ way, text }) => ({
        value: way ?? "",
        note: way && t(`way.${way}`),
        text: <NewWords was={was} is={text} />,
      }))}
    />
  );
}

/** What the form begins with: the proposed fields ticked, the proposed writings chosen. */
export const comparisonValues = (proposals: readonly Proposal[]) => ({
  fields: proposals.filter(({ isTicked }) => isTicked).map(({ field }) => field),
  ...Object.fromEntries(
    proposals.flatMap((proposal) => {
      if (proposal.field !== "name" && proposal.field !== "address") return [];
      const [one] = proposal.choices;
      return one ? [[`${proposal.field}As`, one.way]] : [];
    }),
  ),
});
