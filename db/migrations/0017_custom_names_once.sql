CREATE UNIQUE INDEX "custom_fields_fi_unique" ON "custom_fields" USING btree (lower("names" ->> 'fi'));--> statement-breakpoint
CREATE UNIQUE INDEX "custom_fields_sv_unique" ON "custom_fields" USING btree (lower("names" ->> 'sv'));--> statement-breakpoint
CREATE UNIQUE INDEX "custom_fields_nl_unique" ON "custom_fields" USING btree (lower("names" ->> 'nl'));--> statement-breakpoint
CREATE UNIQUE INDEX "custom_fields_en_unique" ON "custom_fields" USING btree (lower("names" ->> 'en'));--> statement-breakpoint
CREATE UNIQUE INDEX "custom_options_fi_unique" ON "custom_options" USING btree ("field_id",lower("names" ->> 'fi'));--> statement-breakpoint
CREATE UNIQUE INDEX "custom_options_sv_unique" ON "custom_options" USING btree ("field_id",lower("names" ->> 'sv'));--> statement-breakpoint
CREATE UNIQUE INDEX "custom_options_nl_unique" ON "custom_options" USING btree ("field_id",lower("names" ->> 'nl'));--> statement-breakpoint
CREATE UNIQUE INDEX "custom_options_en_unique" ON "custom_options" USING btree ("field_id",lower("names" ->> 'en'));