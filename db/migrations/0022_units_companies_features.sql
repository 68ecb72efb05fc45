CREATE TABLE "customer_external_ids" (
	"customer_id" bigint NOT NULL,
	"integration" text NOT NULL,
	"value" text NOT NULL,
	CONSTRAINT "customer_external_ids_pkey" PRIMARY KEY("customer_id","integration"),
	CONSTRAINT "customer_external_ids_known" CHECK ("customer_external_ids"."integration" in ('accounting', 'hubspot')),
	CONSTRAINT "customer_external_ids_present" CHECK ("customer_external_ids"."value" <> '' and length("customer_external_ids"."value") <= 100)
);
--> statement-breakpoint
DROP INDEX "billing_customer_unique";--> statement-breakpoint
ALTER TABLE "billing" ADD COLUMN "company_id" bigint;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "disabled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "customer_companies" ADD COLUMN "id" bigint NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "customer_companies_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1);--> statement-breakpoint
ALTER TABLE "customer_companies" ADD COLUMN "owner_id" bigint;--> statement-breakpoint
ALTER TABLE "customer_companies" ADD COLUMN "number" text;--> statement-breakpoint
ALTER TABLE "customer_companies" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "parent_id" bigint;--> statement-breakpoint
ALTER TABLE "employees" ADD COLUMN "oidc_subject" text;--> statement-breakpoint
ALTER TABLE "tags" ADD COLUMN "colour" text DEFAULT 'grey' NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "relate_new_customers" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "share_structure" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "owners_from_any_company" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "share_addresses" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "listed_units" text DEFAULT 'all' NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "inherit_billing" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "features" text[] DEFAULT '{roles,segments}' NOT NULL;--> statement-breakpoint
ALTER TABLE "customer_external_ids" ADD CONSTRAINT "customer_external_ids_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "customer_external_ids_value_unique" ON "customer_external_ids" USING btree ("integration","value");--> statement-breakpoint
ALTER TABLE "billing" ADD CONSTRAINT "billing_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_companies" ADD CONSTRAINT "customer_companies_owner_id_employees_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_parent_id_customers_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."customers"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "customer_companies_id_unique" ON "customer_companies" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "customer_companies_number_unique" ON "customer_companies" USING btree ("number");--> statement-breakpoint
CREATE INDEX "customer_companies_owner" ON "customer_companies" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "customers_parent" ON "customers" USING btree ("parent_id");--> statement-breakpoint
CREATE UNIQUE INDEX "employees_oidc_subject_unique" ON "employees" USING btree ("oidc_subject");--> statement-breakpoint
CREATE UNIQUE INDEX "billing_customer_unique" ON "billing" USING btree ("customer_id",coalesce("company_id", 0));--> statement-breakpoint
ALTER TABLE "billing" ADD CONSTRAINT "billing_company_of_customer" CHECK ("billing"."company_id" is null or "billing"."customer_id" is not null);--> statement-breakpoint
ALTER TABLE "customer_companies" ADD CONSTRAINT "customer_companies_number_present" CHECK ("customer_companies"."number" <> '' and length("customer_companies"."number") <= 20);--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_parent_other" CHECK ("customers"."parent_id" <> "customers"."id");--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_colour_known" CHECK ("tags"."colour" in ('grey', 'blue', 'green', 'yellow', 'red'));--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_units_known" CHECK ("settings"."listed_units" in ('all', 'main', 'sub', 'none'));--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_features_known" CHECK ("settings"."features" <@ array['roles', 'multiCompany', 'purchaseInvoices', 'segments']);--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_integrations_known" CHECK ("settings"."integrations" <@ array['accounting', 'hubspot']);