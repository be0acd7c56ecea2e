// Choosing many rows: one box for all, and the sum of what is chosen, so that it can be compared with the counted money.
const figures = new Intl.NumberFormat("vi-VN");

export function watchChoices(root) {
  for (const form of root.querySelectorAll("[data-choose]")) {
    const boxes = [...form.querySelectorAll("[data-amount-vnd]")];
    const all = form.querySelector("[data-choose-all]");
    const told = form.querySelector("[data-chosen]");
    const tell = () => {
      const chosen = boxes.filter(box => box.checked);
      const sum = chosen.reduce((total, box) => total + BigInt(box.dataset.amountVnd), 0n);
      told.textContent = told.dataset.text.replace("{0}", chosen.length).replace("{1}", `${figures.format(sum)} đ`);
      all.checked = chosen.length === boxes.length;
      all.indeterminate = chosen.length > 0 && !all.checked;
    };
    form.querySelector("[data-choose-all-frame]").hidden = false;
    all.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; tell(); });
    form.addEventListener("change", tell);
    tell();
  }
}
