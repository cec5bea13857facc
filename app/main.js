// The one script of the page; it runs in the workers too.

import { servesAsWorker } from "./engine/open.js";
import { start, unable } from "./shell/start.js";

if (!servesAsWorker()) start().catch(unable);
