-- The door's statements for PostgreSQL. Parameters are arrays, one element a request.

-- name: barrier
-- Shared by every batch; a command that takes a right away takes it alone, so that no batch judged before is still open.
select pg_advisory_xact_lock_shared(7305610);

-- name: decide
with asked as (
    select *
    from unnest(
        %(id)s::uuid[], %(act)s::text[], %(subject_kind)s::text[], %(subject_id)s::uuid[],
        %(sealed_id)s::uuid[], %(sealed_digest)s::text[], %(person_id)s::uuid[], %(role)s::text[],
        %(company_id)s::uuid[], %(gate_epoch)s::int[], %(person_epoch)s::int[], %(step_up_at)s::bigint[],
        %(stamped_at)s::bigint[]
    ) as a (id, act, subject_kind, subject_id, sealed_id, sealed_digest, person_id, role, company_id, gate_epoch,
            person_epoch, step_up_at, stamped_at)
), judged as (
    select a.*, g.number, g.closes_at, g.basis, l.seq, l.link, l.standing_id, l.written_at,
        case
            when g.subject_id is null then 'no_gate'
            when a.stamped_at < g.opens_at then 'not_open_yet'
            when a.stamped_at >= g.closes_at then 'late'
            when p.epoch is null or p.epoch <> a.person_epoch then 'not_admitted'
            when g.epoch <> a.gate_epoch then 'right_changed'
            when a.act = 'submit' and (g.sealed_id is distinct from a.sealed_id or g.sealed_digest <> a.sealed_digest)
                then 'seal_superseded'
            when a.act = 'withdraw' and l.standing_id is null then 'nothing_to_withdraw'
            else ''
        end as code
    from asked a
    left join intake_gate g on g.subject_id = a.subject_id and g.subject_kind = a.subject_kind
    left join intake_personepoch p on p.subject_id = a.subject_id and p.person_id = a.person_id
    left join lateral (
        select e.seq, e.link, e.standing_id, e.written_at
        from intake_event e
        where e.subject_id = a.subject_id
        order by e.seq desc
        limit 1
    ) l on true
)
insert into intake_event (id, subject_kind, subject_id, number, seq, event, code, basis, stamped_at, closes_at,
    sealed_id, sealed_digest, standing_id, person_id, role, company_id, step_up_at, previous, link, written_at, batch)
select j.id, j.subject_kind, j.subject_id, coalesce(j.number, ''), coalesce(j.seq, 0) + 1,
    case when j.code <> '' then 'refused' when j.act = 'submit' then 'submitted' else 'withdrawn' end,
    j.code,
    case when j.code in ('late', 'not_open_yet') then j.basis else '' end,
    j.stamped_at, j.closes_at,
    case when j.act = 'submit' then j.sealed_id else j.standing_id end,
    case when j.act = 'submit' then j.sealed_digest
        else coalesce((select s.digest from intake_sealedrevision s where s.id = j.standing_id), '') end,
    case when j.code <> '' then j.standing_id when j.act = 'submit' then j.sealed_id end,
    j.person_id, j.role, j.company_id, j.step_up_at,
    coalesce(j.link, ''),
    encode(sha256(decode(coalesce(j.link, ''), 'hex') || uuid_send(j.id)), 'hex'),
    greatest(%(written_at)s::bigint, j.written_at + 1),
    %(batch)s::uuid
from judged j
on conflict do nothing
returning id::text, number, seq, event, code, basis, closes_at, sealed_id::text, sealed_digest, previous, link,
    (select s.receipt_part from intake_sealedrevision s where s.id = intake_event.sealed_id);

-- name: recall
select e.id::text, e.subject_kind, e.subject_id::text, e.number, e.seq, e.event, e.code, e.basis, e.stamped_at,
    e.closes_at, e.sealed_id::text, e.sealed_digest, e.person_id::text, e.role, e.company_id::text, e.step_up_at,
    e.previous, e.link,
    (select s.receipt_part from intake_sealedrevision s where s.id = e.sealed_id), e.batch::text, x.key_id, x.public_key, x.signature
from intake_event e
left join intake_signature x on x.batch = e.batch
where e.batch in (select k.batch from intake_event k where k.id = any (%(id)s::uuid[]));

-- name: keep_signatures
insert into intake_signature (batch, key_id, public_key, signature)
select * from unnest(%(batch)s::uuid[], %(key_id)s::text[], %(public_key)s::text[], %(signature)s::text[])
on conflict do nothing;

-- name: unsigned
select min(e.id::text)
from intake_event e
left join intake_signature x on x.batch = e.batch
where x.batch is null
group by e.batch
limit %(limit)s;

-- name: draft_fields
select section, key, kind, max_length, shape from intake_draftfield where form = %(form)s;

-- name: save
with asked as (
    select *
    from unnest(
        %(place)s::int[], %(subject_kind)s::text[], %(subject_id)s::uuid[], %(party)s::uuid[], %(key)s::text[],
        %(base)s::int[], %(value)s::text[], %(person_id)s::uuid[], %(tab)s::text[], %(gate_epoch)s::int[],
        %(person_epoch)s::int[], %(saved_at)s::bigint[]
    ) as a (place, subject_kind, subject_id, party, key, base, value, person_id, tab, gate_epoch, person_epoch, saved_at)
)
insert into intake_draftrevision (subject_id, party, key, revision, value, conflict, saved_by, tab, saved_at)
select a.subject_id, a.party, a.key, coalesce(l.revision, 0) + 1, a.value,
    coalesce(l.revision, 0) > a.base and exists (
        select 1
        from intake_draftrevision d
        where d.subject_id = a.subject_id and d.party = a.party and d.key = a.key and d.revision > a.base
            and not d.conflict and (d.saved_by, d.tab) <> (a.person_id, a.tab)
            and d.value not in (a.value, coalesce((
                select b.value
                from intake_draftrevision b
                where b.subject_id = a.subject_id and b.party = a.party and b.key = a.key and b.revision = a.base
            ), '""'))
    ),
    a.person_id, a.tab, a.saved_at
from asked a
join intake_gate g on g.subject_id = a.subject_id and g.subject_kind = a.subject_kind and g.epoch = a.gate_epoch
join intake_personepoch p
    on p.subject_id = a.subject_id and p.person_id = a.person_id and p.epoch = a.person_epoch
left join lateral (
    select d.revision
    from intake_draftrevision d
    where d.subject_id = a.subject_id and d.party = a.party and d.key = a.key
    order by d.revision desc
    limit 1
) l on true
on conflict do nothing
returning subject_id::text, party::text, key, revision, conflict;

-- name: right_stands
select a.place
from unnest(
    %(place)s::int[], %(subject_kind)s::text[], %(subject_id)s::uuid[], %(person_id)s::uuid[], %(gate_epoch)s::int[],
    %(person_epoch)s::int[]
) as a (place, subject_kind, subject_id, person_id, gate_epoch, person_epoch)
join intake_gate g on g.subject_id = a.subject_id and g.subject_kind = a.subject_kind and g.epoch = a.gate_epoch
join intake_personepoch p
    on p.subject_id = a.subject_id and p.person_id = a.person_id and p.epoch = a.person_epoch;

-- name: standing_draft
select revision, value, saved_by::text, saved_at
from intake_draftrevision
where subject_id = %(subject_id)s::uuid and party = %(party)s::uuid and key = %(key)s and not conflict
order by revision desc
limit 1;
