-- What a commune means to reach in a year: so many poor households fewer than at the review before ("giảm trên 50 hộ").
create table households.target (
  unit_id uuid not null references dftp.unit,
  year smallint not null,
  households int not null check (households > 0),
  decision text not null,              -- of the plan
  set_at timestamptz not null,
  set_by uuid not null,
  primary key (unit_id, year)
);
