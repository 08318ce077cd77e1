"""Writes the entities of a unit that benches/large_unit.py made for two programs that also keep
requirements as plain text: as .sdoc for StrictDoc, as .rst with needs for Sphinx-Needs.

    python3 benches/peers/entities.py RULES OUT

Articles, risk points and measures, with their texts, their places in departments and their links:
a risk point to its article, a measure to what it controls and to its article. Nothing else of the
rules is given to them; posts, powers and grades are ours alone.
"""

import pathlib
import sys
import tomllib

CONF = """project = "entities"
extensions = ["sphinx_needs"]
language = "zh_CN"
needs_types = [
    dict(directive="article", title="Article", prefix="", color="#fff", style="node"),
    dict(directive="risk", title="Risk", prefix="", color="#fff", style="node"),
    dict(directive="measure", title="Measure", prefix="", color="#fff", style="node"),
]
needs_id_regex = "^[A-Z0-9_-]+$"
"""


def read(rules):
    """Articles, and by department its name, risk points and measures; each an (id, text, links)."""
    articles, departments = [], []
    for file in sorted(rules.glob("*.toml")):
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
        for regulation in tables.get("regulation", []):
            for chapter in regulation["chapter"]:
                for article in chapter["article"]:
                    ident = article_id(f"{regulation['id']}:{article['number']}")
                    articles.append((ident, article["text"], []))
        for department in tables.get("department", []):
            risks = [
                (risk["id"].upper(), f"{risk['behaviour']}；{risk['consequence']}", [article_id(risk["article"])])
                for risk in tables.get("risk", [])
            ]
            measures = [
                (
                    measure["id"].upper(),
                    f"{measure['text']}。责任人：{measure['responsible']}，{measure['period']}",
                    [*(risk.upper() for risk in measure["controls"]), article_id(measure["article"])],
                )
                for measure in tables.get("measure", [])
            ]
            departments.append((department["name"], risks, measures))
    return articles, departments


def article_id(citation):
    """r1:2 as an id that both programs take."""
    return "A-" + citation.upper().replace(":", "-")


def sdoc(title, entities):
    parts = [f"[DOCUMENT]\nTITLE: {title}\n"]
    for ident, text, links in entities:
        part = f"[REQUIREMENT]\nUID: {ident}\nTITLE: {ident}\nSTATEMENT: >>>\n{text}\n<<<\n"
        if links:
            part += "RELATIONS:\n" + "".join(f"- TYPE: Parent\n  VALUE: {link}\n" for link in links)
        parts.append(part)
    return "\n".join(parts)


def rst(title, entities):
    parts = [f"{title}\n{'=' * 2 * len(title)}\n"]
    for kind, ident, text, links in entities:
        linked = f"   :links: {', '.join(links)}\n" if links else ""
        parts.append(f".. {kind}:: {ident}\n   :id: {ident}\n{linked}\n   {text}\n")
    return "\n".join(parts)


def main():
    rules, out = map(pathlib.Path, sys.argv[1:3])
    articles, departments = read(rules)
    strict, needs = out / "strictdoc", out / "sphinx"
    for folder in (strict, needs):
        folder.mkdir(parents=True)
    documents = [("articles", "办法", [("article", *article) for article in articles])]
    for number, (name, risks, measures) in enumerate(departments, 1):
        both = [("risk", *risk) for risk in risks] + [("measure", *measure) for measure in measures]
        documents.append((f"d{number}", name, both))
    for stem, title, entities in documents:
        plain = [entity[1:] for entity in entities]
        (strict / f"{stem}.sdoc").write_text(sdoc(title, plain), encoding="utf-8")
        (needs / f"{stem}.rst").write_text(rst(title, entities), encoding="utf-8")
    (needs / "conf.py").write_text(CONF, encoding="utf-8")
    toc = "".join(f"   {stem}\n" for stem, _, _ in documents)
    (needs / "index.rst").write_text(f"Entities\n========\n\n.. toctree::\n\n{toc}", encoding="utf-8")
    print(sum(len(entities) for _, _, entities in documents), "entities")


if __name__ == "__main__":
    main()
