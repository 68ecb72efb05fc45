CREATE TABLE "used_project_numbers" (
	"number" text PRIMARY KEY NOT NULL,
	"project_id" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "used_project_numbers_counted" ON "used_project_numbers" USING btree ((substr("number", 3)::bigint)) WHERE "used_project_numbers"."number" ~ '^P-[0-9]{1,12}$';--> statement-breakpoint
INSERT INTO used_project_numbers (number, project_id) SELECT number, id FROM projects;--> statement-breakpoint
CREATE FUNCTION projects_number_used() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO used_project_numbers (number, project_id) VALUES (NEW.number, NEW.id) ON CONFLICT (number) DO NOTHING;
  IF EXISTS (SELECT FROM used_project_numbers WHERE number = NEW.number AND project_id <> NEW.id) THEN
    RAISE EXCEPTION 'project number % was in use before', NEW.number
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'projects_number_used', TABLE = 'projects';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER projects_number_given AFTER INSERT OR UPDATE OF number ON projects
  FOR EACH ROW EXECUTE FUNCTION projects_number_used();
