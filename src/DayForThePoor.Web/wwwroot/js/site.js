// What staff pages use. Each part looks for its own attribute and does nothing on pages without it.
import { watchAmounts } from "./amount.js";
import { watchDates } from "./date.js";
import { watchDonors } from "./donor.js";
import { watchEntry } from "./entry.js";
import { watchFunds } from "./fund.js";
import { watchGoods } from "./goods.js";
import { watchChoices } from "./choose.js";
import { watchHandOvers } from "./handover.js";
import { watchCollecting } from "./collect.js";

const button = document.querySelector("[data-menu-button]");
const menu = document.querySelector("[data-menu]");
if (button && menu) {
  button.hidden = false;
  menu.toggleAttribute("data-closed", true);
  button.addEventListener("click", () => {
    const closed = menu.toggleAttribute("data-closed");
    button.setAttribute("aria-expanded", String(!closed));
  });
}

// After a refusal the list of problems is where reading goes on.
document.querySelector("[data-focus-first]")?.focus();

// The same form is not sent twice by an impatient second click or Enter.
for (const form of document.querySelectorAll("form[method=post]:not([target])")) {
  form.addEventListener("submit", event => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

for (const print of document.querySelectorAll("[data-print]")) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

// Ctrl+P prints the receipt that the page shows, not the screen.
const receipt = document.querySelector("[data-print-shortcut]");
if (receipt) {
  addEventListener("keydown", event => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "p") return;
    event.preventDefault();
    receipt.requestSubmit();
  });
}

watchAmounts(document);
watchHandOvers(document);
watchDates(document);
watchDonors(document);
watchFunds(document);
watchGoods(document);
watchEntry(document);
watchChoices(document);
watchCollecting(document);
