-- The door's statements for SQLite. {rows} stands for as many rows of parameters as the batch has; ids are 32
-- hexadecimal digits. Judging and writing are two statements of one transaction: SQLite has no SHA-256 for the link.

-- name: judge
-- One JSON text for the whole batch: a row each would hand Python's lock over and back at every step.
with asked (id, act, subject_kind, subject_id, sealed_id, sealed_digest, person_id, role, company_id, gate_epoch,
    person_epoch, step_up_at, stamped_at) as (values {rows}), judged as (
    select a.*, g.number, g.closes_at, g.basis, l.seq, l.link, l.standing_id, l.written_at,
        case
            when g.subject_id is null then 'no_gate'
            when a.stamped_at < g.opens_at then 'not_open_yet'
            when a.stamped_at >= g.closes_at then 'late'
            when p.epoch is null or p.epoch <> a.person_epoch then 'not_admitted'
            when g.epoch <> a.gate_epoch then 'right_changed'
            when a.act = 'submit' and (g.sealed_id is not a.sealed_id or g.sealed_digest <> a.sealed_digest)
                then 'seal_superseded'
            when a.act = 'withdraw' and l.standing_id is null then 'nothing_to_withdraw'
            else ''
        end as code
    from asked a
    left join intake_gate g on g.subject_id = a.subject_id and g.subject_kind = a.subject_kind
    left join intake_personepoch p on p.subject_id = a.subject_id and p.person_id = a.person_id
    left join intake_event l on l.subject_id = a.subject_id
        and l.seq = (select max(e.seq) from intake_event e where e.subject_id = a.subject_id)
)
select json_group_array(json_array(
    j.id, coalesce(j.number, ''), coalesce(j.seq, 0) + 1,
    case when j.code <> '' then 'refused' when j.act = 'submit' then 'submitted' else 'withdrawn' end,
    j.code,
    case when j.code in ('late', 'not_open_yet') then j.basis else '' end,
    j.closes_at,
    case when j.act = 'submit' then j.sealed_id else j.standing_id end,
    case when j.act = 'submit' then j.sealed_digest
        else coalesce((select s.digest from intake_sealedrevision s where s.id = j.standing_id), '') end,
    coalesce(j.link, ''),
    (select s.receipt_part from intake_sealedrevision s
        where s.id = case when j.act = 'submit' then j.sealed_id else j.standing_id end),
    case when j.code <> '' then j.standing_id when j.act = 'submit' then j.sealed_id end,
    coalesce(j.written_at, 0)
))
from judged j
where not exists (select 1 from intake_event k where k.id = j.id);

-- name: write
insert into intake_event (id, subject_kind, subject_id, number, seq, event, code, basis, stamped_at, closes_at,
    sealed_id, sealed_digest, standing_id, person_id, role, company_id, step_up_at, previous, link, written_at, batch)
values {rows};

-- name: recall
select e.id, e.subject_kind, e.subject_id, e.number, e.seq, e.event, e.code, e.basis, e.stamped_at,
    e.closes_at, e.sealed_id, e.sealed_digest, e.person_id, e.role, e.company_id, e.step_up_at,
    e.previous, e.link,
    (select s.receipt_part from intake_sealedrevision s where s.id = e.sealed_id), e.batch, x.key_id, x.public_key, x.signature
from intake_event e
left join intake_signature x on x.batch = e.batch
where e.batch in (select k.batch from intake_event k where k.id in (select value from json_each(:id)));

-- name: keep_signatures
insert into intake_signature (batch, key_id, public_key, signature)
select value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(:rows)
where true
on conflict do nothing;

-- name: unsigned
select min(e.id)
from intake_event e
left join intake_signature x on x.batch = e.batch
where x.batch is null
group by e.batch
limit :limit;

-- name: draft_fields
select section, key, kind, max_length, shape from intake_draftfield where form = :form;

-- name: save
with asked (place, subject_kind, subject_id, party, key, base, value, person_id, tab, gate_epoch, person_epoch,
    saved_at) as (values {rows})
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
left join intake_draftrevision l on l.subject_id = a.subject_id and l.party = a.party and l.key = a.key
    and l.revision = (
        select max(d.revision)
        from intake_draftrevision d
        where d.subject_id = a.subject_id and d.party = a.party and d.key = a.key
    )
where true
on conflict do nothing
returning subject_id, party, key, revision, conflict;

-- name: right_stands
select a.value ->> 0
from json_each(:rows) a
join intake_gate g on g.subject_id = a.value ->> 2 and g.subject_kind = a.value ->> 1 and g.epoch = a.value ->> 4
join intake_personepoch p
    on p.subject_id = a.value ->> 2 and p.person_id = a.value ->> 3 and p.epoch = a.value ->> 5;

-- name: standing_draft
select revision, value, saved_by, saved_at
from intake_draftrevision
where subject_id = :subject_id and party = :party and key = :key and not conflict
order by revision desc
limit 1;
