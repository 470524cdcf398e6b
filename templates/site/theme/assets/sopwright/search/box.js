// @ts-check
/* The search box: results while typing, by pointer, keyboard and screen reader. A worker searches; where pages are opened
   from a folder there are no workers, and the page does it itself. */
(() => {
  "use strict";

  /** @typedef {[string, boolean]} Piece */
  /** @typedef {{kind: string, title: string, lines: string[], path: string}} Card */
  /** @typedef {{unit: number, document: string, title: Piece[], book: string, path: string, anchor: string, kind: string,
   *   heading: Piece[], number: number, language: string}} Hit */
  /** @typedef {{number?: number, ready?: boolean, failed?: string, cards?: Card[], hits?: Hit[], quotes?: (Piece[] | "")[]}} Said */

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const here = new URL(".", script.src).href;
  const home = new URL(script.dataset.base || ".", location.href).href.replace(/\/?$/, "/");
  const LIMIT = 30;
  const OF_DOCUMENT = 4;

  /** @template {Element} T @param {string} selector @returns {T} */
  const part = (selector) => {
    const found = document.querySelector(selector);
    if (!found) throw new Error(`no ${selector}`);
    return /** @type {T} */ (found);
  };
  const box = /** @type {HTMLElement} */ (part("[data-sw-search]"));
  const input = /** @type {HTMLInputElement} */ (part("[data-sw-search] input"));
  const list = /** @type {HTMLElement} */ (part("#sw-found"));
  const status = /** @type {HTMLElement} */ (part("#sw-found-status"));
  const form = /** @type {HTMLFormElement} */ (part("[data-sw-search] form"));
  const toggle = /** @type {HTMLInputElement} */ (part("#__search"));
  /** @type {Record<string, any>} */
  const words = JSON.parse(box.dataset.swWords || "{}");
  const plural = new Intl.PluralRules(document.documentElement.lang);

  // Who searches

  /** @type {((query: string, number: number) => void) | null} */
  let ask = null;
  let asked = 0;
  /** What was asked for last. */
  let query = "";
  let started = false;
  let ready = false;
  /** @type {number[]} The units found last, in their order. */
  let lastHits = [];

  const start = () => {
    if (started) return;
    started = true;
    say(words.loading);
    if (location.protocol === "file:" || typeof Worker !== "function") return inPage();
    const worker = new Worker(`${here}worker.js`);
    worker.onmessage = ({ data }) => hear(data);
    worker.onerror = () => hear({ failed: "worker" });
    worker.postMessage({ home });
    ask = (query, number) => worker.postMessage({ query, number, limit: LIMIT });
  };

  /** @param {string} address */
  const load = (address) => new Promise((done, failed) => {
    const element = document.createElement("script");
    element.src = address;
    element.onload = () => done(undefined);
    element.onerror = () => failed(new Error(address));
    document.head.append(element);
  });

  const inPage = async () => {
    try {
      await load(`${here}engine.js`);
      await load(`${home}search/index.js`);
    } catch (error) {
      return hear({ failed: String(error) });
    }
    const search = /** @type {any} */ (globalThis).sopwrightSearch;
    ask = async (query, number) => {
      const found = search.engine.search(query, LIMIT);
      hear({ number, cards: found.cards, hits: found.hits });
      const missing = new Set(found.hits.map((/** @type {Hit} */ hit) => hit.document).filter((/** @type {string} */ id) => !search.texts.has(id)));
      await Promise.allSettled([...missing].map((id) => load(`${home}search/texts/${id}.js`)));
      hear({ number, quotes: found.hits.map((/** @type {Hit} */ hit) => {
        const text = search.texts.get(hit.document)?.[hit.anchor] ?? "";
        return text && search.engine.quote(text, found.plan);
      }) });
    };
    hear({ ready: true });
  };

  /** @param {Said} said */
  const hear = (said) => {
    if (said.failed !== undefined) {
      ask = null;
      say(words.unavailable);
    } else if (said.ready) {
      ready = true;
      if (input.value.trim()) request();
      else say(words.hint);
    } else if (said.number === asked && said.hits) {
      lastHits = said.hits.map((hit) => hit.unit);
      show(said.cards ?? [], said.hits);
    } else if (said.number === asked && said.quotes) {
      quote(said.quotes);
    }
  };

  const request = () => {
    asked += 1;
    if (!input.value.trim()) {
      list.replaceChildren();
      list.dataset.swQuery = "";
      choose(-1);
      say(ready ? words.hint : words.loading);
    } else if (ask && ready) {
      query = input.value;
      ask(query, asked);
    }
  };

  // What is shown

  /** @param {string} text */
  const say = (text) => { status.textContent = text ?? ""; };

  /** @param {string} tag @param {string} kind @param {(Node | string)[]} inner */
  const element = (tag, kind, ...inner) => {
    const made = document.createElement(tag);
    if (kind) made.className = kind;
    made.append(...inner);
    return made;
  };

  /** @param {Piece[]} pieces */
  const marked = (pieces) => pieces.map(([text, met]) => (met ? element("mark", "", text) : text));

  /** @param {string} path @param {string} kind @param {(Node | string)[]} inner */
  const option = (path, kind, ...inner) => {
    const link = /** @type {HTMLAnchorElement} */ (element("a", `sw-hit ${kind}`, ...inner));
    link.href = home + path;
    link.id = `sw-hit-${list.querySelectorAll("[role=option]").length}`;
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    return link;
  };

  /** @param {Card[]} cards @param {Hit[]} hits */
  const show = (cards, hits) => {
    list.replaceChildren();
    for (const card of cards) {
      list.append(option(card.path, `sw-card sw-card-${card.kind}`, element("strong", "sw-card-title", card.title),
        ...card.lines.map((line) => element("span", "sw-card-line", line))));
    }
    /** @type {Map<string, Hit[]>} */
    const documents = new Map();
    for (const hit of hits) documents.set(hit.document, [...(documents.get(hit.document) ?? []), hit]);
    for (const found of documents.values()) list.append(group(found.slice(0, OF_DOCUMENT)));
    choose(list.querySelector("[role=option]") ? 0 : -1);
    const number = documents.size;
    const pattern = words.found[plural.select(number)] ?? words.found.other;
    list.dataset.swQuery = query;
    say(hits.length || cards.length ? pattern.replace("{n}", String(number)) : words.none);
    list.parentElement?.scrollTo(0, 0);
  };

  /** @param {Hit[]} hits One document's. */
  const group = (hits) => {
    const { document: id, title, book, language } = hits[0];
    const made = element("div", "sw-hit-group");
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", `${id} ${title.map(([text]) => text).join("")}`);
    if (language !== document.documentElement.lang) made.lang = language;
    list.append(made);
    const heading = element("span", "sw-hit-of", element("span", "sw-number", id), element("span", "", ...marked(title)),
      element("span", "sw-hit-book", book));
    if (hits[0].kind !== "document") made.append(heading);
    hits.forEach((hit, place) => made.append(answer(hit, place || hit.kind !== "document" ? null : heading)));
    return made;
  };

  /** @param {Hit} hit @param {HTMLElement | null} heading The document's, if this hit is the document and stands first. */
  const answer = (hit, heading) => {
    const place = hit.kind === "step" ? words.step.replace("{number}", String(hit.number)) : "";
    const line = element("span", "sw-hit-title", ...(place ? [element("span", "sw-hit-step", place), " "] : []), ...marked(hit.heading));
    const link = option(hit.path, `sw-hit-${hit.kind}`, heading ?? line, element("span", "sw-hit-quote"));
    link.dataset.unit = String(hit.unit);
    return link;
  };

  /** @param {(Piece[] | "")[]} quotes In the order of the hits. */
  const quote = (quotes) => {
    quotes.forEach((pieces, place) => {
      const line = list.querySelector(`[data-unit="${lastHits[place]}"] .sw-hit-quote`);
      if (line && pieces) line.replaceChildren(...marked(pieces));
    });
  };

  // The option that Enter opens

  let chosen = -1;
  const options = () => /** @type {HTMLAnchorElement[]} */ ([...list.querySelectorAll("[role=option]")]);

  /** @param {number} place */
  const choose = (place) => {
    const all = options();
    all[chosen]?.setAttribute("aria-selected", "false");
    chosen = all.length ? (place + all.length) % all.length : -1;
    const option = all[chosen];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-expanded", String(toggle.checked && all.length > 0));
  };

  // Opening and closing

  /** @param {boolean} open */
  const set = (open) => {
    if (toggle.checked !== open) {
      toggle.checked = open;
      toggle.dispatchEvent(new Event("change"));
    }
    if (open) start();
    input.setAttribute("aria-expanded", String(open && options().length > 0));
  };

  /** @param {KeyboardEvent} event */
  const typed = (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      if (input.value) input.value = "";
      else input.blur();
      request();
      set(false);
      event.preventDefault();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      set(true);
      choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
      event.preventDefault();
    } else if (event.key === "Enter") {
      options()[chosen]?.click();
      event.preventDefault();
    }
  };

  /** @param {KeyboardEvent} event */
  const shortcut = (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const writing = target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
    const wanted = event.key === "/" ? !writing && !event.ctrlKey && !event.metaKey : event.key === "k" && (event.ctrlKey || event.metaKey);
    if (!wanted) return;
    event.preventDefault();
    set(true);
    input.focus();
    input.select();
  };

  input.addEventListener("focus", () => set(true));
  input.addEventListener("input", (event) => {
    set(true);
    if (!(/** @type {InputEvent} */ (event).isComposing)) request();
  });
  input.addEventListener("compositionend", request);
  input.addEventListener("keydown", typed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { request(); input.focus(); }));
  toggle.addEventListener("change", () => { if (toggle.checked) { start(); input.focus(); } });
  list.addEventListener("click", () => set(false));
  list.addEventListener("mousemove", (event) => {
    const over = /** @type {HTMLElement} */ (event.target).closest("[role=option]");
    const place = over ? options().indexOf(/** @type {HTMLAnchorElement} */ (over)) : -1;
    if (place >= 0 && place !== chosen) choose(place);
  });
  document.addEventListener("keydown", shortcut);
  document.addEventListener("focusin", (event) => {
    if (toggle.checked && !box.contains(/** @type {Node} */ (event.target)) && event.target !== toggle) set(false);
  });
  document.addEventListener("pointerdown", (event) => {
    if (toggle.checked && !box.contains(/** @type {Node} */ (event.target))) set(false);
  });

  for (const hidden of document.querySelectorAll("[data-sw-needs-script]")) hidden.removeAttribute("hidden");
  const wanted = new URLSearchParams(location.search).get("q");
  if (wanted) {
    input.value = wanted;
    set(true);
    input.focus();
  }
})();
