"""What a browser is asked about a page, and one of each sort of page to ask it of."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import axe_playwright_python as axe_core

# One of each sort of page.
SORTS = [
    ("start", ()), ("materials", ()), ("materials", ("gallium",)),
    ("materials", ("gallium", "keten")), ("materials", ("gallium", "trend")),
    ("materials", ("gallium", "uitleg")), ("territories", ()), ("territories", ("CHN",)),
    ("products", ()), ("products", ("850511",)), ("basket", ()), ("controls", ()),
    ("chains", ()), ("chains", ("permanent-magnet",)), ("scenario", ()),
    ("scenario", ("gallium-ban-china",)), ("sectors", ()), ("sectors", ("WIOD35:c14",)),
    ("remedies", ()), ("technologies", ("wind-turbine",)), ("product-groups", ("wind-farms",)),
    ("urban-mine", ()), ("stockpile", ()), ("measures", ("wind-turbine",)), ("compare", ()),
    ("trade", ()), ("signals", ()), ("register", ()), ("calendar", ()), ("since", ()),
    ("partnerships", ()), ("projects", ()), ("instruments", ()), ("match", ()), ("gaps", ()),
    ("targets", ()), ("brief", ("gallium",)), ("indicators", ()),
    ("indicators", ("hhi-production",)), ("terms", ()), ("terms", ("kind",)), ("search", ()),
    ("questions", ()), ("editions", ()), ("corrections", ()), ("data", ()), ("method", ()),
    ("api", ()), ("accessibility", ()), ("privacy", ()), ("colophon", ()),
]  # fmt: skip
# Pages with long names, many codes, few figures or none, beside one of each sort.
MORE = [
    ("materials", ("cobalt", "keten")), ("materials", ("copper", "extraction")),
    ("materials", ("promethium",)), ("materials", ("drempel",)), ("materials", ("methoden",)),
    ("materials", ("eindproducten",)), ("materials", ("zekerheid",)), ("products", ("280530",)),
    ("products", ("903289",)), ("territories", ("KIR",)), ("territories", ("SUN",)),
    ("territories", ("EU27",)),
]  # fmt: skip

# The smallest letter of a chart as it stands on the screen. [px]
SMALLEST_LABEL = """() => Math.min(99, ...[...document.querySelectorAll('.chart text')]
  .filter(t => t.getBoundingClientRect().width)
  .map(t => parseFloat(getComputedStyle(t).fontSize) *
    (t.ownerSVGElement.viewBox.baseVal.width
      ? t.ownerSVGElement.getBoundingClientRect().width / t.ownerSVGElement.viewBox.baseVal.width
      : 1)))"""
# Pictures that are not seen whole; only tables and tabs may be moved sideways.
SIDEWAYS = """() => [...document.querySelectorAll('.draw')]
  .filter(d => d.scrollWidth > d.clientWidth + 1).map(d => d.closest('figure').id)"""
WIDE = "() => document.documentElement.scrollWidth"
UNFOLD = "() => document.querySelectorAll('details').forEach(d => d.open = true)"
# Bytes of everything that came over the wire for this page; none, if anything was kept from before.
BYTES = """() => { const all = [...performance.getEntriesByType('navigation'),
  ...performance.getEntriesByType('resource')].map(e => e.transferSize);
  return all.every(n => n) ? all.reduce((n, m) => n + m, 0) : null; }"""
READY = "() => performance.getEntriesByType('navigation')[0].domComplete"
# Letters of two labels may touch by their line boxes, which are higher than letters.
FAULTS = """() => {
  const found = [], round = Math.round;
  for (const svg of document.querySelectorAll('svg.chart')) {
    const sheet = (svg.closest('.draw') || svg).getBoundingClientRect();
    const labels = [...svg.querySelectorAll('text')]
      .map(t => [t.textContent.trim(), t.getBoundingClientRect()])
      .filter(([words, box]) => words && box.width);
    labels.forEach(([words, box], n) => {
      if (box.left < sheet.left - 3 || box.right > sheet.right + 3) found.push(['cut', words]);
      for (const [other, next] of labels.slice(n + 1)) {
        const wide = Math.min(box.right, next.right) - Math.max(box.left, next.left);
        const high = Math.min(box.bottom, next.bottom) - Math.max(box.top, next.top);
        if (wide > 2 && high > 6) found.push(['met', words, other, round(wide), round(high)]);
      }
    });
  }
  for (const cell of document.querySelectorAll('th, td'))
    if (!cell.textContent.trim()) found.push(['empty', cell.closest('table').caption.textContent]);
  for (const part of document.querySelectorAll('h1, h2, h3, dt, dd, li, summary, main p, main a')) {
    const inside = part.closest('.scroll, .draw, .tabs, pre, .hide, table');
    if (!inside && part.clientWidth && part.scrollWidth > part.clientWidth + 2)
      found.push(['wide', part.textContent.trim().slice(0, 60)]);
  }
  return found.slice(0, 12);
}"""

# All that the contrast of a text rests on: its colour, what it stands on, whether its letters count
# as large, and for a link how it differs from the text around it. Each combination once.
PAINTS = """() => {
  const seen = new Set(), grounds = new Map();
  const ground = e => {
    if (!e) return '';
    if (!grounds.has(e)) {
      const s = getComputedStyle(e), own = s.backgroundImage + s.backgroundColor + s.opacity;
      const clear = own === 'nonergba(0, 0, 0, 0)1', solid = s.backgroundColor.startsWith('rgb(');
      grounds.set(e, clear ? ground(e.parentElement)
        : own + (solid && s.opacity === '1' ? '' : ground(e.parentElement)));
    }
    return grounds.get(e);
  };
  const keep = e => {
    if (!e.checkVisibility()) return;
    const s = getComputedStyle(e), size = parseFloat(s.fontSize), link = e.closest('a');
    const large = size >= 24 || size >= 18.66 && s.fontWeight >= 700;
    const around = link && link.parentElement ? getComputedStyle(link.parentElement).color
      + getComputedStyle(link).textDecorationLine : '';
    seen.add([s.color, e.ownerSVGElement ? s.fill : '', ground(e), large, around].join(' '));
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let last, t; t = texts.nextNode();)
    if (t.data.trim() && t.parentElement !== last) keep(last = t.parentElement);
  document.querySelectorAll('input, select, textarea').forEach(keep);
  return [...seen];
}"""
# The accessibility engine. It starts at once and is asked later what it found, as rule and first
# place, so that two pages can be looked through side by side.
AXE = Path(axe_core.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
AXE_STARTS = """(options) => {
  window.looked = axe.run(document, {resultTypes: ["violations"], ...options})
    .then(found => found.violations.map(v => [v.id, v.nodes[0].html.slice(0, 160)])); }"""
AXE_FOUND = "() => window.looked"


@dataclass(frozen=True)
class Window:
    """A window of a phone; what its last page asked for, and what the browser complained of."""

    page: Any
    forget: Any
    requests: list[str]
    faults: list[str]

    def visit(self, url: str) -> None:
        """Open a page as somebody does who was never here: nothing is kept from before."""
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size({"width": 390, "height": 800})
        self.forget.send("Network.clearBrowserCache")
        self.requests.clear()
        self.faults.clear()
        self.page.goto(url)


def window(browser) -> Window:
    """Return a new window; a new one for each page would take a third of a second more."""
    page = browser.new_context().new_page()
    page.set_default_timeout(60_000)
    made = Window(page, page.context.new_cdp_session(page), [], [])
    page.on("request", lambda request: made.requests.append(request.url))
    page.on("console", lambda m: made.faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: made.faults.append(str(error)))
    return made


def name_of(sort) -> str:
    """Return the name of a page in the list of tests."""
    return "-".join((sort[0], *sort[1]))
