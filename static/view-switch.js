// Escape goes between the screen that is shared with the adult and the worker's pages of the case. Nothing typed is lost.
import { sendNow } from "./autosave.js";

const BOX = "textarea, select, input:not([type=radio], [type=checkbox], [type=submit], [type=button])";

export function startViewSwitch() {
  const link = document.querySelector("a[data-view-switch]");
  if (!link) return;
  document.addEventListener("keydown", async (event) => {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    const box = document.activeElement;
    if (link.dataset.viewSwitch === "worker" && box.matches(BOX)) {
      box.blur(); // on the shared screen the first Escape only leaves the box
      return;
    }
    document.body.hidden = true; // at once, before the draft is sent
    await sendNow();
    location.assign(link.href);
  });
}
