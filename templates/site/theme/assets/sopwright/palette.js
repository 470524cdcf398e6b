/* Puts the chosen colours on the page before it is painted. */
(() => {
  "use strict";
  const chosen = window.__md_get("__palette");
  if (!chosen || !chosen.color) return;
  let color = chosen.color;
  if (color.media === "(prefers-color-scheme)") {
    const light = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    const option = document.querySelector(`[data-md-color-media='(prefers-color-scheme: ${light})']`);
    if (option) {
      color = { ...color };
      for (const part of ["scheme", "primary", "accent"]) color[part] = option.getAttribute("data-md-color-" + part);
    }
  }
  for (const [part, value] of Object.entries(color)) document.body.setAttribute("data-md-color-" + part, value);
})();
