create schema content;
grant usage on schema content to {{app}};

-- Limits and thresholds that a circular or the province sets, each from its own day, with where it was found.
create table content.rule (
  key        text not null,
  valid_from date not null,
  value      int not null check (value between 1 and 1000),
  source     text not null,
  primary key (key, valid_from)
);
insert into content.rule (key, valid_from, value, source) values
  ('refuseOrForwardDays', '2018-01-01', 2, 'Tài liệu mô tả công thức bộ chỉ số 766; văn bản gốc chưa được đối chiếu'),
  ('supplementDays', '2018-01-01', 5, 'Tài liệu mô tả công thức bộ chỉ số 766; văn bản gốc chưa được đối chiếu'),
  ('resolveDays', '2018-01-01', 15, 'Tài liệu mô tả công thức bộ chỉ số 766; văn bản gốc chưa được đối chiếu'),
  ('publishDays', '2018-01-01', 2, 'Tài liệu mô tả công thức bộ chỉ số 766; văn bản gốc chưa được đối chiếu'),
  ('surveyFewest', '2018-01-01', 5, 'Quy ước của hệ thống: dưới mức này không công bố số liệu của một đơn vị'),
  ('surveyOpenDays', '2018-01-01', 30, 'Quy ước của hệ thống: số ngày còn sửa được ý kiến sau khi có kết quả');
grant select, insert, update on content.rule to {{app}};

-- One answer a dossier. `key` is a hash over the dossier and its receipt's secret: it stops a second answer and names no
-- dossier, so that no list of this table tells who thought what.
create table content.survey_answer (
  key         bytea primary key,
  agency      text not null,
  desk        text not null,
  procedure   text not null,
  seat        text,
  finished_on date not null,
  marks       jsonb not null,
  dissatisfied boolean not null,
  comment     text,
  via         text not null check (via in ('link', 'counter')),
  first_on    date not null,
  closes_on   date not null
);
create index survey_answer_agency on content.survey_answer (agency, finished_on);
create index survey_answer_day on content.survey_answer (finished_on) include (agency, dissatisfied);
grant select, insert, update on content.survey_answer to {{app}};

-- Phản ánh, kiến nghị: what people report, of a regulation or of conduct; a complaint is one against a dossier's step.
create table content.feedback (
  id           uuid primary key,
  number       text not null unique,
  kind         text not null check (kind in ('complaint', 'petition')),
  class        text not null check (class in ('regulation', 'conduct')),
  dossier_id   uuid,
  dossier      text,
  procedure    text,
  -- The move complained of: its place in the history, what it led to, when.
  step_seq     int,
  step_name    text,
  step_at      timestamptz,
  -- Who must answer now, and who was asked first.
  agency       text not null,
  first_agency text not null,
  subject      text not null,
  body         text not null,
  -- How to reach the sender, sealed; null when they gave nothing.
  contact      text,
  secret_hash  bytea not null,
  state        text not null check (state in ('received', 'supplementing', 'refused', 'answered', 'published')),
  seq          int not null default 0,
  received_at  timestamptz not null,
  -- From sending, or from the last transfer; time the sender was asked for more is added to the limit.
  counts_from  timestamptz not null,
  paused_at    timestamptz,
  due_at       timestamptz not null,
  late         boolean not null default false,
  handled_at   timestamptz,
  answer       text,
  published_at timestamptz,
  public_body  text,
  public_answer text,
  verdict      text check (verdict in ('like', 'dislike')),
  repeats      uuid references content.feedback (id)
);
create index feedback_open on content.feedback (agency, due_at, id) where state in ('received', 'supplementing', 'answered');
create index feedback_agency on content.feedback (agency, received_at desc, id);
create index feedback_received on content.feedback (received_at, id);
create index feedback_published on content.feedback (published_at desc, id) where state = 'published';
create index feedback_dossier on content.feedback (dossier_id) where dossier_id is not null;
grant select, insert, update on content.feedback to {{app}};

-- What happened to it, append-only by grant.
create table content.feedback_event (
  feedback  uuid not null references content.feedback (id),
  seq       int not null,
  kind      text not null,
  at        timestamptz not null,
  account   text,
  position  text,
  agency    text,
  to_agency text,
  note      text,
  due_at    timestamptz,
  late      boolean not null default false,
  primary key (feedback, seq)
);
grant select, insert on content.feedback_event to {{app}};

create table content.feedback_number (day date primary key, last int not null);
grant select, insert, update on content.feedback_number to {{app}};
