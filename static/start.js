// Starts the GOV.UK components and netmeet's own small helpers. Everything works without it.
import { initAll } from "./vendor/govuk-frontend.min.js";
import { startAutosave } from "./autosave.js";
import { startCentred } from "./centred.js";
import { startFresh, startLock } from "./lock.js";
import { startPaper } from "./paper.js";
import { startViewSwitch } from "./view-switch.js";

initAll();
startAutosave();
startCentred();
startFresh();
startLock();
startPaper();
startViewSwitch();
