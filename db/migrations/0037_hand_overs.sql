CREATE TABLE "hand_overs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "hand_overs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"from_id" bigint NOT NULL,
	"to_id" bigint NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"undated" jsonb NOT NULL,
	"count" integer NOT NULL,
	"change_id" bigint,
	"carried_out_at" timestamp with time zone,
	"owners_change_id" bigint,
	"moved" jsonb,
	"taken_back_at" timestamp with time zone,
	"taken_back_by" bigint,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"made_by" bigint NOT NULL,
	CONSTRAINT "hand_overs_two" CHECK ("hand_overs"."from_id" <> "hand_overs"."to_id"),
	CONSTRAINT "hand_overs_period" CHECK ("hand_overs"."starts_on" <= "hand_overs"."ends_on")
);
--> statement-breakpoint
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_from_id_employees_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_to_id_employees_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_change_id_responsibility_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."responsibility_changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_owners_change_id_responsibility_changes_id_fk" FOREIGN KEY ("owners_change_id") REFERENCES "public"."responsibility_changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_taken_back_by_employees_id_fk" FOREIGN KEY ("taken_back_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_made_by_employees_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "hand_overs_made" ON "hand_overs" USING btree ("made_at");--> statement-breakpoint
CREATE INDEX "hand_overs_due" ON "hand_overs" USING btree ("starts_on") WHERE "hand_overs"."carried_out_at" is null and "hand_overs"."taken_back_at" is null;