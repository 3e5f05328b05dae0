// Escape goes between the screen that is shared with the adult and the worker's own view.
export function startViewSwitch() {
  const link = document.querySelector("a[data-view-switch]");
  if (!link) return;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    location.assign(link.href);
  });
}
