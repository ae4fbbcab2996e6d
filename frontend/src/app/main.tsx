import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { PageBoundary } from "./PageBoundary";
import "./theme.css";

const root = document.getElementById("root");
if (!root) throw new Error("the page has no element with the id 'root'");
createRoot(root).render(
  <StrictMode>
    <PageBoundary>
      <App />
    </PageBoundary>
  </StrictMode>,
);
