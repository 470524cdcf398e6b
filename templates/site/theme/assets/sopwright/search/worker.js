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
  let newest = 0;
  /** What is done when nothing was asked for a moment. */
  let idle = 0;

  /** Lists the words for misspelt ones while nobody waits. */
  const prepareSoon = () => {
    clearTimeout(idle);
    idle = setTimeout(() => search.engine.lexicon.prepare(), 50);
  };

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

  /**
   * Sends the words to quote, unless more was typed in the meantime.
   * @param {number} number
   * @param {any} found
   */
  const quote = (number, found) => {
    if (number !== newest) return;
    const quotes = found.hits.map((/** @type {any} */ hit) => {
      const text = words(hit.document)[hit.anchor] ?? "";
      return text && search.engine.quote(text, found.plan);
    });
    scope.postMessage({ number, quotes });
    prepareSoon();
  };

  scope.onmessage = ({ data }) => {
    if (data.home !== undefined) {
      home = data.home;
      try {
        scope.importScripts(`${home}search/index.js`);
        scope.postMessage({ ready: true });
        prepareSoon();
      } catch (error) {
        scope.postMessage({ failed: String(error) });
      }
      return;
    }
    const { number = 0, query, limit } = data;
    newest = number;
    clearTimeout(idle);
    const found = search.engine.search(query, limit);
    scope.postMessage({ number, cards: found.cards, hits: found.hits });
    setTimeout(() => quote(number, found), 0);
  };
})();
