"""Turns the regulations of a handbook's HTML into Typst, for comparison with our own pages.

    python3 benches/to_typst.py output/handbook.html FONTS OUT.pdf [REGULATIONS]

The same text, fonts, sizes, sheet and pitch of lines as templates/print.toml gives a regulation.
Needs `pip install typst`. FONTS is templates/fonts.
"""

import html
import re
import sys

import typst

HEAD = """
#set page(width: 210mm, height: 297mm, margin: (top: 34.55mm, bottom: 32.55mm, inside: 28mm, outside: 26mm),
  numbering: "— 1 —")
#set text(lang: "zh", region: "cn", size: 15.75pt, top-edge: 0.88em, bottom-edge: -0.12em,
  font: ((name: "Liberation Serif", covers: "latin-in-cjk"), "Zhuque Fangsong (technical preview)", "Noto Serif SC"))
#set par(justify: true, leading: 13.87pt, spacing: 13.87pt, first-line-indent: (amount: 2em, all: true))
#let title(body) = { set align(center); set par(first-line-indent: 0pt)
  block(spacing: 0pt, height: 59.24pt, align(horizon, text(size: 21pt, weight: "bold", font: "Noto Serif SC", body))) }
#let dates(body) = { set align(center); set par(first-line-indent: 0pt)
  block(spacing: 0pt, height: 44.43pt, align(horizon, text(font: ((name: "Liberation Serif", covers: "latin-in-cjk"), "LXGW WenKai GB Lite"), body))) }
#let chapter(body) = { set align(center); set par(first-line-indent: 0pt)
  block(spacing: 0pt, height: 44.43pt, sticky: true, align(horizon, text(font: "Noto Sans SC", body))) }
#let hei(body) = text(font: "Noto Sans SC", body)
"""


def plain(text):
    text = html.unescape(re.sub(r"<[^>]+>", "", text))
    text = re.sub(r"[ \t\r\n]+", "", text)
    return re.sub(r"([\\#$*_`@<>\[\]~=+\-/\"'])", r"\\\1", text)


def paragraph(tag, body):
    if "dates" in tag:
        return f"#dates[{plain(body)}]"
    lead = re.match(r'\s*<b class="num">(.*?)</b>(.*)', body, re.S)
    if lead:
        return f"#hei[{plain(lead.group(1))}]　{plain(lead.group(2)).lstrip('　')}"
    return plain(body)


def regulation(article):
    article = re.sub(r"<aside.*?</aside>", "", article, flags=re.S)
    parts = []
    for name, tag, body in re.findall(r"<(h3|h4|p)([^>]*)>(.*?)</\1>", article, re.S):
        if "screen" in tag:
            continue
        if name == "h3":
            parts.append(f"#title[{plain(body)}]")
        elif name == "h4":
            parts.append(f"#chapter[{plain(body)}]")
        else:
            parts.append(paragraph(tag, body))
    return "\n\n".join(parts)


def main():
    source, fonts, out = sys.argv[1:4]
    most = int(sys.argv[4]) if len(sys.argv) > 4 else None
    text = open(source, encoding="utf-8").read()
    articles = re.findall(r'<article class="regulation".*?</article>', text, re.S)[:most]
    body = "\n#pagebreak(to: \"odd\")\n".join(regulation(a) for a in articles)
    document = (HEAD + body).encode()
    typst.compile(document, output=out, font_paths=[fonts])


if __name__ == "__main__":
    main()
