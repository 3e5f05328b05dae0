// What is typed into a line stands on paper too: its words beside it are those that break into lines there.
function copyOut() {
  for (const words of document.querySelectorAll("input + .nm-on-paper")) words.textContent = words.previousElementSibling.value;
}

export function startPaper() {
  window.addEventListener("beforeprint", copyOut);
}
