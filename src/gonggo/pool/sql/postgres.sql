-- The search's statements for PostgreSQL. The text comes as lexemes with their places, as to_tsvector('simple', …) would
-- give them, but without its parser, which splits two characters such as 3d by rules of its own and by the locale.

-- name: make
create table pool_search (registration uuid primary key, tokens tsvector not null, initials tsvector not null);
create index pool_search_tokens on pool_search using gin (tokens);
create index pool_search_initials on pool_search using gin (initials);

-- name: unmake
drop table pool_search;

-- name: enter
insert into pool_search (registration, tokens, initials)
values (%(registration)s::uuid, %(tokens)s::tsvector, %(initials)s::tsvector);

-- name: leave
delete from pool_search where registration = %(registration)s::uuid;

-- name: matching
select registration::text from pool_search
where (%(words)s = '' or tokens @@ nullif(%(words)s, '')::tsquery)
  and (%(begun)s = '' or initials @@ nullif(%(begun)s, '')::tsquery);
