// Days: 5/1, 0501 and 05012026 become 05/01/2026 when the field is left. What cannot be read stays as typed.
export function watchDates(root) {
  for (const input of root.querySelectorAll("[data-date]")) {
    input.addEventListener("change", () => { input.value = spelled(input.value.trim()) ?? input.value; });
  }
}

function spelled(typed) {
  const parts = /^(\d{1,2})[/.\-\s](\d{1,2})(?:[/.\-\s](\d{4}|\d{2}))?$/.exec(typed) ?? /^(\d{2})(\d{2})(\d{4})?$/.exec(typed);
  if (!parts) return null;
  const [, day, month, year = String(new Date().getFullYear())] = parts;
  return `${day.padStart(2, "0")}/${month.padStart(2, "0")}/${year.length === 2 ? `20${year}` : year}`;
}
