/* Opens the handbook in the language chosen last time, else in the browser's, if it is one of those offered. */
(() => {
  "use strict";
  const links = [...document.querySelectorAll("a[data-sw-language]")];
  const offered = new Map(links.map((link) => [link.dataset.swLanguage.toLowerCase(), link]));
  const known = (tag) => {
    const lower = tag.toLowerCase();
    if (/^zh-(tw|hk|mo|hant)/.test(lower) && offered.has("zh-hant")) return offered.get("zh-hant");
    return offered.get(lower) || offered.get(lower.split("-")[0]);
  };
  let remembered = null;
  try { remembered = localStorage.getItem("sopwright.language"); } catch { /* private mode */ }
  for (const link of links) {
    link.addEventListener("click", () => {
      try { localStorage.setItem("sopwright.language", link.dataset.swLanguage); } catch { /* private mode */ }
    });
  }
  if (location.hash === "#choose") return;
  const match = [remembered, ...navigator.languages].filter(Boolean).map(known).find(Boolean);
  if (match) location.replace(match.href);
})();
