// Fast entry: Enter goes to the next field, and from the last one before the button it posts. Tab works as everywhere.
export function watchEntry(root) {
  for (const form of root.querySelectorAll("[data-entry]")) {
    form.addEventListener("keydown", event => {
      if (event.key !== "Enter" || event.defaultPrevented || event.isComposing || event.ctrlKey) return;
      const field = event.target;
      if (!field.matches("input:not([type=submit]):not([type=hidden]), select")) return;
      event.preventDefault();
      const next = following(form, field);
      if (next) {
        next.focus();
        next.select?.();
      } else {
        form.requestSubmit(form.querySelector("[data-entry-post]"));
      }
    });
  }
}

// Fields in their order on the screen; a group of radio buttons is one stop, what is folded away is none.
function following(form, field) {
  const stops = [...form.querySelectorAll("input:not([type=hidden]), select, textarea")].filter(isStop);
  const place = stops.findIndex(stop => stop === field || (field.type === "radio" && stop.name === field.name));
  return stops[place + 1];
}

function isStop(field, index, all) {
  if (field.disabled || field.closest("details:not([open])")) return false;
  if (field.type !== "radio") return true;
  const group = all.filter(other => other.name === field.name);
  return field === (group.find(other => other.checked) ?? group[0]);
}
