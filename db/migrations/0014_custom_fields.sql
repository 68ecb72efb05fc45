CREATE TABLE "custom_fields" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "custom_fields_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"names" jsonb NOT NULL,
	"kind" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"on_card" boolean DEFAULT true NOT NULL,
	"on_list" boolean DEFAULT true NOT NULL,
	"on_reports" boolean DEFAULT false NOT NULL,
	"is_required" boolean DEFAULT false NOT NULL,
	"is_unique" boolean DEFAULT false NOT NULL,
	"start_value" jsonb,
	"mask" text,
	"integration_id" text,
	"disabled_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "custom_fields_named" CHECK ("custom_fields"."names" <> '{}'::jsonb),
	CONSTRAINT "custom_fields_kind_known" CHECK ("custom_fields"."kind" in ('text', 'longText', 'dropdown', 'choice', 'multiChoice', 'date', 'link', 'number', 'money', 'yesNo')),
	CONSTRAINT "custom_fields_unique_text" CHECK (not "custom_fields"."is_unique" or "custom_fields"."kind" in ('text', 'number')),
	CONSTRAINT "custom_fields_mask_text" CHECK ("custom_fields"."mask" is null or "custom_fields"."kind" = 'text')
);
--> statement-breakpoint
CREATE TABLE "custom_options" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "custom_options_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"field_id" bigint NOT NULL,
	"names" jsonb NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"disabled_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "custom_options_named" CHECK ("custom_options"."names" <> '{}'::jsonb)
);
--> statement-breakpoint
CREATE TABLE "custom_unique_values" (
	"field_id" bigint NOT NULL,
	"value" text NOT NULL,
	"customer_id" bigint NOT NULL,
	CONSTRAINT "custom_unique_values_pkey" PRIMARY KEY("field_id","value")
);
--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "custom" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "custom_options" ADD CONSTRAINT "custom_options_field_id_custom_fields_id_fk" FOREIGN KEY ("field_id") REFERENCES "public"."custom_fields"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "custom_unique_values" ADD CONSTRAINT "custom_unique_values_field_id_custom_fields_id_fk" FOREIGN KEY ("field_id") REFERENCES "public"."custom_fields"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "custom_unique_values" ADD CONSTRAINT "custom_unique_values_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "custom_fields_integration_unique" ON "custom_fields" USING btree ("integration_id");--> statement-breakpoint
CREATE INDEX "custom_options_field" ON "custom_options" USING btree ("field_id","position");--> statement-breakpoint
CREATE INDEX "custom_unique_values_customer" ON "custom_unique_values" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "customers_custom" ON "customers" USING gin ("custom" jsonb_path_ops);