// Follows work under way as the server tells it; where that does not get through, it asks again and again instead.
import { part, poll, renew } from "./live.js";

const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ".");
let state;

async function show(now) {
  const bar = part().querySelector("progress");
  const known = state === undefined ? part().dataset.state : state;
  state = now.state;
  // Another state, or a total that the page does not have yet: the page draws that itself.
  if (now.ended || now.state !== known || (now.total !== null && !bar)) return renew();
  if (!bar || now.total === null) return;
  bar.max = Math.max(now.total, 1);
  bar.value = now.done;
  const text = part().querySelector("[data-progress-text]");
  if (text) text.textContent = text.dataset.progressText.replace("{0}", number(now.done)).replace("{1}", number(now.total));
}

function follow() {
  const source = new EventSource(part().dataset.progress);
  source.onmessage = (message) => {
    const now = JSON.parse(message.data);
    if (now.ended) source.close();
    show(now);
  };
  source.onerror = () => {
    // A cut connection comes back by itself; a refusal does not.
    if (source.readyState === EventSource.CLOSED) poll();
  };
}

if (part()?.dataset.progress && "EventSource" in window) follow();
else poll();
