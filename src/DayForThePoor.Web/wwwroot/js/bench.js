// The workbench by keyboard. Everything it does is a link or a form of the page: it follows them by fetch and puts the
// answer in place, so that nothing jumps and the hands stay on the keys. Without this script the page works as it is.
import { watchAmounts } from "./amount.js";

const bench = document.querySelector("[data-bench]");
const told = document.querySelector("[data-bench-told]");
const help = document.querySelector("[data-bench-help]");
let busy = false;
let asked = 0;

const view = () => bench.querySelector("[data-bench-view]");
const find = selector => view().querySelector(selector);
const selectedLine = () => find("[data-line][aria-current]");

function tell(text) {
  // The same sentence twice is said twice only when the region was empty in between.
  told.textContent = "";
  setTimeout(() => { told.textContent = text; }, 50);
}

function show(html, address) {
  const next = new DOMParser().parseFromString(html, "text/html");
  const fresh = next.querySelector("[data-bench-view]");
  if (!fresh) {
    location.assign(address);
    return;
  }
  view().replaceWith(document.adoptNode(fresh));
  history.replaceState(null, "", address);
  document.title = next.title;
  watchAmounts(view());
  settle();
  const said = find("[data-say]")?.dataset.say ?? "";
  const line = selectedLine();
  if (said || line) tell([said, line?.dataset.label].filter(Boolean).join(". "));
}

// Where the hands are after a step: in a form that opened, at what is wrong, else on the line.
function settle() {
  const target = find("[data-focus]") ?? find("[role=alert]") ?? selectedLine() ?? find("[data-bench-done]");
  target?.focus({ preventScroll: true });
  (find("[role=alert]") ?? selectedLine())?.scrollIntoView({ block: "nearest" });
}

async function follow(address) {
  const mine = ++asked;
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  const html = await answer.text();
  if (mine === asked) show(html, answer.url);
}

async function send(form, button) {
  if (busy) return;
  busy = true;
  asked++;
  bench.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form, button), headers: { Accept: "text/html" } });
    show(await answer.text(), answer.redirected ? answer.url : location.href);
  } catch {
    tell(bench.dataset.offline);
  } finally {
    busy = false;
    bench.removeAttribute("aria-busy");
  }
}

function move(step) {
  const lines = [...view().querySelectorAll("[data-line]")];
  const place = lines.indexOf(selectedLine());
  const next = lines[place + step];
  if (next) {
    // The mark moves at once; what belongs to the line comes with the answer.
    lines[place]?.removeAttribute("aria-current");
    next.setAttribute("aria-current", "true");
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    follow(next.href);
  } else {
    const page = find(step > 0 ? "a[rel=next]" : "a[rel=prev]");
    if (page) follow(page.href);
  }
}

function choose(number) {
  const candidates = [...view().querySelectorAll("[data-candidate]")];
  const chosen = candidates[number - 1];
  if (!chosen) return;
  for (const candidate of candidates) candidate.toggleAttribute("data-chosen", candidate === chosen);
  chosen.scrollIntoView({ block: "nearest" });
  tell(chosen.dataset.label);
}

function accept() {
  const chosen = find("[data-candidate][data-chosen] button");
  if (chosen) chosen.click();
  else tell(find("[data-tie]")?.dataset.tie ?? bench.dataset.none);
}

const typing = target => target.closest("input, select, textarea, [contenteditable]");

addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || help.open) return;
  if (event.key === "Escape") {
    const close = find("[data-close]");
    if (close) follow(close.href);
    return;
  }
  if (typing(event.target)) return;
  const onLine = event.target === document.body || event.target.matches("[data-line], main, [data-bench-view], [role=alert], [data-bench-done]");
  const step = steps(event, onLine);
  if (!step) return;
  event.preventDefault();
  if (!busy) step();
});

function steps(event, onLine) {
  switch (event.key) {
    case "j": case "ArrowDown": return event.key === "j" || onLine ? () => move(1) : null;
    case "k": case "ArrowUp": return event.key === "k" || onLine ? () => move(-1) : null;
    case "Enter": return onLine ? accept : null;
    case " ": return onLine ? () => find('[data-key="n"]')?.click() : null;
    case "?": return () => help.showModal();
    default:
      if (/^[1-9]$/.test(event.key)) return () => choose(Number(event.key));
      return /^[a-z]$/.test(event.key) && find(`[data-key="${event.key}"]`) ? () => find(`[data-key="${event.key}"]`).click() : null;
  }
}

bench.addEventListener("click", event => {
  const link = event.target.closest("a[data-stay], a[data-line], .pager a");
  if (!link || !view().contains(link) || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  follow(link.href);
});

bench.addEventListener("submit", event => {
  if (!event.target.matches("[data-bench-form]")) return;
  event.preventDefault();
  send(event.target, event.submitter);
});

document.querySelector("[data-bench-help-open]").hidden = false;
document.querySelector("[data-bench-help-open]").addEventListener("click", () => help.showModal());
if (new URLSearchParams(location.search).has("dong") || matchMedia("(min-width: 62rem)").matches) settle();
