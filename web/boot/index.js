// Runs before anything is drawn, so that a page never flashes in the wrong colours. Small on purpose.

import { applyTheme, savedTheme } from "../page/theme.js";

document.documentElement.dataset.scripts = "";
applyTheme(savedTheme());
