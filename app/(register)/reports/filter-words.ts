import type { Filter, SeveralFilter } from "@/components/filters";
import { listRegisterOptions } from "@/lib/contact-register/queries";
import { listFilterOptions } from "@/lib/customers/list";
import { paths } from "@/lib/paths";
import {
  type ContactReport,
  type CustomerReport,
  contactDimensionsFor,
  contentQuery,
  dimensionsFor,
  type Report,
} from "@/lib/reports/filter";
import { type CustomerDimension, stages } from "@/lib/reports/rules";
import { choicesOf as contactChoices, filterLines as contactLines } from "../contacts/filter-words";
import { customControls, customLines } from "../customers/custom-filter-words";
import { choicesOf, filterLines, severalOf } from "../customers/filter-words";
import { groupingPicker } from "../grouping-picker";
import type { OpenReport } from "./opened";
import { stageWords } from "./words";

/** What narrows a report, as controls and as lines; following a line's address takes it away. */
export type Narrowing = {
  filters: Filter[];
  several: SeveralFilter[];
  lines: { label: string; value: string; href: string }[];
};

export function narrowingOf(open: OpenReport): Promise<Narrowing> {
  const { report } = open;
  return report.about === "contacts" ? ofContacts({ ...open, report }) : ofCustomers({ ...open, report });
}

const reportWith = (report: Report, change: Partial<CustomerReport> | Partial<ContactReport>) =>
  paths.reports(contentQuery({ ...report, ...change } as Report));

async function ofCustomers(open: OpenReport<CustomerReport>): Promise<Narrowing> {
  const { fields, locale, reader, report, t, viewer } = open;
  const { filter } = report;
  const [options, picker] = await Promise.all([
    listFilterOptions(viewer, locale, filter),
    groupingPicker(viewer, report.grouping),
  ]);
  const onList = fields.map((field) => ({ ...field, onList: true }));
  const customs = { filters: filter.custom, fields: onList, reader, t };
  const choices = choicesOf(viewer, filter, options, locale, t);
  const several = severalOf(filter, options, locale, t);
  const lines = filterLines(filter, choices, several, customLines(customs), t);
  const picked = picker.options.find(({ value }) => value && value === picker.value);
  const stage = stageWords(t);
  return {
    filters: [
      ...levels(open, segmented(dimensionsFor({ viewer, fields }), open)),
      { ...picker, bar: true },
      {
        name: "stage",
        label: t("report.stage"),
        value: report.stage,
        options: stages.map((value) => ({ value, label: stage[value] })),
      },
      { name: "day", label: t("report.day"), value: report.day ?? "", isDate: true },
      ...choices
        .filter(({ name, offered }) => offered !== false && name !== "group" && name !== "companyGroup")
        .map(({ name, label, value, all, first = [], options: offered }) => ({
          name,
          label,
          value,
          first: [{ value: "", label: all }, ...first],
          options: offered,
        })),
    ],
    several: [...several.map((one) => ({ ...one, bar: false })), ...customControls(customs)],
    lines: [
      ...(report.day
        ? [{ label: t("report.day"), value: reader.format.day(report.day), href: reportWith(report, { day: null }) }]
        : [{ label: t("report.stage"), value: stage[report.stage], href: "" }]),
      ...(picked
        ? [
            {
              label: "heading" in picked ? picked.heading : picker.label,
              value: picked.label,
              href: reportWith(report, { grouping: null }),
            },
          ]
        : []),
      ...lines.map(({ label, value, without }) => ({ label, value, href: reportWith(report, { filter: without }) })),
    ],
  };
}

/** Where there are several segment groups, each can be counted by itself too. */
function segmented(dimensions: CustomerDimension[], { segmentGroups }: OpenReport): CustomerDimension[] {
  return dimensions.flatMap((one) =>
    one === "segment" ? [one, ...segmentGroups.map(({ id }): CustomerDimension => `segment.${id}`)] : [one],
  );
}

async function ofContacts(open: OpenReport<ContactReport>): Promise<Narrowing> {
  const { locale, report, t, viewer } = open;
  const { filter } = report;
  const choices = contactChoices(filter, await listRegisterOptions(viewer, locale), locale, t);
  const lines = contactLines(filter, choices, t);
  return {
    filters: [
      ...levels(open, contactDimensionsFor(viewer)),
      {
        name: "state",
        label: t("contacts.state"),
        value: filter.state,
        options: (["active", "inactive", "all"] as const).map((value) => ({ value, label: t(`contacts.${value}`) })),
      },
      ...choices.map(({ options, all, bar: _bar, ...choice }) => ({
        ...choice,
        options: [{ value: "", label: all }, ...options],
      })),
    ],
    several: [],
    lines: lines.map(({ name, label, value }) => ({
      label,
      value,
      href:
        name === "state"
          ? ""
          : reportWith(report, {
              filter: { ...filter, [name]: name === "q" ? "" : name === "archived" ? false : null },
            }),
    })),
  };
}

/** The one or two dimensions to count by. */
function levels({ report, t, words }: OpenReport, dimensions: readonly Report["by"][]): Filter[] {
  const options = dimensions.map((one) => ({ value: one, label: words.dimension(one) }));
  const none = { value: "", label: t("report.noAcross") };
  return [
    { name: "by", label: t("report.groupBy"), value: report.by, options, bar: true },
    {
      name: "across",
      label: t("report.across"),
      value: report.across ?? "",
      options: [none, ...options.filter(({ value }) => value !== report.by)],
      bar: true,
    },
  ];
}
