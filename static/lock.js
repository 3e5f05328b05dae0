// Leaves the page when nobody has touched it for as long as a session lasts: a screen must not go on showing a case.
import { sendNow } from "./autosave.js";

export function startLock() {
  const minutes = Number(document.body.dataset.idleMinutes);
  if (!minutes) return;
  let touched = Date.now();
  for (const kind of ["keydown", "pointerdown", "pointermove", "scroll", "input"]) {
    document.addEventListener(kind, () => (touched = Date.now()), { capture: true, passive: true });
  }
  setInterval(async () => {
    if (Date.now() - touched < minutes * 60_000) return;
    touched = Date.now();
    await sendNow();
    document.body.hidden = true;
    location.assign(`/sign-in?next=${encodeURIComponent(location.pathname)}`);
  }, 5_000);
}

// A page that the browser brings back as it was is loaded anew: what it shows, and its form, may be out of date.
export function startFresh() {
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}
