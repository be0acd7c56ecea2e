-- The same paper put to two grants is found by its content.
create index step_file_file on grants.step_file (file_id);
