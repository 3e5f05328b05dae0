// Starts the GOV.UK components and netmeet's own small helpers. Everything works without it.
import { initAll } from "./vendor/govuk-frontend.min.js";
import { startAutosave } from "./autosave.js";
import { startFresh, startLock } from "./lock.js";
import { startPaper } from "./paper.js";
import { startViewSwitch } from "./view-switch.js";

initAll();
startAutosave();
startFresh();
startLock();
startPaper();
startViewSwitch();
