-- Papers that came with a complaint.
create table grants.complaint_file (
  complaint_id uuid not null references grants.complaint,
  file_id uuid not null references grants.file,
  primary key (complaint_id, file_id)
);
revoke update, delete on grants.complaint_file from dftp_app;
