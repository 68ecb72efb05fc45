CREATE TABLE "import_drafts" (
	"import_id" bigint NOT NULL,
	"line" integer NOT NULL,
	"made_by" text NOT NULL,
	"judged" jsonb NOT NULL,
	CONSTRAINT "import_drafts_pkey" PRIMARY KEY("import_id","line")
);
--> statement-breakpoint
ALTER TABLE "jobs" DROP CONSTRAINT "jobs_kind_known";--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "job_id" bigint;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "checked" jsonb;--> statement-breakpoint
ALTER TABLE "import_drafts" ADD CONSTRAINT "import_drafts_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_kind_known" CHECK ("jobs"."kind" in ('registryCheck', 'importCheck', 'customerImport'));