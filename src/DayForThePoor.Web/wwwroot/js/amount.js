// Amounts: thousands grouped as they are typed, the words below from the server, which alone knows how vouchers word them.
const pause = 250; // ms without a key before the words are asked for

export function watchAmounts(root) {
  for (const input of root.querySelectorAll("[data-amount]")) watch(input);
}

function watch(input) {
  const words = document.getElementById(`${input.id}-words`);
  let timer, asked = 0;
  group(input);
  input.addEventListener("input", () => {
    group(input);
    if (!words) return; // a small amount in a line of a list has no words of its own
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const mine = ++asked;
      const answer = await fetch(`/noi-bo/bang-chu?so=${encodeURIComponent(input.value)}`, { headers: { Accept: "text/plain" } });
      if (answer.ok && mine === asked) words.textContent = await answer.text();
    }, pause);
  });
}

// 1234567 → 1.234.567; the caret stays behind the digit it was behind. Anything but digits and dots is left as typed,
// so that a slip like "1.2OO" is seen by the person and refused by the server.
function group(input) {
  if (!/^[\d.]*$/.test(input.value)) return;
  const behind = input.value.slice(0, input.selectionStart ?? 0).replaceAll(".", "").length;
  const digits = input.value.replaceAll(".", "").replace(/^0+(?=\d)/, "");
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, ".");
  if (grouped === input.value) return;
  input.value = grouped;
  if (document.activeElement !== input) return;
  let at = 0;
  for (let seen = 0; at < grouped.length && seen < behind; at++) if (grouped[at] !== ".") seen++;
  input.setSelectionRange(at, at);
}
