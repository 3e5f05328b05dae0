// Keeps a draft on the server while somebody types, so that a locked or closed page loses nothing.
const WAIT = 1500; // milliseconds of quiet before a draft is sent
const PRIVATE = ["csrf_token", "form_key", "password", "again", "current"];

function fieldsOf(form) {
  const fields = new FormData();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !PRIVATE.includes(name)) fields.append(name, value);
  }
  return fields;
}

function watch(form) {
  let timer = null;
  const note = document.createElement("p");
  note.className = "govuk-hint nm-autosave";
  note.setAttribute("role", "status");
  form.append(note);
  const send = async () => {
    timer = null;
    const path = encodeURIComponent(form.getAttribute("action") || location.pathname);
    const token = form.querySelector("[name=csrf_token]")?.value || "";
    try {
      const answer = await fetch(`/drafts?path=${path}`, { method: "POST", body: fieldsOf(form), headers: { "X-CSRFToken": token }, redirect: "manual" });
      note.textContent = answer.ok ? "A draft of this is kept." : "netmeet has locked itself. Your words stay on this page: press the button, then sign in.";
    } catch {
      note.textContent = "No connection just now. Your words stay on this page.";
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(send, WAIT);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}

export function startAutosave() {
  document.querySelectorAll("form[data-autosave]").forEach(watch);
}
