/* Small conveniences; every page works without them. */
(() => {
  "use strict";
  for (const button of document.querySelectorAll("[data-sw-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  for (const link of document.querySelectorAll("a[data-sw-language]")) {
    link.addEventListener("click", () => {
      try { localStorage.setItem("sopwright.language", link.dataset.swLanguage); } catch { /* private mode */ }
    });
    link.hash = location.hash;
  }
  window.addEventListener("hashchange", () => {
    for (const link of document.querySelectorAll("a[data-sw-language]")) link.hash = location.hash;
  });
})();
