// @ts-check
/* The preview's bar and faults, and the page anew when its files have changed. */
(() => {
  "use strict";

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const shown = script.dataset.page || "";
  const query = `?address=${encodeURIComponent(location.pathname)}`;
  const KEPT = "sopwright.preview.place";
  let panel = "";
  /** @type {EventSource | null} */
  let news = null;

  /* The place on the page: kept over a reload, also where pictures come late. */
  const restore = () => {
    const [path, left, top] = (sessionStorage.getItem(KEPT) || "").split(" ");
    if (path !== location.pathname) return;
    const behavior = /** @type {ScrollBehavior} */ (/** @type {unknown} */ ("instant"));
    const there = () => window.scrollTo({ left: Number(left), top: Number(top), behavior });
    there();
    window.addEventListener("load", () => {
      there();
      sessionStorage.removeItem(KEPT);
      history.scrollRestoration = "auto";
    });
  };
  const reload = () => {
    sessionStorage.setItem(KEPT, `${location.pathname} ${window.scrollX} ${window.scrollY}`);
    history.scrollRestoration = "manual";
    location.reload();
  };

  /* A part of the panel goes where it belongs, or takes the place of its last state. */
  /** @param {Element} part */
  const place = (part) => {
    const kind = /** @type {HTMLElement} */ (part).dataset.swp;
    const old = document.querySelector(`[data-swp="${kind}"]`);
    const open = document.querySelector(".swp-faults details")?.hasAttribute("open");
    const home = document.querySelector("[data-swp-place]") || document.querySelector(".md-content__inner") || document.querySelector("main");
    if (open) part.querySelector("details")?.setAttribute("open", "");
    if (old) old.replaceWith(part);
    else if (kind === "bar") document.body.append(part);
    else if (home) home.prepend(part);
  };
  const show = async () => {
    const answer = await fetch(`/-preview/panel${query}`);
    if (!answer.ok) return;
    const parts = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll("[data-swp]");
    for (const part of parts) place(document.adoptNode(part));
    for (const select of document.querySelectorAll("select")) {
      if (!("swpGo" in select.dataset)) continue;
      select.addEventListener("change", () => location.assign(select.value));
    }
  };
  /** @param {boolean} gone */
  const stopped = (gone) => {
    const told = document.querySelector("[data-swp-stopped]");
    if (told) told.toggleAttribute("hidden", !gone);
  };

  /* A hidden page listens to nothing: browsers allow few connections to one host. */
  const listen = () => {
    if (document.hidden) {
      news?.close();
      news = null;
    } else if (!news) {
      news = new EventSource(`/-preview/events${query}`);
      news.addEventListener("error", () => stopped(true));
      news.addEventListener("message", (event) => {
        const now = JSON.parse(event.data);
        stopped(false);
        if (now.page !== shown) reload();
        else if (now.panel !== panel) {
          panel = now.panel;
          void show();
        }
      });
    }
  };

  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/-preview/preview.css";
  document.head.append(style);
  restore();
  document.addEventListener("visibilitychange", listen);
  listen();
})();
