// Marking a list by keyboard: a digit says how the line was collected and goes on to the next, arrows move up and down.
const ways = { 0: "nobody", 1: "signature", 2: "fingerprint", 3: "other" };

export function watchCollecting(root) {
  for (const form of root.querySelectorAll("[data-collect]")) {
    const lines = [...form.querySelectorAll("[data-how]")];
    form.addEventListener("keydown", event => {
      const at = lines.indexOf(event.target);
      if (at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key in ways) {
        event.preventDefault();
        lines[at].value = ways[event.key];
        const next = event.key === "3" ? lines[at].closest("tr").querySelector(".collector input") : lines[at + 1];
        next?.focus();
      }
    });
    lines.find(line => line.value === "nobody")?.focus();
  }
}
