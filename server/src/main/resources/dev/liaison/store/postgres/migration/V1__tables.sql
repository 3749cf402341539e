-- All times are epoch milliseconds. Object types are ids as `0-1` (contacts), `0-2` (companies), `0-3` (deals).
-- Ids lead every primary key that a record is found by, so that the tables can be spread by them.

create type association_category as enum ('HUBSPOT_DEFINED', 'USER_DEFINED', 'INTEGRATOR_DEFINED');

create table record (
  id          bigint not null,
  portal      bigint not null,
  type        text collate "C" not null,
  created_at  bigint not null,
  updated_at  bigint not null,
  archived_at bigint,
  merged_into bigint,
  properties  jsonb not null,
  stamps      json not null,
  primary key (id, portal, type)
);
create index record_live on record (portal, type, id) where archived_at is null;
create index record_archived on record (portal, type, id) where archived_at is not null;
create index record_updated on record (portal, type, updated_at desc, id) where archived_at is null;

comment on column record.properties is 'the current values, all as text; an empty one was cleared';
comment on column record.stamps is 'who wrote each value when, and the order in which they were first written';
comment on column record.merged_into is 'the record of the same type that this one became part of';

-- Every link is stored from both of its ends.
create table association (
  from_id   bigint not null,
  portal    bigint not null,
  from_type text collate "C" not null,
  to_type   text collate "C" not null,
  to_id     bigint not null,
  category  association_category not null,
  type_id   integer not null,
  primary key (from_id, portal, from_type, to_type, to_id, category, type_id)
);

create table property_history (
  record_id bigint not null,
  portal    bigint not null,
  type      text collate "C" not null,
  property  text collate "C" not null,
  at        bigint not null,
  sequence  bigint not null,
  value     text not null,
  source    text not null,
  source_id text,
  user_id   bigint,
  primary key (record_id, portal, type, property, at, sequence)
);

comment on table property_history is 'values that were replaced; the current one is in record';
comment on column property_history.sequence is 'orders versions of one moment';

create table unique_value (
  value     text collate "C" not null,
  portal    bigint not null,
  type      text collate "C" not null,
  property  text collate "C" not null,
  record_id bigint not null,
  primary key (value, portal, type, property)
);

comment on column unique_value.value is 'the value as it is compared; a very long one as its SHA-256';

create table change (
  portal    bigint not null,
  sequence  bigint not null,
  at        bigint not null,
  source    text not null,
  kind      text not null,
  type      text not null,
  record_id bigint not null,
  detail    json not null,
  primary key (sequence)
);

comment on column change.sequence is
  'the transaction''s number times 2^20, plus the place in it: see docs/postgres.md before reading it as a queue';

-- Small named things of a portal: tokens, definitions.
create table document (
  portal  bigint not null,
  kind    text collate "C" not null,
  name    text collate "C" not null,
  content bytea not null,
  primary key (portal, kind, name)
);

create table document_version (
  portal  bigint not null,
  kind    text collate "C" not null,
  version bigint not null,
  primary key (portal, kind)
);

comment on table document_version is 'counts the changes of each kind of document, for servers that keep them in memory';

create table deployment (
  only_row        boolean primary key default true check (only_row),
  id              uuid not null default gen_random_uuid(),
  next_id         bigint not null,
  sequence_offset bigint not null,
  unfinished_copy text
);

comment on column deployment.sequence_offset is
  'added to transaction numbers, so that the change log goes on after a move to another cluster';
comment on column deployment.unfinished_copy is
  'how far `liaison copy` into this database is; no server starts while it is set';

insert into deployment (next_id, sequence_offset) values (1001, 0);
