CREATE TABLE "jobs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "jobs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"employee_id" bigint,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer NOT NULL,
	"problem" text,
	"leased_until" timestamp with time zone,
	"resume_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "jobs_kind_known" CHECK ("jobs"."kind" in ('registryCheck')),
	CONSTRAINT "jobs_status_known" CHECK ("jobs"."status" in ('open', 'done', 'stopped', 'failed')),
	CONSTRAINT "jobs_progress" CHECK ("jobs"."done" between 0 and "jobs"."total"),
	CONSTRAINT "jobs_ended" CHECK (("jobs"."status" = 'open') = ("jobs"."ended_at" is null))
);
--> statement-breakpoint
CREATE TABLE "registry_answers" (
	"register" text NOT NULL,
	"question" text NOT NULL,
	"answer" jsonb NOT NULL,
	"fetched_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "registry_answers_pkey" PRIMARY KEY("register","question")
);
--> statement-breakpoint
CREATE TABLE "registry_check_items" (
	"job_id" bigint NOT NULL,
	"customer_id" bigint NOT NULL,
	"outcome" text,
	"tries" smallint DEFAULT 0 NOT NULL,
	CONSTRAINT "registry_check_items_pkey" PRIMARY KEY("job_id","customer_id"),
	CONSTRAINT "registry_check_items_outcome_known" CHECK ("registry_check_items"."outcome" in ('same', 'differs', 'notFound', 'invalidId', 'failed', 'skipped')),
	CONSTRAINT "registry_check_items_tries" CHECK ("registry_check_items"."tries" >= 0)
);
--> statement-breakpoint
CREATE TABLE "registry_comparisons" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "registry_comparisons_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"customer_id" bigint NOT NULL,
	"asked_by" bigint,
	"job_id" bigint,
	"register" text NOT NULL,
	"record" jsonb NOT NULL,
	"fetched_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"differing" text[] DEFAULT '{}' NOT NULL,
	"queued" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" bigint,
	"closed_as" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "registry_comparisons_closed" CHECK (("registry_comparisons"."closed_at" is null) = ("registry_comparisons"."closed_as" is null)),
	CONSTRAINT "registry_comparisons_closed_as" CHECK ("registry_comparisons"."closed_as" in ('updated', 'kept', 'replaced')),
	CONSTRAINT "registry_comparisons_status_known" CHECK ("registry_comparisons"."status" in ('active', 'restructuring', 'liquidation', 'bankrupt', 'ceased', 'removed'))
);
--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "company_form" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "business_status" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "business_status_on" date;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "registers" text[] DEFAULT '{prh,brreg}' NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "registry_monthly" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registry_check_items" ADD CONSTRAINT "registry_check_items_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registry_check_items" ADD CONSTRAINT "registry_check_items_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registry_comparisons" ADD CONSTRAINT "registry_comparisons_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registry_comparisons" ADD CONSTRAINT "registry_comparisons_asked_by_employees_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registry_comparisons" ADD CONSTRAINT "registry_comparisons_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registry_comparisons" ADD CONSTRAINT "registry_comparisons_closed_by_employees_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "jobs_open" ON "jobs" USING btree ("id") WHERE "jobs"."status" = 'open';--> statement-breakpoint
CREATE INDEX "jobs_employee" ON "jobs" USING btree ("employee_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_scheduled_once" ON "jobs" USING btree ("kind",("facts" ->> 'month')) WHERE "jobs"."employee_id" is null;--> statement-breakpoint
CREATE INDEX "registry_answers_expires" ON "registry_answers" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "registry_check_items_customer" ON "registry_check_items" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "registry_check_items_waiting" ON "registry_check_items" USING btree ("job_id","customer_id") WHERE "registry_check_items"."outcome" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "registry_comparisons_queued_once" ON "registry_comparisons" USING btree ("customer_id") WHERE "registry_comparisons"."queued" and "registry_comparisons"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "registry_comparisons_customer" ON "registry_comparisons" USING btree ("customer_id","id");--> statement-breakpoint
CREATE INDEX "registry_comparisons_created" ON "registry_comparisons" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "customers_business_status" ON "customers" USING btree ("business_status") WHERE "customers"."business_status" <> 'active';--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_form_length" CHECK ("customers"."company_form" <> '' and length("customers"."company_form") <= 60);--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_status_known" CHECK ("customers"."business_status" in ('active', 'restructuring', 'liquidation', 'bankrupt', 'ceased', 'removed'));--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_status_day" CHECK ("customers"."business_status_on" is null or "customers"."business_status" is not null);