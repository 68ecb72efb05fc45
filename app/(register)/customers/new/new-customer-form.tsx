import { getTranslations } from "next-intl/server";
import { Field, type FieldKind } from "@/components/field";
import { Form } from "@/components/form";
import type { Viewer } from "@/lib/access/viewer";
import { countryOptions } from "@/lib/countries";
import { customLabels, customValues } from "@/lib/custom-fields/words";
import type { Numbering } from "@/lib/customers/queries";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { addCustomer } from "../actions";
import { customFieldsToFill, customReader } from "../custom-definitions";
import { CustomFields } from "../custom-fields";
import { CustomerFields } from "../customer-fields";
import { customerLabels } from "../labels";
import { NumberCheck } from "../number-check";
import { OptionalPart } from "../optional-part";
import type { Beginning } from "./beginning";

type Props = Pick<Beginning, "choices" | "company" | "mainUnit" | "group" | "as" | "keep" | "filled"> & {
  viewer: Viewer;
  numbering: Numbering;
};

/** What only a register fills in: without one people leave it to the card. */
const further = ["industryCode", "companyForm", "staff"] as const;

export async function NewCustomerForm({ viewer, numbering, ...beginning }: Props) {
  const { choices, company, mainUnit, group, as, keep, filled } = beginning;
  const [t, fields, reader] = await Promise.all([getTranslations(), customFieldsToFill(), customReader()]);
  const starts = Object.fromEntries(fields.map(({ id, startValue }) => [id, startValue]));
  const [usual] = choices.types.filter(({ isDefault }) => isDefault);
  const consumer = choices.types.find(({ isDefaultConsumer }) => isDefaultConsumer) ?? usual;
  // Chosen beforehand; without any the customer gets the default of its kind.
  const types = choices.types.filter(({ isDefaultSubcontractor }) => as && isDefaultSubcontractor);
  const parts = {
    "headOffice.attention": t("address.attention"),
    "headOffice.street": t("address.street"),
    "headOffice.postalCode": t("address.postalCode"),
    "headOffice.city": t("address.city"),
    "headOffice.country": t("customer.addressCountry"),
    "contact.firstName": t("contact.firstName"),
    "contact.lastName": t("contact.lastName"),
    "contact.title": t("contact.title"),
    "contact.email": t("contact.email"),
    "contact.phone": t("contact.phone"),
  };
  const part = (of: keyof typeof parts, span: 2 | 3 | 4 | 6, kind: FieldKind = "text") => (
    <Field name={of} label={parts[of]} kind={kind} span={span} autoComplete="off" />
  );
  const country = filled?.values.country ?? company.country;
  const isFilled = (name: string) => filled?.values[name] !== undefined;
  const countries = countryOptions(reader.locale).map(({ code, name }) => ({ value: code, label: name }));
  const isOwner = choices.owners.some(({ id }) => id === viewer.employeeId);

  return (
    <Form
      key={filled?.values.businessId}
      action={addCustomer}
      formKey={newFormKey()}
      title={`${t("customer.new")} · Kumppani`}
      texts={await formTexts()}
      submit={t("customer.save")}
      labels={{ ...(await customerLabels()), ...parts, ...customLabels(fields, reader.locale) }}
      hidden={{
        id: String(company.id),
        ...(mainUnit && { parentId: String(mainUnit.id) }),
        ...(filled && { register: filled.register }),
      }}
      values={{
        kind: "organisation",
        name: keep.name,
        country,
        groupId: group ? String(group.id) : "",
        ownerId: isOwner ? String(viewer.employeeId) : "",
        stage: "prospect",
        types: types.map(({ id }) => String(id)),
        ...customValues(fields, starts, reader),
        ...filled?.values,
      }}
      cancel={{ href: paths.customers(), label: t("action.cancel") }}
    >
      <CustomerFields
        viewer={viewer}
        choices={choices}
        country={country}
        further={further.filter(isFilled)}
        number={
          numbering.next === null
            ? undefined
            : {
                hint: t("customer.numberFree", { number: numbering.next }),
                suggestions: [{ value: numbering.next }],
                below: <NumberCheck by="groupId" offer={numbering.next} />,
              }
        }
        typesHint={usual && consumer && t("customer.typesHint", { type: usual.name, consumer: consumer.name })}
        groupName={({ name, numberStart: start }) =>
          numbering.isManual || start === null ? name : t("customer.groupSeries", { group: name, start })
        }
      >
        {isFilled("headOffice.attention") && part("headOffice.attention", 6)}
        {part("headOffice.street", 6)}
        {part("headOffice.postalCode", 2)}
        {part("headOffice.city", 4)}
        {isFilled("headOffice.country") && (
          <Field name="headOffice.country" label={parts["headOffice.country"]} kind="select" options={countries} />
        )}
      </CustomerFields>
      <CustomFields fields={fields} held={{}} />
      <OptionalPart title={t("customer.addContact")} prefix="contact.">
        {part("contact.firstName", 3)}
        {part("contact.lastName", 3)}
        {part("contact.title", 6)}
        {part("contact.email", 3, "email")}
        {part("contact.phone", 3, "tel")}
      </OptionalPart>
    </Form>
  );
}
