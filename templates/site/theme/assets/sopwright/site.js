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
  /* The theme opens its menus with labels: say whether they are open, and let the space bar press them, too. */
  for (const button of document.querySelectorAll("label[role=button]")) {
    const box = document.getElementById(button.htmlFor);
    const tell = () => button.setAttribute("aria-expanded", String(box.checked));
    box.addEventListener("change", tell);
    tell();
    button.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      button.click();
    });
  }
})();
