import { getTranslations } from "next-intl/server";
import { Field, type FieldKind } from "@/components/field";
import { Form } from "@/components/form";
import type { Viewer } from "@/lib/access/viewer";
import { customLabels, customValues } from "@/lib/custom-fields/words";
import type { CustomerChoices, Numbering } from "@/lib/customers/queries";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { addCustomer } from "../actions";
import { customFieldsToFill, customReader } from "../custom-definitions";
import { CustomFields } from "../custom-fields";
import { CustomerFields } from "../customer-fields";
import { customerLabels } from "../labels";
import { NumberCheck } from "../number-check";
import { OptionalPart } from "../optional-part";

type Props = {
  viewer: Viewer;
  choices: CustomerChoices;
  company: { id: number; country: string };
  numbering: Numbering;
  name: string;
  groupId: number | null;
  /** The main unit it is to stand below. */
  parentId: number | null;
  /** Chosen beforehand; without any the customer gets the default of its kind. */
  types: readonly { id: number }[];
};

export async function NewCustomerForm({ viewer, choices, company, numbering, name, groupId, parentId, types }: Props) {
  const [t, fields, reader] = await Promise.all([getTranslations(), customFieldsToFill(), customReader()]);
  const starts = Object.fromEntries(fields.map(({ id, startValue }) => [id, startValue]));
  const [usual] = choices.types.filter(({ isDefault }) => isDefault);
  const consumer = choices.types.find(({ isDefaultConsumer }) => isDefaultConsumer) ?? usual;
  const parts = {
    "headOffice.street": t("address.street"),
    "headOffice.postalCode": t("address.postalCode"),
    "headOffice.city": t("address.city"),
    "contact.firstName": t("contact.firstName"),
    "contact.lastName": t("contact.lastName"),
    "contact.title": t("contact.title"),
    "contact.email": t("contact.email"),
    "contact.phone": t("contact.phone"),
  };
  const part = (of: keyof typeof parts, span: 2 | 3 | 4 | 6, kind: FieldKind = "text") => (
    <Field name={of} label={parts[of]} kind={kind} span={span} autoComplete="off" />
  );
  const isOwner = choices.owners.some(({ id }) => id === viewer.employeeId);

  return (
    <Form
      action={addCustomer}
      formKey={newFormKey()}
      title={`${t("customer.new")} · Kumppani`}
      texts={await formTexts()}
      submit={t("customer.save")}
      labels={{ ...(await customerLabels()), ...parts, ...customLabels(fields, reader.locale) }}
      hidden={{ id: String(company.id), ...(parentId !== null && { parentId: String(parentId) }) }}
      values={{
        kind: "organisation",
        name,
        country: company.country,
        groupId: groupId === null ? "" : String(groupId),
        ownerId: isOwner ? String(viewer.employeeId) : "",
        stage: "prospect",
        types: types.map(({ id }) => String(id)),
        ...customValues(fields, starts, reader),
      }}
      cancel={{ href: paths.customers(), label: t("action.cancel") }}
    >
      <CustomerFields
        viewer={viewer}
        choices={choices}
        country={company.country}
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
        groupName={({ name: group, numberStart }) =>
          numbering.isManual || numberStart === null ? group : t("customer.groupSeries", { group, start: numberStart })
        }
      >
        {part("headOffice.street", 6)}
        {part("headOffice.postalCode", 2)}
        {part("headOffice.city", 4)}
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
