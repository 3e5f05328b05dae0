// A drawing whose middle matters is opened at its middle where it is wider than the page. Without this it opens at its left edge.
export function startCentred() {
  for (const box of document.querySelectorAll("[data-centred]")) {
    box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2;
  }
}
