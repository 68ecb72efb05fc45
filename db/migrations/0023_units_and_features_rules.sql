-- A unit is never its own main unit, however many steps up ------------------------------------------------------------
-- One at a time: two people who tie two customers to each other at once would else both see no ring.
CREATE FUNCTION customers_units_ring() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('customers.parent_id'));
  IF EXISTS (
    WITH RECURSIVE above AS (
      SELECT parent_id FROM customers WHERE id = NEW.parent_id
      UNION
      SELECT c.parent_id FROM customers c JOIN above a ON c.id = a.parent_id)
    SELECT FROM above WHERE parent_id = NEW.id) THEN
    RAISE EXCEPTION 'customer % would be a sub unit of itself', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'customers_units_ring', TABLE = 'customers';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER customers_units_ring AFTER UPDATE OF parent_id ON customers FOR EACH ROW
  WHEN (NEW.parent_id IS NOT NULL AND NEW.parent_id IS DISTINCT FROM OLD.parent_id)
  EXECUTE FUNCTION customers_units_ring();--> statement-breakpoint

-- Where there are several companies already, they stay in use ------------------------------------------------------------
UPDATE settings SET features = features || '{multiCompany}' WHERE (SELECT count(*) FROM companies) > 1;
