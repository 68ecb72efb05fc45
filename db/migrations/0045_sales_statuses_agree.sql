-- Ett försäljningsprojekt: a status agrees with it.
UPDATE sales_statuses SET names = names || '{"sv":"Vunnet"}' WHERE names->>'sv' = 'Vunnen';--> statement-breakpoint
UPDATE sales_statuses SET names = names || '{"sv":"Förlorat"}' WHERE names->>'sv' = 'Förlorad';
