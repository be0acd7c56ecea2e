// Donor names found while typing, without diacritics: the combobox pattern of the ARIA practices. Arrow keys choose,
// Enter takes, Escape closes; what is typed stays valid, since a new donor is as welcome as a known one.
const pause = 200; // ms without a key before the server is asked

export function watchDonors(root) {
  for (const input of root.querySelectorAll("[data-donors]")) watch(input);
}

function watch(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-list`;
  list.className = "combo-list";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.donorsLabel);
  const frame = document.createElement("div");
  frame.className = "combo";
  input.replaceWith(frame);
  frame.append(input, list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id }))
    input.setAttribute(name, value);
  if (input.autofocus) input.focus(); // moving the field in the document lost its focus

  let timer, asked = 0, chosen = -1;

  const show = names => {
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...names.map((name, i) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${i}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = name;
      option.addEventListener("mousedown", event => { event.preventDefault(); take(i); });
      return option;
    }));
    list.hidden = names.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };

  const choose = i => {
    const options = [...list.children];
    chosen = (i + options.length) % options.length;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    input.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  };

  const take = i => {
    input.value = list.children[i].textContent;
    show([]);
  };

  const ask = async () => {
    const mine = ++asked;
    if (input.value.trim().length < 2) { show([]); return; }
    const body = new FormData();
    body.append("__RequestVerificationToken", input.form.elements["__RequestVerificationToken"].value);
    body.append("quy", input.form.elements["fund"].value);
    body.append("ten", input.value);
    const answer = await fetch(input.dataset.donors, { method: "POST", body });
    if (answer.ok && mine === asked && document.activeElement === input) show(await answer.json());
  };

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, pause); });
  input.addEventListener("blur", () => { asked++; clearTimeout(timer); show([]); });
  input.addEventListener("keydown", event => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Escape") show([]);
    else if (event.key === "Enter" && chosen >= 0) take(chosen);
    else return;
    event.preventDefault();
  });
}
