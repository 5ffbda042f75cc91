import { connectDrawers, connectPlace } from "./drawers.js";
import { connectScrollers } from "./scrollers.js";
import { connectTheme } from "./theme.js";

connectTheme();
connectDrawers();
connectPlace();
connectScrollers();
