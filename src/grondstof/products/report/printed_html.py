"""A paper as one HTML page that prints on A4; no script, no font and no picture from elsewhere."""

from base64 import b64encode
from html import escape

from grondstof.products.report.printed import Block, Grid, Heading, Line, Paper, Picture

_STYLE = """
body { font: 10.5pt/1.45 system-ui, sans-serif; max-width: 46rem; }
body { margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.1rem; margin: 1.1rem 0 .2rem; }
h3 { font-size: 1rem; margin: .8rem 0 .2rem; }
p, li { margin: .2rem 0; }
.subtitle { color: #555; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; margin: .6rem 0; }
caption { text-align: left; font-weight: 600; padding: .2rem 0; }
th, td { text-align: left; vertical-align: top; padding: .15rem .5rem .15rem 0; }
th, td { border-bottom: 1px solid #ccc; }
img { max-width: 100%; height: auto; }
ol.notes { font-size: .78rem; line-height: 1.3; color: #333; }
sup a { text-decoration: none; }
@media screen and (max-width: 46rem) { table { display: block; overflow-x: auto; } }
@page { size: A4; margin: 18mm 18mm; }
@media print { body { margin: 0; max-width: none; padding: 0; } }
""".strip()
_SMALL = "body { font-size: 9pt; line-height: 1.3; } ol.notes { font-size: 6.8pt; columns: 2; }"


def to_html(paper: Paper) -> str:
    """Return the paper as a complete HTML document."""
    style = _STYLE + ("\n" + _SMALL if paper.small else "")
    sources = "Bronnen" if paper.language == "nl" else "Sources"
    notes = "".join(
        f'<li id="n{number}">{escape(text)}</li>' for number, text in enumerate(paper.notes, 1)
    )
    foot = f'<h2>{sources}</h2><ol class="notes">{notes}</ol>' if notes else ""
    return (
        f'<!doctype html>\n<html lang="{paper.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(paper.title)}</title><style>{style}</style></head><body><main>"
        f'<h1>{escape(paper.title)}</h1><p class="subtitle">{escape(paper.subtitle)}</p>'
        f"{_blocks(paper.blocks)}{foot}</main></body></html>\n"
    )


def _blocks(blocks: tuple[Block, ...]) -> str:
    parts: list[str] = []
    in_list = False
    for block in blocks:
        bullet = isinstance(block, Line) and block.bullet
        if bullet != in_list:
            parts.append("<ul>" if bullet else "</ul>")
            in_list = bullet
        parts.append(_block(block))
    return "\n".join([*parts, *(["</ul>"] if in_list else [])])


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        level = min(block.level + 1, 4)
        return f"<h{level}>{escape(block.text)}</h{level}>"
    if isinstance(block, Grid):
        caption = f"<caption>{escape(block.caption)}</caption>" if block.caption else ""
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in block.header)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>"
            for row in block.rows
        )
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    if isinstance(block, Picture):
        data = b64encode(block.svg.encode()).decode()
        return f'<p><img alt="{escape(block.alt)}" src="data:image/svg+xml;base64,{data}"></p>'
    marks = ", ".join(f'<a href="#n{number}">{number}</a>' for number in block.notes)
    text = escape(block.text) + (f"<sup>{marks}</sup>" if marks else "")
    return f"<li>{text}</li>" if block.bullet else f"<p>{text}</p>"
