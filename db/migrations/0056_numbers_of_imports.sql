CREATE TABLE "import_numbers" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "import_numbers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"import_id" bigint NOT NULL,
	"group_id" bigint,
	"numbers" text[] NOT NULL
);
--> statement-breakpoint
ALTER TABLE "import_numbers" ADD CONSTRAINT "import_numbers_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_numbers" ADD CONSTRAINT "import_numbers_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "import_numbers_group_unique" ON "import_numbers" USING btree ("import_id",coalesce("group_id", 0));--> statement-breakpoint
CREATE INDEX "import_numbers_group" ON "import_numbers" USING btree ("group_id");