-- Of one pair no two rows of the same role overlap, nor one without a role with any other: no role is the range of all.
ALTER TABLE responsibilities DROP CONSTRAINT responsibilities_overlap;--> statement-breakpoint
ALTER TABLE responsibilities ADD CONSTRAINT responsibilities_overlap
  EXCLUDE USING gist (customer_id WITH =, employee_id WITH =, int8range(role_id, role_id, '[]') WITH &&,
    daterange(valid_from, valid_to, '[]') WITH &&);--> statement-breakpoint
ALTER TABLE project_participants ADD CONSTRAINT project_participants_overlap
  EXCLUDE USING gist (project_id WITH =, employee_id WITH =, int8range(role_id, role_id, '[]') WITH &&,
    daterange(valid_from, valid_to, '[]') WITH &&);--> statement-breakpoint

-- Orders of a group that follow its members reach whoever joins later, through whatever door --------------------------
CREATE FUNCTION order_work(orders bigint[], customer bigint, owner bigint) RETURNS void LANGUAGE sql AS $$
  INSERT INTO customer_work_orders (work_order_id, customer_id, assignee_id, due_on, created_by, updated_by)
    SELECT o.id, customer, CASE o.assign_to WHEN 'employee' THEN o.assignee_id WHEN 'owner' THEN owner END,
      o.due_on, o.created_by, o.created_by
    FROM work_orders o WHERE o.id = ANY (orders)
    ON CONFLICT (work_order_id, customer_id) DO NOTHING
$$;--> statement-breakpoint

CREATE FUNCTION customers_joined_group() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE orders bigint[];
BEGIN
  SELECT array_agg(id) INTO orders FROM work_orders WHERE group_id = NEW.group_id AND follows_members;
  IF orders IS NOT NULL THEN
    PERFORM order_work(orders, NEW.id, NEW.owner_id);
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER customers_created_in_group AFTER INSERT ON customers FOR EACH ROW
  WHEN (NEW.group_id IS NOT NULL AND NEW.archived_at IS NULL) EXECUTE FUNCTION customers_joined_group();--> statement-breakpoint
CREATE TRIGGER customers_joined_group AFTER UPDATE OF group_id ON customers FOR EACH ROW
  WHEN (NEW.group_id IS NOT NULL AND NEW.group_id IS DISTINCT FROM OLD.group_id AND NEW.archived_at IS NULL)
  EXECUTE FUNCTION customers_joined_group();--> statement-breakpoint

CREATE FUNCTION special_group_members_joined() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE orders bigint[];
BEGIN
  SELECT array_agg(id) INTO orders FROM work_orders WHERE special_group_id = NEW.special_group_id AND follows_members;
  IF orders IS NOT NULL THEN
    PERFORM order_work(orders, c.id, c.owner_id) FROM customers c WHERE c.id = NEW.customer_id AND c.archived_at IS NULL;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER special_group_members_joined AFTER INSERT ON special_group_members FOR EACH ROW
  EXECUTE FUNCTION special_group_members_joined();
