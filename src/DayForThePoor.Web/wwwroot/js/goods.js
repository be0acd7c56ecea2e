// A further line of goods without asking the server: the last line is copied, emptied and numbered on.
import { watchAmounts } from "./amount.js";

export function watchGoods(root) {
  const goods = root.querySelector("[data-goods]");
  goods?.querySelector("[data-goods-add]").addEventListener("click", event => {
    event.preventDefault();
    const lines = goods.querySelectorAll("[data-goods-line]");
    const last = lines[lines.length - 1];
    const line = last.cloneNode(true);
    const renumber = text => text?.replace(/(goods[[-])\d+/, `$1${lines.length}`);
    for (const element of line.querySelectorAll("[id], [name], [for]")) {
      for (const name of ["id", "name", "for", "aria-describedby"]) {
        if (element.hasAttribute(name)) element.setAttribute(name, renumber(element.getAttribute(name)));
      }
    }
    for (const input of line.querySelectorAll("input")) {
      input.value = "";
      input.classList.remove("is-invalid");
      input.removeAttribute("aria-invalid");
    }
    line.querySelectorAll(".field-error").forEach(error => error.remove());
    last.after(line);
    watchAmounts(line);
    line.querySelector("input").focus();
  });
}
