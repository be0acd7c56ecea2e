// Hand-over minutes: what is left of each divided row, and the sum of a counted cash box. The server checks both again.
const digits = text => /^-?[\d.]*$/.test(text.trim()) ? Number(text.replaceAll(".", "")) : NaN;
const grouped = amount => Number.isNaN(amount) ? "?" : String(Math.abs(amount)).replace(/\B(?=(\d{3})+$)/g, ".").replace(/^/, amount < 0 ? "-" : "");

export function watchHandOvers(root) {
  for (const form of root.querySelectorAll("[data-hand-over]")) {
    for (const row of form.querySelectorAll("tr[data-whole]")) {
      const parts = [...row.querySelectorAll("input.split-part")];
      const output = row.querySelector("[data-remainder]");
      const show = () => {
        if (parts.length === 0 || parts.every(part => part.value.trim() === "")) {
          output.textContent = "";
          row.classList.remove("row-problem");
          return;
        }
        const left = Number(row.dataset.whole) - parts.reduce((sum, part) => sum + digits(part.value), 0);
        output.textContent = grouped(left);
        row.classList.toggle("row-problem", left !== 0);
      };
      for (const part of parts) part.addEventListener("input", show);
      show();
    }
  }
  for (const box of root.querySelectorAll("[data-cash-count] [data-box]")) {
    const notes = [...box.querySelectorAll("[data-note]")];
    const output = box.querySelector("[data-sum]");
    const pattern = output.textContent.split(/-?[\d.]+\s*đ/);
    const show = () => {
      const sum = notes.reduce((all, note) => all + Number(note.dataset.note) * (note.value.trim() === "" ? 0 : digits(note.value)), 0);
      output.textContent = `${pattern[0]}${grouped(sum)} đ${pattern[1]}${grouped(sum - Number(box.dataset.expected))} đ${pattern[2] ?? ""}`;
    };
    for (const note of notes) note.addEventListener("input", show);
  }
}
