// Escape goes between the screen that is shared with the adult and the worker's own view. Nothing typed is lost.
import { sendNow } from "./autosave.js";

export function startViewSwitch() {
  const link = document.querySelector("a[data-view-switch]");
  if (!link) return;
  document.addEventListener("keydown", async (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    await sendNow();
    location.assign(link.href);
  });
}
