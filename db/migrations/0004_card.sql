CREATE TABLE "activities" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "activities_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"customer_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"type_id" bigint,
	"title" text NOT NULL,
	"body" text,
	"owner_id" bigint,
	"project_id" bigint,
	"sales_case_id" bigint,
	"due_on" date,
	"starts_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"is_all_day" boolean DEFAULT false NOT NULL,
	"place" text,
	"remind_before" integer,
	"repeats" text,
	"repeats_until" date,
	"is_pinned" boolean DEFAULT false NOT NULL,
	"is_private" boolean DEFAULT false NOT NULL,
	"completed_at" timestamp with time zone,
	"completed_by" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" bigint,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "activities_title_present" CHECK ("activities"."title" <> ''),
	CONSTRAINT "activities_kind_known" CHECK ("activities"."kind" in ('todo', 'event', 'note')),
	CONSTRAINT "activities_hours" CHECK (("activities"."kind" = 'event') = ("activities"."starts_at" is not null) and ("activities"."starts_at" is null) = ("activities"."ends_at" is null) and "activities"."starts_at" <= "activities"."ends_at"),
	CONSTRAINT "activities_note_open" CHECK ("activities"."kind" <> 'note' or "activities"."completed_at" is null),
	CONSTRAINT "activities_remind_range" CHECK ("activities"."remind_before" between 0 and 40320),
	CONSTRAINT "activities_repeats_known" CHECK ("activities"."repeats" in ('daily', 'weekly', 'monthly', 'yearly'))
);
--> statement-breakpoint
CREATE TABLE "activity_participants" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "activity_participants_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"activity_id" bigint NOT NULL,
	"employee_id" bigint,
	"contact_id" bigint,
	"name" text,
	"reply" text,
	CONSTRAINT "activity_participants_one" CHECK (num_nonnulls("activity_participants"."employee_id", "activity_participants"."contact_id", "activity_participants"."name") = 1),
	CONSTRAINT "activity_participants_reply_known" CHECK ("activity_participants"."reply" in ('yes', 'maybe', 'no'))
);
--> statement-breakpoint
CREATE TABLE "activity_types" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "activity_types_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"names" jsonb NOT NULL,
	"code" text,
	"icon" text,
	"is_default" boolean DEFAULT false NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"disabled_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "activity_types_named" CHECK ("activity_types"."names" <> '{}'::jsonb),
	CONSTRAINT "activity_types_kind_known" CHECK ("activity_types"."kind" in ('todo', 'event', 'note'))
);
--> statement-breakpoint
CREATE TABLE "calendar_feeds" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "calendar_feeds_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"employee_id" bigint NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "billing" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "billing_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"group_id" bigint,
	"customer_id" bigint,
	"payment_term" smallint,
	"overdue_interest" numeric(5, 2),
	"invoice_language" text,
	"invoice_template" text,
	"vat_rate" numeric(5, 2),
	"vat_category" text,
	"tax_free_reason" text,
	"delivery_method" text,
	"currency" char(3),
	"price_list" text,
	"our_reference" text,
	"einvoice_scheme" text,
	"einvoice_address" text,
	"einvoice_operator" text,
	"invoice_emails" text[],
	"your_reference" text,
	"order_number" text,
	"contract_reference" text,
	"billing_contact_id" bigint,
	"billing_customer_id" bigint,
	"credit_limit" numeric(14, 2),
	"sales_block" text,
	"sales_block_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" bigint,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "billing_one_level" CHECK (num_nonnulls("billing"."group_id", "billing"."customer_id") <= 1),
	CONSTRAINT "billing_payment_term_range" CHECK ("billing"."payment_term" between 0 and 365),
	CONSTRAINT "billing_interest_range" CHECK ("billing"."overdue_interest" between 0 and 100),
	CONSTRAINT "billing_vat_rate_range" CHECK ("billing"."vat_rate" between 0 and 100),
	CONSTRAINT "billing_vat_category_known" CHECK ("billing"."vat_category" in ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')),
	CONSTRAINT "billing_delivery_known" CHECK ("billing"."delivery_method" in ('einvoice', 'email', 'post')),
	CONSTRAINT "billing_currency_code" CHECK ("billing"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "billing_credit_limit_positive" CHECK ("billing"."credit_limit" >= 0),
	CONSTRAINT "billing_payer_other" CHECK ("billing"."billing_customer_id" <> "billing"."customer_id"),
	CONSTRAINT "billing_block_known" CHECK ("billing"."sales_block" in ('warn', 'stop'))
);
--> statement-breakpoint
CREATE TABLE "contact_keyword_links" (
	"contact_id" bigint NOT NULL,
	"keyword_id" bigint NOT NULL,
	CONSTRAINT "contact_keyword_links_pkey" PRIMARY KEY("contact_id","keyword_id")
);
--> statement-breakpoint
CREATE TABLE "contact_role_links" (
	"contact_id" bigint NOT NULL,
	"role_id" bigint NOT NULL,
	CONSTRAINT "contact_role_links_pkey" PRIMARY KEY("contact_id","role_id")
);
--> statement-breakpoint
CREATE TABLE "contact_roles" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "contact_roles_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"names" jsonb NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"disabled_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "contact_roles_named" CHECK ("contact_roles"."names" <> '{}'::jsonb)
);
--> statement-breakpoint
CREATE TABLE "keywords" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "keywords_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"disabled_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "keywords_name_present" CHECK ("keywords"."name" <> '')
);
--> statement-breakpoint
CREATE TABLE "mailing_lists" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "mailing_lists_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"filter" jsonb NOT NULL,
	"owner_id" bigint NOT NULL,
	"is_shared" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "mailing_lists_name_present" CHECK ("mailing_lists"."name" <> '')
);
--> statement-breakpoint
CREATE TABLE "blob_chunks" (
	"blob_id" bigint NOT NULL,
	"place" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "blob_chunks_pkey" PRIMARY KEY("blob_id","place")
);
--> statement-breakpoint
CREATE TABLE "blobs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "blobs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"sha256" text,
	"size" bigint,
	"store" text NOT NULL,
	"completed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "blobs_store_known" CHECK ("blobs"."store" in ('database', 's3')),
	CONSTRAINT "blobs_complete" CHECK ("blobs"."completed_at" is null or ("blobs"."sha256" is not null and "blobs"."size" is not null))
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "files_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"customer_id" bigint NOT NULL,
	"project_id" bigint,
	"contact_id" bigint,
	"name" text NOT NULL,
	"description" text,
	"keywords" text,
	"url" text,
	"blob_id" bigint,
	"media_type" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" bigint,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "files_name_present" CHECK ("files"."name" <> ''),
	CONSTRAINT "files_one_source" CHECK (num_nonnulls("files"."url", "files"."blob_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "company_groups" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "company_groups_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"disabled_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "company_groups_name_present" CHECK ("company_groups"."name" <> '')
);
--> statement-breakpoint
CREATE TABLE "customer_relations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "customer_relations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"customer_id" bigint NOT NULL,
	"related_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "customer_relations_two" CHECK ("customer_relations"."customer_id" <> "customer_relations"."related_id"),
	CONSTRAINT "customer_relations_kind_known" CHECK ("customer_relations"."kind" in ('partner', 'landlord', 'billingAgent', 'propertyManager', 'other'))
);
--> statement-breakpoint
CREATE TABLE "customer_segments" (
	"customer_id" bigint NOT NULL,
	"segment_id" bigint NOT NULL,
	CONSTRAINT "customer_segments_pkey" PRIMARY KEY("customer_id","segment_id")
);
--> statement-breakpoint
CREATE TABLE "customer_tags" (
	"customer_id" bigint NOT NULL,
	"tag_id" bigint NOT NULL,
	CONSTRAINT "customer_tags_pkey" PRIMARY KEY("customer_id","tag_id")
);
--> statement-breakpoint
CREATE TABLE "segment_groups" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "segment_groups_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"only_one" boolean DEFAULT false NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"disabled_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "segment_groups_name_present" CHECK ("segment_groups"."name" <> '')
);
--> statement-breakpoint
CREATE TABLE "segments" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "segments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"segment_group_id" bigint NOT NULL,
	"name" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"disabled_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "segments_name_present" CHECK ("segments"."name" <> '')
);
--> statement-breakpoint
CREATE TABLE "special_group_members" (
	"special_group_id" bigint NOT NULL,
	"customer_id" bigint NOT NULL,
	CONSTRAINT "special_group_members_pkey" PRIMARY KEY("special_group_id","customer_id")
);
--> statement-breakpoint
CREATE TABLE "special_groups" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "special_groups_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"description" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" bigint,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" bigint,
	"deleted_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "special_groups_name_present" CHECK ("special_groups"."name" <> '')
);
--> statement-breakpoint
CREATE TABLE "tags" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "tags_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"disabled_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "tags_name_present" CHECK ("tags"."name" <> '')
);
--> statement-breakpoint
CREATE TABLE "project_participants" (
	"project_id" bigint NOT NULL,
	"employee_id" bigint NOT NULL,
	CONSTRAINT "project_participants_pkey" PRIMARY KEY("project_id","employee_id")
);
--> statement-breakpoint
CREATE TABLE "project_tasks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "project_tasks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"project_id" bigint NOT NULL,
	"title" text NOT NULL,
	"status" text DEFAULT 'todo' NOT NULL,
	"assignee_id" bigint,
	"due_on" date,
	"position" integer DEFAULT 0 NOT NULL,
	"completed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "project_tasks_title_present" CHECK ("project_tasks"."title" <> ''),
	CONSTRAINT "project_tasks_status_known" CHECK ("project_tasks"."status" in ('todo', 'doing', 'done')),
	CONSTRAINT "project_tasks_completed" CHECK (("project_tasks"."status" = 'done') = ("project_tasks"."completed_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "projects_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"customer_id" bigint NOT NULL,
	"number" text NOT NULL,
	"name" text NOT NULL,
	"status" text DEFAULT 'planned' NOT NULL,
	"manager_id" bigint,
	"contact_id" bigint,
	"starts_on" date,
	"ends_on" date,
	"description" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" bigint,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "projects_name_present" CHECK ("projects"."name" <> ''),
	CONSTRAINT "projects_status_known" CHECK ("projects"."status" in ('planned', 'active', 'onHold', 'closed')),
	CONSTRAINT "projects_period" CHECK ("projects"."starts_on" <= "projects"."ends_on")
);
--> statement-breakpoint
CREATE TABLE "sales_cases" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sales_cases_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"customer_id" bigint NOT NULL,
	"name" text NOT NULL,
	"status_id" bigint NOT NULL,
	"probability" smallint NOT NULL,
	"expected_value" numeric(14, 2),
	"currency" char(3) DEFAULT 'EUR' NOT NULL,
	"expected_on" date,
	"owner_id" bigint,
	"contact_id" bigint,
	"project_id" bigint,
	"description" text,
	"closed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" bigint,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "sales_cases_name_present" CHECK ("sales_cases"."name" <> ''),
	CONSTRAINT "sales_cases_probability_range" CHECK ("sales_cases"."probability" between 0 and 100),
	CONSTRAINT "sales_cases_value_positive" CHECK ("sales_cases"."expected_value" >= 0),
	CONSTRAINT "sales_cases_currency_code" CHECK ("sales_cases"."currency" ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "sales_statuses" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sales_statuses_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"names" jsonb NOT NULL,
	"state" text NOT NULL,
	"probability" smallint NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"disabled_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "sales_statuses_named" CHECK ("sales_statuses"."names" <> '{}'::jsonb),
	CONSTRAINT "sales_statuses_state_known" CHECK ("sales_statuses"."state" in ('inProgress', 'won', 'lost')),
	CONSTRAINT "sales_statuses_probability_range" CHECK ("sales_statuses"."probability" between 0 and 100)
);
--> statement-breakpoint
ALTER TABLE "persons" DROP CONSTRAINT "persons_named";--> statement-breakpoint
ALTER TABLE "addresses" ADD COLUMN "purposes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "addresses" ADD COLUMN "attention" text;--> statement-breakpoint
ALTER TABLE "addresses" ADD COLUMN "phone" text;--> statement-breakpoint
ALTER TABLE "customer_contacts" ADD COLUMN "address_id" bigint;--> statement-breakpoint
ALTER TABLE "customer_contacts" ADD COLUMN "mobile" text;--> statement-breakpoint
ALTER TABLE "customer_contacts" ADD COLUMN "mobile_raw" text;--> statement-breakpoint
ALTER TABLE "customer_contacts" ADD COLUMN "description" text;--> statement-breakpoint
ALTER TABLE "customer_contacts" ADD COLUMN "satisfaction" smallint;--> statement-breakpoint
ALTER TABLE "customer_contacts" ADD COLUMN "is_primary" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "persons" ADD COLUMN "salutation" text;--> statement-breakpoint
ALTER TABLE "persons" ADD COLUMN "birth_date" date;--> statement-breakpoint
ALTER TABLE "persons" ADD COLUMN "no_mailings" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "persons" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "industry_code" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "annual_revenue" numeric(16, 2);--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "staff" integer;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "time_zone" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "company_group_id" bigint;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "has_head_office" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "contact_words" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "customer_id" bigint;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "required_contact_fields" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_type_id_activity_types_id_fk" FOREIGN KEY ("type_id") REFERENCES "public"."activity_types"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_owner_id_employees_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_sales_case_id_sales_cases_id_fk" FOREIGN KEY ("sales_case_id") REFERENCES "public"."sales_cases"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_completed_by_employees_id_fk" FOREIGN KEY ("completed_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_created_by_employees_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_updated_by_employees_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_participants" ADD CONSTRAINT "activity_participants_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_participants" ADD CONSTRAINT "activity_participants_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_participants" ADD CONSTRAINT "activity_participants_contact_id_customer_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."customer_contacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing" ADD CONSTRAINT "billing_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing" ADD CONSTRAINT "billing_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing" ADD CONSTRAINT "billing_billing_contact_id_customer_contacts_id_fk" FOREIGN KEY ("billing_contact_id") REFERENCES "public"."customer_contacts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing" ADD CONSTRAINT "billing_billing_customer_id_customers_id_fk" FOREIGN KEY ("billing_customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing" ADD CONSTRAINT "billing_created_by_employees_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing" ADD CONSTRAINT "billing_updated_by_employees_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_keyword_links" ADD CONSTRAINT "contact_keyword_links_contact_id_customer_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."customer_contacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_keyword_links" ADD CONSTRAINT "contact_keyword_links_keyword_id_keywords_id_fk" FOREIGN KEY ("keyword_id") REFERENCES "public"."keywords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_role_links" ADD CONSTRAINT "contact_role_links_contact_id_customer_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."customer_contacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_role_links" ADD CONSTRAINT "contact_role_links_role_id_contact_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."contact_roles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailing_lists" ADD CONSTRAINT "mailing_lists_owner_id_employees_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "blob_chunks" ADD CONSTRAINT "blob_chunks_blob_id_blobs_id_fk" FOREIGN KEY ("blob_id") REFERENCES "public"."blobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_contact_id_customer_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."customer_contacts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_blob_id_blobs_id_fk" FOREIGN KEY ("blob_id") REFERENCES "public"."blobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_created_by_employees_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_updated_by_employees_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_relations" ADD CONSTRAINT "customer_relations_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_relations" ADD CONSTRAINT "customer_relations_related_id_customers_id_fk" FOREIGN KEY ("related_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_segments" ADD CONSTRAINT "customer_segments_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_segments" ADD CONSTRAINT "customer_segments_segment_id_segments_id_fk" FOREIGN KEY ("segment_id") REFERENCES "public"."segments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_tags" ADD CONSTRAINT "customer_tags_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_tags" ADD CONSTRAINT "customer_tags_tag_id_tags_id_fk" FOREIGN KEY ("tag_id") REFERENCES "public"."tags"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segments" ADD CONSTRAINT "segments_segment_group_id_segment_groups_id_fk" FOREIGN KEY ("segment_group_id") REFERENCES "public"."segment_groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "special_group_members" ADD CONSTRAINT "special_group_members_special_group_id_special_groups_id_fk" FOREIGN KEY ("special_group_id") REFERENCES "public"."special_groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "special_group_members" ADD CONSTRAINT "special_group_members_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "special_groups" ADD CONSTRAINT "special_groups_created_by_employees_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "special_groups" ADD CONSTRAINT "special_groups_updated_by_employees_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_participants" ADD CONSTRAINT "project_participants_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_participants" ADD CONSTRAINT "project_participants_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_tasks" ADD CONSTRAINT "project_tasks_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_tasks" ADD CONSTRAINT "project_tasks_assignee_id_employees_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_tasks" ADD CONSTRAINT "project_tasks_created_by_employees_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_manager_id_employees_id_fk" FOREIGN KEY ("manager_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_contact_id_customer_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."customer_contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_created_by_employees_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_updated_by_employees_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_cases" ADD CONSTRAINT "sales_cases_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_cases" ADD CONSTRAINT "sales_cases_status_id_sales_statuses_id_fk" FOREIGN KEY ("status_id") REFERENCES "public"."sales_statuses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_cases" ADD CONSTRAINT "sales_cases_owner_id_employees_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_cases" ADD CONSTRAINT "sales_cases_contact_id_customer_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."customer_contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_cases" ADD CONSTRAINT "sales_cases_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_cases" ADD CONSTRAINT "sales_cases_created_by_employees_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_cases" ADD CONSTRAINT "sales_cases_updated_by_employees_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activities_customer" ON "activities" USING btree ("customer_id","completed_at");--> statement-breakpoint
CREATE INDEX "activities_owner" ON "activities" USING btree ("owner_id") WHERE "activities"."completed_at" is null;--> statement-breakpoint
CREATE INDEX "activities_project" ON "activities" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "activities_sales_case" ON "activities" USING btree ("sales_case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "activity_participants_employee_once" ON "activity_participants" USING btree ("activity_id","employee_id");--> statement-breakpoint
CREATE UNIQUE INDEX "activity_participants_contact_once" ON "activity_participants" USING btree ("activity_id","contact_id");--> statement-breakpoint
CREATE INDEX "activity_participants_employee" ON "activity_participants" USING btree ("employee_id");--> statement-breakpoint
CREATE INDEX "activity_participants_contact" ON "activity_participants" USING btree ("contact_id");--> statement-breakpoint
CREATE UNIQUE INDEX "activity_types_code_unique" ON "activity_types" USING btree (lower("code"));--> statement-breakpoint
CREATE UNIQUE INDEX "activity_types_default_unique" ON "activity_types" USING btree ("kind") WHERE "activity_types"."is_default";--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_employee_unique" ON "calendar_feeds" USING btree ("employee_id");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_token_unique" ON "calendar_feeds" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "billing_organisation_unique" ON "billing" USING btree ((1)) WHERE "billing"."group_id" is null and "billing"."customer_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "billing_group_unique" ON "billing" USING btree ("group_id");--> statement-breakpoint
CREATE UNIQUE INDEX "billing_customer_unique" ON "billing" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "billing_contact" ON "billing" USING btree ("billing_contact_id");--> statement-breakpoint
CREATE INDEX "billing_customer_payer" ON "billing" USING btree ("billing_customer_id");--> statement-breakpoint
CREATE INDEX "contact_keyword_links_keyword" ON "contact_keyword_links" USING btree ("keyword_id","contact_id");--> statement-breakpoint
CREATE INDEX "contact_role_links_role" ON "contact_role_links" USING btree ("role_id","contact_id");--> statement-breakpoint
CREATE UNIQUE INDEX "keywords_name_unique" ON "keywords" USING btree (lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "mailing_lists_name_unique" ON "mailing_lists" USING btree ("owner_id",lower("name"));--> statement-breakpoint
CREATE INDEX "files_customer" ON "files" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "files_project" ON "files" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "files_contact" ON "files" USING btree ("contact_id");--> statement-breakpoint
CREATE UNIQUE INDEX "files_blob_unique" ON "files" USING btree ("blob_id");--> statement-breakpoint
CREATE UNIQUE INDEX "company_groups_name_unique" ON "company_groups" USING btree (lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "customer_relations_once" ON "customer_relations" USING btree ("customer_id","related_id","kind");--> statement-breakpoint
CREATE INDEX "customer_relations_related" ON "customer_relations" USING btree ("related_id");--> statement-breakpoint
CREATE INDEX "customer_segments_segment" ON "customer_segments" USING btree ("segment_id","customer_id");--> statement-breakpoint
CREATE INDEX "customer_tags_tag" ON "customer_tags" USING btree ("tag_id","customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "segment_groups_name_unique" ON "segment_groups" USING btree (lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "segments_name_unique" ON "segments" USING btree ("segment_group_id",lower("name"));--> statement-breakpoint
CREATE INDEX "special_group_members_customer" ON "special_group_members" USING btree ("customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "special_groups_name_unique" ON "special_groups" USING btree (lower("name")) WHERE "special_groups"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "tags_name_unique" ON "tags" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "project_participants_employee" ON "project_participants" USING btree ("employee_id");--> statement-breakpoint
CREATE INDEX "project_tasks_project" ON "project_tasks" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "project_tasks_assignee" ON "project_tasks" USING btree ("assignee_id");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_number_unique" ON "projects" USING btree ("number");--> statement-breakpoint
CREATE INDEX "projects_customer" ON "projects" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "projects_manager" ON "projects" USING btree ("manager_id");--> statement-breakpoint
CREATE INDEX "projects_contact" ON "projects" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "sales_cases_customer" ON "sales_cases" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "sales_cases_owner" ON "sales_cases" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "sales_cases_contact" ON "sales_cases" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "sales_cases_project" ON "sales_cases" USING btree ("project_id");--> statement-breakpoint
ALTER TABLE "customer_contacts" ADD CONSTRAINT "customer_contacts_address_id_addresses_id_fk" FOREIGN KEY ("address_id") REFERENCES "public"."addresses"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_company_group_id_company_groups_id_fk" FOREIGN KEY ("company_group_id") REFERENCES "public"."company_groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "customer_contacts_address" ON "customer_contacts" USING btree ("address_id");--> statement-breakpoint
CREATE UNIQUE INDEX "customer_contacts_person_once" ON "customer_contacts" USING btree ("customer_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "customer_contacts_primary_unique" ON "customer_contacts" USING btree ("customer_id") WHERE "customer_contacts"."is_primary";--> statement-breakpoint
CREATE INDEX "customers_company_group" ON "customers" USING btree ("company_group_id");--> statement-breakpoint
CREATE INDEX "events_customer" ON "events" USING btree ("customer_id","id");--> statement-breakpoint
ALTER TABLE "addresses" ADD CONSTRAINT "addresses_purposes_known" CHECK ("addresses"."purposes" <@ array['visiting', 'postal', 'billing', 'delivery']);--> statement-breakpoint
ALTER TABLE "customer_contacts" ADD CONSTRAINT "customer_contacts_satisfaction_range" CHECK ("customer_contacts"."satisfaction" between 1 and 5);--> statement-breakpoint
ALTER TABLE "persons" ADD CONSTRAINT "persons_erased_empty" CHECK ("persons"."erased_at" is null or coalesce("persons"."first_name", "persons"."last_name", "persons"."salutation", "persons"."language", "persons"."birth_date"::text) is null);--> statement-breakpoint
ALTER TABLE "persons" ADD CONSTRAINT "persons_named" CHECK ("persons"."erased_at" is not null or coalesce("persons"."first_name", '') <> '' or coalesce("persons"."last_name", '') <> '');--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_industry_code" CHECK ("customers"."industry_code" ~ '^[0-9]{2,5}$');--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_revenue_positive" CHECK ("customers"."annual_revenue" >= 0);--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_staff_positive" CHECK ("customers"."staff" >= 0);