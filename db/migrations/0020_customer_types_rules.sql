-- There is always exactly one default of each sort, and both types that come with the product stay --------------------
CREATE FUNCTION customer_types_required() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (SELECT bool_or(default_customer) AND bool_or(default_subcontractor) AND bool_or(default_consumer)
      AND count(built_in) = 2 FROM customer_types) THEN
    RAISE EXCEPTION 'a default or built-in customer type is missing'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'customer_types_required', TABLE = 'customer_types';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER customer_types_required AFTER UPDATE OR DELETE ON customer_types
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION customer_types_required();
