// Renews the part of a page that is under way, until the server says that it has ended.
export const part = () => document.querySelector("[data-live]");

export async function renew() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = next.querySelector("[data-live]");
  if (fresh) part().replaceChildren(...fresh.childNodes);
  else location.reload();
}

export function poll() {
  const live = part();
  if (!live) return;
  setTimeout(async () => {
    try {
      await renew();
    } finally {
      poll();
    }
  }, Number(live.dataset.live));
}
