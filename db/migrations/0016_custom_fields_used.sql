-- A custom field or an option that some customer has a value of stays: the values know it only by its id.
CREATE FUNCTION custom_fields_used() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM customers WHERE custom ? OLD.id::text) THEN
    RAISE EXCEPTION 'custom field % is in use', OLD.id
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'custom_fields_used_fk', TABLE = 'custom_fields';
  END IF;
  RETURN OLD;
END $$;--> statement-breakpoint
CREATE TRIGGER custom_fields_used BEFORE DELETE ON custom_fields FOR EACH ROW EXECUTE FUNCTION custom_fields_used();--> statement-breakpoint
CREATE FUNCTION custom_options_used() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM customers WHERE custom @> jsonb_build_object(OLD.field_id::text, OLD.id)
             OR custom @> jsonb_build_object(OLD.field_id::text, jsonb_build_array(OLD.id))) THEN
    RAISE EXCEPTION 'option % is in use', OLD.id
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'custom_options_used_fk', TABLE = 'custom_options';
  END IF;
  RETURN OLD;
END $$;--> statement-breakpoint
CREATE TRIGGER custom_options_used BEFORE DELETE ON custom_options FOR EACH ROW EXECUTE FUNCTION custom_options_used();
