// Locks netmeet when nobody has touched it for as long as a session lasts: a screen must not go on showing a case.
import { sendNow } from "./autosave.js";

const TOUCHED = "netmeet-touched"; // when any of this browser's windows was last touched: a moment, nothing else
const KINDS = ["keydown", "pointerdown", "pointermove", "scroll", "input"];

let touched = 0;

function lastTouched() {
  try {
    const elsewhere = Number(localStorage.getItem(TOUCHED));
    return elsewhere <= Date.now() ? Math.max(touched, elsewhere) : touched;
  } catch {
    return touched; // a browser that keeps nothing
  }
}

function touch() {
  const before = touched;
  touched = Date.now();
  if (touched - before < 1000) return;
  try {
    localStorage.setItem(TOUCHED, String(touched));
  } catch {
    // The other windows lock by their own clocks.
  }
}

// The server locks too, although it may have heard of this browser later than somebody touched it. It gets ten seconds for that, while the page shows nothing.
async function lock(token) {
  document.body.hidden = true; // at once, before anything is sent
  await sendNow();
  try {
    await fetch("/lock", { method: "POST", headers: { "X-CSRFToken": token }, redirect: "manual", signal: AbortSignal.timeout(10_000) });
  } catch {
    // No connection: the server locks by its own clock.
  }
  location.replace(`/sign-in?next=${encodeURIComponent(location.pathname)}`);
}

export function startLock() {
  const { idleMinutes, lock: token } = document.body.dataset;
  const idle = Number(idleMinutes) * 60_000;
  if (!idle) return;
  let locking = false;
  const check = () => {
    if (!locking && Date.now() - lastTouched() >= idle) {
      locking = true;
      lock(token);
    }
    return locking;
  };
  // Whoever comes back to a computer that slept finds it locked, whatever they touch first.
  for (const kind of KINDS) document.addEventListener(kind, () => check() || touch(), { capture: true, passive: true });
  document.addEventListener("visibilitychange", check);
  setInterval(check, 5_000);
  touch();
}

// A page that the browser brings back as it was is loaded anew: what it shows, and its form, may be out of date.
export function startFresh() {
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}
