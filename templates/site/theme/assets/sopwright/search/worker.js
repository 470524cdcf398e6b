// @ts-check
/* Searches beside the page, so that typing never waits. It loads the index once and words to quote as they are needed. */
(() => {
  "use strict";
  /** @type {{sopwrightSearch: any, importScripts: (...addresses: string[]) => void, postMessage: (said: object) => void,
   *   onmessage: ((event: MessageEvent<{home?: string, query?: string, number?: number, limit?: number}>) => void) | null}} */
  const scope = /** @type {any} */ (globalThis);
  scope.importScripts("engine.js");
  const search = scope.sopwrightSearch;
  let home = "";

  /** @param {string} document */
  const words = (document) => {
    if (!search.texts.has(document)) {
      search.texts.set(document, {});
      try {
        scope.importScripts(`${home}search/texts/${document}.js`);
      } catch { /* a hit without a quotation is still a hit */ }
    }
    return search.texts.get(document);
  };

  scope.onmessage = ({ data }) => {
    if (data.home !== undefined) {
      home = data.home;
      try {
        scope.importScripts(`${home}search/index.js`);
        scope.postMessage({ ready: true });
      } catch (error) {
        scope.postMessage({ failed: String(error) });
      }
      return;
    }
    const found = search.engine.search(data.query, data.limit);
    scope.postMessage({ number: data.number, cards: found.cards, hits: found.hits });
    const quotes = found.hits.map((/** @type {any} */ hit) => {
      const text = words(hit.document)[hit.anchor] ?? "";
      return text && search.engine.quote(text, found.plan);
    });
    scope.postMessage({ number: data.number, quotes });
    setTimeout(() => search.engine.lexicon.prepare(), 0);
  };
})();
