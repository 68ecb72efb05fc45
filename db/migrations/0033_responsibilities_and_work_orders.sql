CREATE TABLE "saved_reports" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "saved_reports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"owner_id" bigint NOT NULL,
	"is_shared" boolean DEFAULT false NOT NULL,
	"filter" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "saved_reports_name_present" CHECK ("saved_reports"."name" <> '')
);
--> statement-breakpoint
CREATE TABLE "responsibility_change_lines" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "responsibility_change_lines_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"change_id" bigint NOT NULL,
	"customer_id" bigint,
	"project_id" bigint,
	"employee_id" bigint,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	CONSTRAINT "responsibility_change_lines_one" CHECK (num_nonnulls("responsibility_change_lines"."customer_id", "responsibility_change_lines"."project_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "responsibility_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "responsibility_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"made_by" bigint NOT NULL,
	"undone_at" timestamp with time zone,
	"undone_by" bigint,
	CONSTRAINT "responsibility_changes_kind_known" CHECK ("responsibility_changes"."kind" in ('cell', 'bulk', 'import', 'handOver', 'undo'))
);
--> statement-breakpoint
CREATE TABLE "customer_roles" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "customer_roles_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"names" jsonb NOT NULL,
	"letter" text NOT NULL,
	"colour" text DEFAULT 'blue' NOT NULL,
	"level" text,
	"is_required" boolean DEFAULT false NOT NULL,
	"is_shown" boolean DEFAULT false NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"disabled_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "customer_roles_named" CHECK ("customer_roles"."names" <> '{}'::jsonb),
	CONSTRAINT "customer_roles_letter_short" CHECK (length("customer_roles"."letter") between 1 and 2),
	CONSTRAINT "customer_roles_colour_known" CHECK ("customer_roles"."colour" in ('blue', 'green', 'ochre', 'plum', 'violet', 'rust')),
	CONSTRAINT "customer_roles_level_known" CHECK ("customer_roles"."level" in ('accountable', 'responsible', 'consulted', 'informed'))
);
--> statement-breakpoint
CREATE TABLE "project_roles" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "project_roles_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"names" jsonb NOT NULL,
	"letter" text NOT NULL,
	"colour" text DEFAULT 'blue' NOT NULL,
	"level" text,
	"is_required" boolean DEFAULT false NOT NULL,
	"is_shown" boolean DEFAULT false NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"disabled_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "project_roles_named" CHECK ("project_roles"."names" <> '{}'::jsonb),
	CONSTRAINT "project_roles_letter_short" CHECK (length("project_roles"."letter") between 1 and 2),
	CONSTRAINT "project_roles_colour_known" CHECK ("project_roles"."colour" in ('blue', 'green', 'ochre', 'plum', 'violet', 'rust')),
	CONSTRAINT "project_roles_level_known" CHECK ("project_roles"."level" in ('accountable', 'responsible', 'consulted', 'informed'))
);
--> statement-breakpoint
CREATE TABLE "customer_work_orders" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "customer_work_orders_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"work_order_id" bigint NOT NULL,
	"customer_id" bigint NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"assignee_id" bigint,
	"due_on" date,
	"note" text,
	"completed_at" timestamp with time zone,
	"completed_by" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" bigint,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "customer_work_orders_status_known" CHECK ("customer_work_orders"."status" in ('open', 'inProgress', 'done', 'cancelled')),
	CONSTRAINT "customer_work_orders_completed" CHECK (("customer_work_orders"."status" = 'done') = ("customer_work_orders"."completed_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "work_order_people" (
	"work_order_id" bigint NOT NULL,
	"employee_id" bigint NOT NULL,
	CONSTRAINT "work_order_people_pkey" PRIMARY KEY("work_order_id","employee_id")
);
--> statement-breakpoint
CREATE TABLE "work_order_template_people" (
	"template_id" bigint NOT NULL,
	"employee_id" bigint NOT NULL,
	CONSTRAINT "work_order_template_people_pkey" PRIMARY KEY("template_id","employee_id")
);
--> statement-breakpoint
CREATE TABLE "work_order_templates" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "work_order_templates_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"title" text NOT NULL,
	"description" text,
	"visibility" text DEFAULT 'everyone' NOT NULL,
	"role_id" bigint,
	"team_id" bigint,
	"assign_to" text DEFAULT 'nobody' NOT NULL,
	"assignee_id" bigint,
	"due_in_days" integer,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" bigint,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "work_order_templates_name_present" CHECK ("work_order_templates"."name" <> ''),
	CONSTRAINT "work_order_templates_title_present" CHECK ("work_order_templates"."title" <> ''),
	CONSTRAINT "work_order_templates_visibility_known" CHECK ("work_order_templates"."visibility" in ('everyone', 'responsibles', 'role', 'people', 'team')),
	CONSTRAINT "work_order_templates_role_said" CHECK (("work_order_templates"."visibility" = 'role') = ("work_order_templates"."role_id" is not null)),
	CONSTRAINT "work_order_templates_team_said" CHECK (("work_order_templates"."visibility" = 'team') = ("work_order_templates"."team_id" is not null)),
	CONSTRAINT "work_order_templates_assign_known" CHECK ("work_order_templates"."assign_to" in ('nobody', 'employee', 'owner')),
	CONSTRAINT "work_order_templates_assignee_said" CHECK (("work_order_templates"."assign_to" = 'employee') = ("work_order_templates"."assignee_id" is not null)),
	CONSTRAINT "work_order_templates_due_range" CHECK ("work_order_templates"."due_in_days" between 0 and 3650)
);
--> statement-breakpoint
CREATE TABLE "work_orders" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "work_orders_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"title" text NOT NULL,
	"description" text,
	"visibility" text DEFAULT 'everyone' NOT NULL,
	"role_id" bigint,
	"team_id" bigint,
	"assign_to" text DEFAULT 'nobody' NOT NULL,
	"assignee_id" bigint,
	"due_on" date,
	"template_id" bigint,
	"group_id" bigint,
	"special_group_id" bigint,
	"follows_members" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" bigint,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "work_orders_title_present" CHECK ("work_orders"."title" <> ''),
	CONSTRAINT "work_orders_visibility_known" CHECK ("work_orders"."visibility" in ('everyone', 'responsibles', 'role', 'people', 'team')),
	CONSTRAINT "work_orders_role_said" CHECK (("work_orders"."visibility" = 'role') = ("work_orders"."role_id" is not null)),
	CONSTRAINT "work_orders_team_said" CHECK (("work_orders"."visibility" = 'team') = ("work_orders"."team_id" is not null)),
	CONSTRAINT "work_orders_assign_known" CHECK ("work_orders"."assign_to" in ('nobody', 'employee', 'owner')),
	CONSTRAINT "work_orders_assignee_said" CHECK (("work_orders"."assign_to" = 'employee') = ("work_orders"."assignee_id" is not null)),
	CONSTRAINT "work_orders_one_group" CHECK (num_nonnulls("work_orders"."group_id", "work_orders"."special_group_id") <= 1),
	CONSTRAINT "work_orders_follows_group" CHECK (not "work_orders"."follows_members" or num_nonnulls("work_orders"."group_id", "work_orders"."special_group_id") = 1)
);
--> statement-breakpoint
ALTER TABLE "project_participants" DROP CONSTRAINT "project_participants_pkey";--> statement-breakpoint
ALTER TABLE "project_participants" ADD COLUMN "id" bigint PRIMARY KEY NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "project_participants_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1);--> statement-breakpoint
ALTER TABLE "project_participants" ADD COLUMN "role_id" bigint;--> statement-breakpoint
ALTER TABLE "project_participants" ADD COLUMN "valid_from" date;--> statement-breakpoint
ALTER TABLE "project_participants" ADD COLUMN "valid_to" date;--> statement-breakpoint
ALTER TABLE "project_participants" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "project_participants" ADD COLUMN "created_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "project_participants" ADD COLUMN "created_by" bigint;--> statement-breakpoint
ALTER TABLE "responsibilities" ADD COLUMN "role_id" bigint;--> statement-breakpoint
ALTER TABLE "saved_reports" ADD CONSTRAINT "saved_reports_owner_id_employees_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responsibility_change_lines" ADD CONSTRAINT "responsibility_change_lines_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responsibility_change_lines" ADD CONSTRAINT "responsibility_change_lines_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responsibility_change_lines" ADD CONSTRAINT "responsibility_change_lines_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responsibility_change_lines" ADD CONSTRAINT "responsibility_change_lines_change_fk" FOREIGN KEY ("change_id") REFERENCES "public"."responsibility_changes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responsibility_changes" ADD CONSTRAINT "responsibility_changes_made_by_employees_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responsibility_changes" ADD CONSTRAINT "responsibility_changes_undone_by_employees_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_work_orders" ADD CONSTRAINT "customer_work_orders_work_order_id_work_orders_id_fk" FOREIGN KEY ("work_order_id") REFERENCES "public"."work_orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_work_orders" ADD CONSTRAINT "customer_work_orders_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_work_orders" ADD CONSTRAINT "customer_work_orders_assignee_id_employees_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_work_orders" ADD CONSTRAINT "customer_work_orders_completed_by_employees_id_fk" FOREIGN KEY ("completed_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_work_orders" ADD CONSTRAINT "customer_work_orders_created_by_employees_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_work_orders" ADD CONSTRAINT "customer_work_orders_updated_by_employees_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order_people" ADD CONSTRAINT "work_order_people_work_order_id_work_orders_id_fk" FOREIGN KEY ("work_order_id") REFERENCES "public"."work_orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order_people" ADD CONSTRAINT "work_order_people_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order_template_people" ADD CONSTRAINT "work_order_template_people_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order_template_people" ADD CONSTRAINT "work_order_template_people_template_fk" FOREIGN KEY ("template_id") REFERENCES "public"."work_order_templates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order_templates" ADD CONSTRAINT "work_order_templates_role_id_customer_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."customer_roles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order_templates" ADD CONSTRAINT "work_order_templates_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order_templates" ADD CONSTRAINT "work_order_templates_assignee_id_employees_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order_templates" ADD CONSTRAINT "work_order_templates_created_by_employees_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order_templates" ADD CONSTRAINT "work_order_templates_updated_by_employees_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_orders" ADD CONSTRAINT "work_orders_role_id_customer_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."customer_roles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_orders" ADD CONSTRAINT "work_orders_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_orders" ADD CONSTRAINT "work_orders_assignee_id_employees_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_orders" ADD CONSTRAINT "work_orders_template_id_work_order_templates_id_fk" FOREIGN KEY ("template_id") REFERENCES "public"."work_order_templates"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_orders" ADD CONSTRAINT "work_orders_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_orders" ADD CONSTRAINT "work_orders_special_group_id_special_groups_id_fk" FOREIGN KEY ("special_group_id") REFERENCES "public"."special_groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_orders" ADD CONSTRAINT "work_orders_created_by_employees_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_orders" ADD CONSTRAINT "work_orders_updated_by_employees_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_reports_name_unique" ON "saved_reports" USING btree ("owner_id",lower("name"));--> statement-breakpoint
CREATE INDEX "responsibility_change_lines_change" ON "responsibility_change_lines" USING btree ("change_id");--> statement-breakpoint
CREATE INDEX "responsibility_change_lines_customer" ON "responsibility_change_lines" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "responsibility_change_lines_project" ON "responsibility_change_lines" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "responsibility_changes_made" ON "responsibility_changes" USING btree ("made_by","made_at");--> statement-breakpoint
CREATE UNIQUE INDEX "customer_roles_fi_unique" ON "customer_roles" USING btree (lower("names" ->> 'fi'));--> statement-breakpoint
CREATE UNIQUE INDEX "customer_roles_sv_unique" ON "customer_roles" USING btree (lower("names" ->> 'sv'));--> statement-breakpoint
CREATE UNIQUE INDEX "customer_roles_nl_unique" ON "customer_roles" USING btree (lower("names" ->> 'nl'));--> statement-breakpoint
CREATE UNIQUE INDEX "customer_roles_en_unique" ON "customer_roles" USING btree (lower("names" ->> 'en'));--> statement-breakpoint
CREATE UNIQUE INDEX "customer_roles_letter_unique" ON "customer_roles" USING btree (upper("letter"));--> statement-breakpoint
CREATE UNIQUE INDEX "project_roles_fi_unique" ON "project_roles" USING btree (lower("names" ->> 'fi'));--> statement-breakpoint
CREATE UNIQUE INDEX "project_roles_sv_unique" ON "project_roles" USING btree (lower("names" ->> 'sv'));--> statement-breakpoint
CREATE UNIQUE INDEX "project_roles_nl_unique" ON "project_roles" USING btree (lower("names" ->> 'nl'));--> statement-breakpoint
CREATE UNIQUE INDEX "project_roles_en_unique" ON "project_roles" USING btree (lower("names" ->> 'en'));--> statement-breakpoint
CREATE UNIQUE INDEX "project_roles_letter_unique" ON "project_roles" USING btree (upper("letter"));--> statement-breakpoint
CREATE UNIQUE INDEX "customer_work_orders_once" ON "customer_work_orders" USING btree ("work_order_id","customer_id");--> statement-breakpoint
CREATE INDEX "customer_work_orders_customer" ON "customer_work_orders" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "customer_work_orders_assignee" ON "customer_work_orders" USING btree ("assignee_id","status");--> statement-breakpoint
CREATE INDEX "customer_work_orders_due" ON "customer_work_orders" USING btree ("due_on","id");--> statement-breakpoint
CREATE INDEX "work_order_people_employee" ON "work_order_people" USING btree ("employee_id");--> statement-breakpoint
CREATE UNIQUE INDEX "work_order_templates_name_unique" ON "work_order_templates" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "work_orders_group" ON "work_orders" USING btree ("group_id") WHERE "work_orders"."follows_members";--> statement-breakpoint
CREATE INDEX "work_orders_special_group" ON "work_orders" USING btree ("special_group_id") WHERE "work_orders"."follows_members";--> statement-breakpoint
CREATE INDEX "work_orders_created_by" ON "work_orders" USING btree ("created_by");--> statement-breakpoint
ALTER TABLE "project_participants" ADD CONSTRAINT "project_participants_role_id_project_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."project_roles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_participants" ADD CONSTRAINT "project_participants_created_by_employees_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responsibilities" ADD CONSTRAINT "responsibilities_role_id_customer_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."customer_roles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "project_participants_project" ON "project_participants" USING btree ("project_id","employee_id");--> statement-breakpoint
CREATE INDEX "project_participants_role" ON "project_participants" USING btree ("role_id") WHERE "project_participants"."role_id" is not null;--> statement-breakpoint
CREATE INDEX "responsibilities_role" ON "responsibilities" USING btree ("role_id") WHERE "responsibilities"."role_id" is not null;--> statement-breakpoint
ALTER TABLE "project_participants" ADD CONSTRAINT "project_participants_period" CHECK ("project_participants"."valid_from" <= "project_participants"."valid_to");