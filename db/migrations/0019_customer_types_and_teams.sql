ALTER TABLE "teams" ADD COLUMN "disabled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "customer_types_fi_unique" ON "customer_types" USING btree (lower("names" ->> 'fi'));--> statement-breakpoint
CREATE UNIQUE INDEX "customer_types_sv_unique" ON "customer_types" USING btree (lower("names" ->> 'sv'));--> statement-breakpoint
CREATE UNIQUE INDEX "customer_types_nl_unique" ON "customer_types" USING btree (lower("names" ->> 'nl'));--> statement-breakpoint
CREATE UNIQUE INDEX "customer_types_en_unique" ON "customer_types" USING btree (lower("names" ->> 'en'));--> statement-breakpoint
ALTER TABLE "customer_types" ADD CONSTRAINT "customer_types_offered" CHECK ("customer_types"."disabled_at" is null or ("customer_types"."built_in" is null and not "customer_types"."default_customer"
        and not "customer_types"."default_subcontractor" and not "customer_types"."default_consumer"));--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_name_present" CHECK ("teams"."name" <> '');