-- The search's statements for SQLite: what was folded (kernel/hangul.py) is indexed as tokens, split by spaces.

-- name: make
create virtual table pool_search using fts5(registration unindexed, tokens, initials, tokenize = 'unicode61 remove_diacritics 0');

-- name: unmake
drop table pool_search;

-- name: enter
insert into pool_search (registration, tokens, initials) values (%(registration)s, %(tokens)s, %(initials)s);

-- name: leave
delete from pool_search where registration = %(registration)s;

-- name: matching
select registration from pool_search
where (%(words)s = '' or rowid in (select rowid from pool_search where tokens match %(words)s))
  and (%(begun)s = '' or rowid in (select rowid from pool_search where initials match %(begun)s));
