"""The flowchart in a browser: it scrolls by itself on a phone, and its steps lead to their words."""

from tests.browser.conftest import Open
from tests.browser.pages import DOCUMENT, Site

PHONE = {"width": 390, "height": 844}


def test_a_chart_scrolls_by_itself_on_a_phone(site: Site, open_page: Open) -> None:
    page = open_page(site.url(DOCUMENT, "ru"), viewport=PHONE)
    frame = "document.querySelector('.sw-chart-frame')"
    assert page.evaluate(f"{frame}.scrollWidth > {frame}.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    drawn = page.evaluate("document.querySelector('.sw-chart').getBoundingClientRect().width")
    asked = page.evaluate("document.querySelector('.sw-chart').width.baseVal.value")
    assert abs(drawn - asked) < 1


def test_a_step_of_the_chart_leads_to_its_words(site: Site, open_page: Open) -> None:
    page = open_page(site.url(DOCUMENT))
    page.locator(".sw-chart-link").nth(3).click()
    assert page.url.endswith("#identify")
    assert page.locator("h3#identify").is_visible()


def test_a_chart_is_coloured_in_light_and_in_dark(site: Site, open_page: Open) -> None:
    colours = set()
    for scheme in ("light", "dark"):
        page = open_page(site.url(DOCUMENT), color_scheme=scheme)
        fill = "getComputedStyle(document.querySelector('.sw-chart polygon.sw-chart-decision')).fill"
        colours.add(page.evaluate(fill))
    assert len(colours) == 2
    assert "rgb(0, 0, 0)" not in colours


CONTRAST = """
() => {
  const channel = value => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const numbers = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const solid = colour => numbers(colour).length === 3;
  const page = getComputedStyle(document.body).backgroundColor;
  const svg = document.querySelector(".sw-chart");
  const all = [...svg.querySelectorAll("rect, polygon, path, ellipse, circle, text")];
  return all.filter(seen => seen.tagName === "text").map(text => {
    const box = text.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const under = all.slice(0, all.indexOf(text)).reverse().find(shape => {
      const area = shape.getBoundingClientRect();
      const inside = area.x <= x && x <= area.right && area.y <= y && y <= area.bottom;
      return shape.tagName !== "text" && inside && solid(getComputedStyle(shape).fill);
    });
    const values = [getComputedStyle(text).fill, under ? getComputedStyle(under).fill : page].map(numbers).map(light);
    const [low, high] = values.sort((a, b) => a - b);
    return {words: text.textContent, contrast: (high + 0.05) / (low + 0.05)};
  });
}
"""


def test_the_words_of_a_chart_stand_out(site: Site, open_page: Open) -> None:
    for scheme in ("light", "dark"):
        page = open_page(site.url(DOCUMENT), color_scheme=scheme)
        words = page.evaluate(CONTRAST)
        assert len(words) > 20
        assert [seen for seen in words if seen["contrast"] < 4.5] == []
