CREATE TABLE "exchange_rates" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "exchange_rates_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"currency" char(3) NOT NULL,
	"valid_from" date NOT NULL,
	"rate" numeric(18, 6) NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "exchange_rates_currency_code" CHECK ("exchange_rates"."currency" ~ '^[A-Z]{3}$' and "exchange_rates"."currency" <> 'EUR'),
	CONSTRAINT "exchange_rates_positive" CHECK ("exchange_rates"."rate" > 0)
);
--> statement-breakpoint
CREATE TABLE "project_months" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "project_months_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"project_id" bigint NOT NULL,
	"month" date NOT NULL,
	"kind" text NOT NULL,
	"revenue" numeric(14, 2),
	"billing" numeric(14, 2),
	"labour" numeric(14, 2),
	"other_costs" numeric(14, 2),
	"hours" numeric(9, 2),
	"note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" bigint,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "project_months_first_day" CHECK (extract(day from "project_months"."month") = 1),
	CONSTRAINT "project_months_kind_known" CHECK ("project_months"."kind" in ('forecast', 'actual')),
	CONSTRAINT "project_months_billed_by_invoices" CHECK ("project_months"."kind" = 'forecast' or "project_months"."billing" is null),
	CONSTRAINT "project_months_hours_positive" CHECK ("project_months"."hours" >= 0)
);
--> statement-breakpoint
CREATE TABLE "invoice_lines" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "invoice_lines_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"invoice_id" bigint NOT NULL,
	"position" integer NOT NULL,
	"description" text NOT NULL,
	"quantity" numeric(12, 2) NOT NULL,
	"unit" text,
	"unit_price" numeric(14, 2) NOT NULL,
	"net" numeric(16, 2) GENERATED ALWAYS AS (round(quantity * unit_price, 2)) STORED NOT NULL,
	"vat_category" text DEFAULT 'S' NOT NULL,
	"vat_rate" numeric(5, 2) NOT NULL,
	CONSTRAINT "invoice_lines_described" CHECK ("invoice_lines"."description" <> ''),
	CONSTRAINT "invoice_lines_price_positive" CHECK ("invoice_lines"."unit_price" >= 0),
	CONSTRAINT "invoice_lines_category_known" CHECK ("invoice_lines"."vat_category" in ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')),
	CONSTRAINT "invoice_lines_vat_range" CHECK ("invoice_lines"."vat_rate" >= 0 and "invoice_lines"."vat_rate" <= 100),
	CONSTRAINT "invoice_lines_untaxed" CHECK ("invoice_lines"."vat_category" = 'S' or "invoice_lines"."vat_rate" = 0)
);
--> statement-breakpoint
CREATE TABLE "invoice_series" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "invoice_series_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"company_id" bigint NOT NULL,
	"next" bigint NOT NULL,
	CONSTRAINT "invoice_series_next_positive" CHECK ("invoice_series"."next" > 0)
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "invoices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"customer_id" bigint NOT NULL,
	"company_id" bigint NOT NULL,
	"project_id" bigint,
	"contact_id" bigint,
	"credit_of" bigint,
	"status" text DEFAULT 'draft' NOT NULL,
	"number" text,
	"issued_on" date,
	"due_on" date,
	"currency" char(3) NOT NULL,
	"your_reference" text,
	"our_reference" text,
	"order_number" text,
	"tax_free_reason" text,
	"note" text,
	"recipient_name" text,
	"recipient_number" text,
	"recipient_business_id" text,
	"recipient_vat_number" text,
	"recipient_street" text,
	"recipient_postal_code" text,
	"recipient_city" text,
	"recipient_country" char(2),
	"contact_name" text,
	"issuer_name" text,
	"issuer_vat_number" text,
	"issuer_country" char(2),
	"net" numeric(14, 2),
	"vat" numeric(14, 2),
	"gross" numeric(14, 2),
	"issued_at" timestamp with time zone,
	"issued_by" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" bigint,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "invoices_status_known" CHECK ("invoices"."status" in ('draft', 'issued')),
	CONSTRAINT "invoices_currency_code" CHECK ("invoices"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "invoices_issued_whole" CHECK (("invoices"."status" = 'issued') = (num_nulls("invoices"."number", "invoices"."issued_on", "invoices"."due_on", "invoices"."issued_at",
        "invoices"."recipient_name", "invoices"."issuer_name", "invoices"."net", "invoices"."vat", "invoices"."gross") = 0)),
	CONSTRAINT "invoices_number_issued" CHECK ("invoices"."status" = 'issued' or "invoices"."number" is null),
	CONSTRAINT "invoices_sum" CHECK ("invoices"."gross" = "invoices"."net" + "invoices"."vat"),
	CONSTRAINT "invoices_due" CHECK ("invoices"."due_on" >= "invoices"."issued_on")
);
--> statement-breakpoint
CREATE TABLE "vat_rates" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "vat_rates_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"country" char(2) NOT NULL,
	"rate" numeric(5, 2) NOT NULL,
	"valid_from" date,
	"valid_to" date,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "vat_rates_country_code" CHECK ("vat_rates"."country" ~ '^[A-Z]{2}$'),
	CONSTRAINT "vat_rates_range" CHECK ("vat_rates"."rate" >= 0 and "vat_rates"."rate" <= 100),
	CONSTRAINT "vat_rates_period" CHECK ("vat_rates"."valid_from" <= "vat_rates"."valid_to")
);
--> statement-breakpoint
ALTER TABLE "activity_participants" ADD COLUMN "seen_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "vat_number" text;--> statement-breakpoint
ALTER TABLE "employees" ADD COLUMN "key_figures" text[];--> statement-breakpoint
ALTER TABLE "project_tasks" ADD COLUMN "description" text;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "billing_method" text DEFAULT 'hourly' NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "currency" char(3) DEFAULT 'EUR' NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "budget" numeric(14, 2);--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "budget_hours" numeric(9, 2);--> statement-breakpoint
ALTER TABLE "sales_cases" ADD COLUMN "lost_reason" text;--> statement-breakpoint
ALTER TABLE "sales_statuses" ADD COLUMN "is_default" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "currency" char(3) DEFAULT 'EUR' NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "won_makes_active" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "exchange_rates" ADD CONSTRAINT "exchange_rates_created_by_employees_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_months" ADD CONSTRAINT "project_months_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_months" ADD CONSTRAINT "project_months_created_by_employees_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_months" ADD CONSTRAINT "project_months_updated_by_employees_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_series" ADD CONSTRAINT "invoice_series_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_contact_id_customer_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."customer_contacts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_credit_of_invoices_id_fk" FOREIGN KEY ("credit_of") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_issued_by_employees_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_created_by_employees_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_updated_by_employees_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "exchange_rates_once" ON "exchange_rates" USING btree ("currency","valid_from");--> statement-breakpoint
CREATE UNIQUE INDEX "project_months_once" ON "project_months" USING btree ("project_id","month","kind");--> statement-breakpoint
CREATE INDEX "invoice_lines_invoice" ON "invoice_lines" USING btree ("invoice_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invoice_series_company_unique" ON "invoice_series" USING btree ("company_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_number_unique" ON "invoices" USING btree ("company_id","number");--> statement-breakpoint
CREATE INDEX "invoices_customer" ON "invoices" USING btree ("customer_id","issued_on");--> statement-breakpoint
CREATE INDEX "invoices_project" ON "invoices" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "invoices_contact" ON "invoices" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "invoices_credit" ON "invoices" USING btree ("credit_of");--> statement-breakpoint
CREATE INDEX "invoices_issued" ON "invoices" USING btree ("issued_on") WHERE "invoices"."status" = 'issued';--> statement-breakpoint
CREATE INDEX "vat_rates_country" ON "vat_rates" USING btree ("country");--> statement-breakpoint
CREATE UNIQUE INDEX "sales_statuses_fi_unique" ON "sales_statuses" USING btree (lower("names" ->> 'fi'));--> statement-breakpoint
CREATE UNIQUE INDEX "sales_statuses_sv_unique" ON "sales_statuses" USING btree (lower("names" ->> 'sv'));--> statement-breakpoint
CREATE UNIQUE INDEX "sales_statuses_nl_unique" ON "sales_statuses" USING btree (lower("names" ->> 'nl'));--> statement-breakpoint
CREATE UNIQUE INDEX "sales_statuses_en_unique" ON "sales_statuses" USING btree (lower("names" ->> 'en'));--> statement-breakpoint
CREATE UNIQUE INDEX "sales_statuses_default_unique" ON "sales_statuses" USING btree ("state") WHERE "sales_statuses"."is_default";--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_billing_known" CHECK ("projects"."billing_method" in ('hourly', 'fixed', 'monthly', 'none'));--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_currency_code" CHECK ("projects"."currency" ~ '^[A-Z]{3}$');--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_budget_positive" CHECK ("projects"."budget" >= 0);--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_hours_positive" CHECK ("projects"."budget_hours" >= 0);--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_currency_code" CHECK ("settings"."currency" ~ '^[A-Z]{3}$');