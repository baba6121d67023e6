/** Entry of every page: styles, htmx and small conveniences. Pages work without all of it. */
import "./styles/site.css";
import "htmx.org";
import { tidyKept } from "./offline/owner";
import { registerWorker } from "./offline/register";
import { watchCopyButtons } from "./site/copy";
import { watchDialog } from "./site/dialog";
import { watchKeyboard } from "./site/keyboard";
import { sendFormsOnce } from "./site/once";
import { refreshWhileSeen } from "./site/refresh";
import { watchRequests } from "./site/requests";
import { watchSignOut } from "./site/signout";
import { explainTimes } from "./site/times";

watchRequests();
watchDialog();
watchCopyButtons();
watchKeyboard();
sendFormsOnce();
watchSignOut();
explainTimes();
refreshWhileSeen();
registerWorker();
addEventListener("load", () => void tidyKept());
