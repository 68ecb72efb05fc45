ALTER TABLE "special_groups" ADD COLUMN "disabled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "activity_types_fi_unique" ON "activity_types" USING btree ("kind",lower("names" ->> 'fi'));--> statement-breakpoint
CREATE UNIQUE INDEX "activity_types_sv_unique" ON "activity_types" USING btree ("kind",lower("names" ->> 'sv'));--> statement-breakpoint
CREATE UNIQUE INDEX "activity_types_nl_unique" ON "activity_types" USING btree ("kind",lower("names" ->> 'nl'));--> statement-breakpoint
CREATE UNIQUE INDEX "activity_types_en_unique" ON "activity_types" USING btree ("kind",lower("names" ->> 'en'));--> statement-breakpoint
CREATE UNIQUE INDEX "contact_roles_fi_unique" ON "contact_roles" USING btree (lower("names" ->> 'fi'));--> statement-breakpoint
CREATE UNIQUE INDEX "contact_roles_sv_unique" ON "contact_roles" USING btree (lower("names" ->> 'sv'));--> statement-breakpoint
CREATE UNIQUE INDEX "contact_roles_nl_unique" ON "contact_roles" USING btree (lower("names" ->> 'nl'));--> statement-breakpoint
CREATE UNIQUE INDEX "contact_roles_en_unique" ON "contact_roles" USING btree (lower("names" ->> 'en'));--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_contact_fields_known" CHECK ("settings"."required_contact_fields" <@ array['title', 'email', 'phone', 'mobile', 'language', 'role']);