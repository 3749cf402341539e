-- Spreads the tables over the nodes of a Citus cluster. What is found by the id of one record is in one place: the
-- record, its links as seen from it, its history. The change log and the next id stay on the coordinator; documents
-- are on every node.

select create_distributed_table('record', 'id', colocate_with => 'none')
where not exists (select from pg_dist_partition where logicalrelid = 'record'::regclass);

select create_distributed_table('association', 'from_id', colocate_with => 'record')
where not exists (select from pg_dist_partition where logicalrelid = 'association'::regclass);

select create_distributed_table('property_history', 'record_id', colocate_with => 'record')
where not exists (select from pg_dist_partition where logicalrelid = 'property_history'::regclass);

select create_distributed_table('unique_value', 'value', colocate_with => 'none')
where not exists (select from pg_dist_partition where logicalrelid = 'unique_value'::regclass);

select create_reference_table('document')
where not exists (select from pg_dist_partition where logicalrelid = 'document'::regclass);

select create_reference_table('document_version')
where not exists (select from pg_dist_partition where logicalrelid = 'document_version'::regclass);
