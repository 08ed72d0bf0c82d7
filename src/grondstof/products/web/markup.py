"""The small part of Markdown that the written pages use, turned into escaped HTML."""

import re
from html import escape
from importlib.resources import files

_INLINE = (
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*([^*]+)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"\[([^\]]+)\]\(((?:https?://|mailto:|/)[^)\s]*)\)"), r'<a href="\2">\1</a>'),
)


def to_html(text: str) -> str:
    """Return HTML for headings, paragraphs, lists, links, code and strong words."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return "\n".join(_block(block.strip("\n")) for block in blocks)


def written(name: str, language: str) -> str:
    """Return the text of one written page as HTML, or an empty text when there is none."""
    path = files("grondstof") / "content" / "pages" / f"{name}.{language}.md"
    return to_html(path.read_text(encoding="utf-8")) if path.is_file() else ""


def _block(block: str) -> str:
    lines = block.splitlines()
    heading = re.match(r"(#{2,4}) (.+)", lines[0])
    if heading:
        level = len(heading[1])
        head = f"<h{level}>{_inline(heading[2])}</h{level}>"
        return head + (_block("\n".join(lines[1:])) if lines[1:] else "")
    if lines[0].startswith("    "):
        code = "\n".join(line.removeprefix("    ") for line in lines)
        # Wide lines are scrolled, also by who has a keyboard only.
        return f'<pre tabindex="0"><code>{escape(code)}</code></pre>'
    if all(line.startswith(("- ", "  ")) for line in lines):
        items = re.split(r"\n(?=- )", block)
        return "<ul>" + "".join(f"<li>{_inline(item[2:])}</li>" for item in items) + "</ul>"
    return f"<p>{_inline(' '.join(lines))}</p>"


def _inline(text: str) -> str:
    # A number and its sign stay on one line.
    text = escape(" ".join(text.split()), quote=False).replace(" %", "\N{NO-BREAK SPACE}%")
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text
