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

const waiting = new Map(); // what has been typed and not sent yet: form -> how to send it now

function watch(form) {
  let timer = null;
  let typed = Date.now();
  const note = document.createElement("p");
  note.className = "govuk-hint nm-autosave";
  note.setAttribute("role", "status");
  form.append(note);
  const send = async (leaving = false) => {
    clearTimeout(timer);
    waiting.delete(form);
    const path = encodeURIComponent(form.getAttribute("action") || location.pathname);
    const ago = Math.ceil((Date.now() - typed) / 1000); // somebody was there when they typed, not when this is sent
    const token = form.querySelector("[name=csrf_token]")?.value || "";
    try {
      const answer = await fetch(`/drafts?path=${path}&ago=${ago}`, { method: "POST", body: fieldsOf(form), headers: { "X-CSRFToken": token }, redirect: "manual", keepalive: leaving });
      note.textContent = answer.ok ? "A draft of this is kept." : "netmeet has locked itself. Your words stay on this page: press the button, then sign in.";
    } catch {
      note.textContent = "No connection just now. Your words stay on this page.";
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    typed = Date.now();
    timer = setTimeout(send, WAIT);
    waiting.set(form, send);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    waiting.delete(form);
  });
}

// Sends what waits, before the page is left. Waits a second at most: leaving must not hang on a bad connection.
export function sendNow() {
  const sending = Promise.all([...waiting.values()].map((send) => send(true)));
  return Promise.race([sending, new Promise((done) => setTimeout(done, 1000))]);
}

export function startAutosave() {
  document.querySelectorAll("form[data-autosave]").forEach(watch);
}
