-- A customer joins a group only while the group is there. The shared lock makes a deletion of the group wait for the
-- saving customer, and the other way round, so that neither overlooks the other.
CREATE FUNCTION customers_group_there() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM groups WHERE id = NEW.group_id AND deleted_at IS NULL FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'group % is deleted', NEW.group_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'customers_group_there', TABLE = 'customers';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER customers_group_there_new BEFORE INSERT ON customers FOR EACH ROW
  WHEN (NEW.group_id IS NOT NULL) EXECUTE FUNCTION customers_group_there();--> statement-breakpoint
CREATE TRIGGER customers_group_there_moved BEFORE UPDATE OF group_id ON customers FOR EACH ROW
  WHEN (NEW.group_id IS NOT NULL AND NEW.group_id IS DISTINCT FROM OLD.group_id) EXECUTE FUNCTION customers_group_there();
