CREATE TABLE "custom_values" (
	"field_id" bigint NOT NULL,
	"value" text COLLATE "C" NOT NULL,
	"customer_id" bigint NOT NULL,
	CONSTRAINT "custom_values_pkey" PRIMARY KEY("field_id","customer_id","value")
);
--> statement-breakpoint
DROP INDEX "customers_custom";--> statement-breakpoint
DROP INDEX "custom_fields_integration_unique";--> statement-breakpoint
DROP INDEX "custom_fields_fi_unique";--> statement-breakpoint
DROP INDEX "custom_fields_sv_unique";--> statement-breakpoint
DROP INDEX "custom_fields_nl_unique";--> statement-breakpoint
DROP INDEX "custom_fields_en_unique";--> statement-breakpoint
DROP INDEX "custom_options_fi_unique";--> statement-breakpoint
DROP INDEX "custom_options_sv_unique";--> statement-breakpoint
DROP INDEX "custom_options_nl_unique";--> statement-breakpoint
DROP INDEX "custom_options_en_unique";--> statement-breakpoint
ALTER TABLE "custom_fields" ADD COLUMN "help" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "custom_fields" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "custom_options" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "custom_fields_integration_unique" ON "custom_fields" USING btree ("integration_id") WHERE "custom_fields"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "custom_fields_fi_unique" ON "custom_fields" USING btree (lower("names" ->> 'fi')) WHERE "custom_fields"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "custom_fields_sv_unique" ON "custom_fields" USING btree (lower("names" ->> 'sv')) WHERE "custom_fields"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "custom_fields_nl_unique" ON "custom_fields" USING btree (lower("names" ->> 'nl')) WHERE "custom_fields"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "custom_fields_en_unique" ON "custom_fields" USING btree (lower("names" ->> 'en')) WHERE "custom_fields"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "custom_options_fi_unique" ON "custom_options" USING btree ("field_id",lower("names" ->> 'fi')) WHERE "custom_options"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "custom_options_sv_unique" ON "custom_options" USING btree ("field_id",lower("names" ->> 'sv')) WHERE "custom_options"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "custom_options_nl_unique" ON "custom_options" USING btree ("field_id",lower("names" ->> 'nl')) WHERE "custom_options"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "custom_options_en_unique" ON "custom_options" USING btree ("field_id",lower("names" ->> 'en')) WHERE "custom_options"."deleted_at" is null;