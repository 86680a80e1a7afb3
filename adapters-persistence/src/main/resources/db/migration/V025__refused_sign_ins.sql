-- Who was refused at the door is forgotten one day; what anybody did is never changed and never taken out.
create index audit_entry_to_forget on audit_entry (created_at) where action = 'sign_in_refused';

drop trigger audit_is_never_changed on audit_entry;

create trigger audit_is_never_changed
  before update on audit_entry
  for each statement execute function audit_refuse_change();

create trigger audit_is_never_forgotten
  before delete on audit_entry
  for each row
  when (old.action <> 'sign_in_refused')
  execute function audit_refuse_change();
