-- What those who join later get is told on their cards too; people who have left get nothing to do.
CREATE OR REPLACE FUNCTION order_work(orders bigint[], customer bigint, owner bigint) RETURNS void LANGUAGE sql AS $$
  WITH made AS (
    INSERT INTO customer_work_orders (work_order_id, customer_id, assignee_id, due_on, created_by, updated_by)
      SELECT o.id, customer, e.id, o.due_on, o.created_by, o.created_by
      FROM work_orders o
      LEFT JOIN employees e ON e.id = CASE o.assign_to WHEN 'employee' THEN o.assignee_id WHEN 'owner' THEN owner END
        AND e.deactivated_at IS NULL AND e.profile_id IS NOT NULL
      WHERE o.id = ANY (orders)
      ON CONFLICT (work_order_id, customer_id) DO NOTHING
      RETURNING id, work_order_id, due_on, assignee_id),
  told AS (
    INSERT INTO events (action, source, subject, subject_id, subject_version, customer_id)
      SELECT 'workOrder.made', 'system', 'customer_work_orders', id, 1, customer FROM made
      RETURNING id, subject_id)
  INSERT INTO event_values (event_id, field, after)
    SELECT told.id, said.field, said.after
    FROM told
    JOIN made ON made.id = told.subject_id
    JOIN work_orders o ON o.id = made.work_order_id
    CROSS JOIN LATERAL (VALUES ('title', to_jsonb(o.title)), ('dueOn', to_jsonb(made.due_on)),
      ('assigneeId', to_jsonb(made.assignee_id))) said (field, after)
    WHERE said.after IS NOT NULL
$$;
