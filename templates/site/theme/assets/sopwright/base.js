/* The four helpers that Material's script expects to find, kept in a file so that no script stands inline.
   What a reader chooses is kept for all languages together. */
(() => {
  "use strict";
  const scope = new URL(document.currentScript.dataset.base, location);
  const store = (storage) => ({
    get: (key) => {
      try { return JSON.parse(storage.getItem("sopwright." + key)); } catch { return null; }
    },
    set: (key, value) => {
      try { storage.setItem("sopwright." + key, JSON.stringify(value)); } catch { /* private mode */ }
    },
  });
  window.__md_scope = scope;
  window.__md_hash = (text) => [...text].reduce((sum, letter) => (sum << 5) - sum + letter.codePointAt(0), 0);
  window.__md_get = (key, storage = localStorage) => store(storage).get(key);
  window.__md_set = (key, value, storage = localStorage) => store(storage).set(key, value);
})();
