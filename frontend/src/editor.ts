/** Entry of the editor page. */
import "./styles/editor/editor.css";
