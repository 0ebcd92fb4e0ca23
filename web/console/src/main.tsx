import { createRoot } from "react-dom/client";
import "@/ui/base.css";
import { App } from "./shell/app";
import { startPreferences } from "./shell/hooks/preferences";

const place = document.getElementById("root");
if (!place) throw new Error("no #root");
await startPreferences();
createRoot(place).render(<App />);
