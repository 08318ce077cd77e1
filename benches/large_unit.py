"""Makes the rules folder of one large unit, for how time and memory grow with it.

    python3 benches/large_unit.py OUT [--risks N] [--departments N] [--articles N] [--steps N]

Each risk point has its article, its department, a post and a measure of its own; each department a
head, and the steps shared out among workflows of twelve. Nothing in it is a copy of another entity's
text, so that comparing texts costs what it costs in a real unit.
"""

import argparse
import pathlib

UNIT = """[unit]
name = "大河镇"
code = "DHZ"
title = "廉政风险防控制度汇编"
edition = "2012年版"
issuers = ["中共大河镇委员会", "大河镇人民政府"]
issued = 2012-07-10
hotline = "12388"
receiver = "大河镇纪委"
compiler = "镇廉政风险预警防控工作领导小组"
poster-edition = "2013年1月版"
grading-year = 2013
as-of = 2013-03-31

[[organ]]
id = "ldbz"
name = "镇领导班子"
kind = "leadership"

[[organ]]
id = "jw"
name = "镇纪委"
kind = "body"

[[class]]
id = "cw"
name = "财务"
order = 1
grade = "high"
risk-article = "r1:2"

[[post]]
id = "zz"
name = "镇长"
organ = "ldbz"
role = "leader"
grade = "high"
powers = { finance = "full" }
"""

WORDS = "预算决算票据资产采购拨付核算审批登记验收盘点公示结转报销台账印章合同招标工程项目"


def words(number):
    """Two words and a figure that no other number has."""
    at = number % 20 * 2
    other = (number + 1 + number // 20 % 19) % 20 * 2
    return f"{WORDS[at:at + 2]}{WORDS[other:other + 2]}第{number}项"


def regulation(number, articles):
    """A regulation with so many articles."""
    lines = [
        "[[regulation]]",
        f'id = "r{number}"',
        f"number = {number}",
        f'title = "大河镇第{number}号廉政风险防控办法"',
        f'short = "第{number}号办法"',
        'form = "articles"',
        "issued = 2012-07-10",
        "effective = 2012-07-15",
        'interpreter = "jw"',
        "",
        "[[regulation.chapter]]",
        "number = 1",
        'title = "总则"',
        "",
    ]
    for article in range(1, articles + 1):
        lines += [
            "[[regulation.chapter.article]]",
            f"number = {article}",
            f'text = "办理{words(number * 1000 + article)}的，先由经办人核对，再由负责人签字，并在五个工作日内登记。"',
            "",
        ]
    return "\n".join(lines)


def department(number, risks, first, articles):
    """A department with its posts, and so many risk points with a measure each."""
    own = f"d{number}"
    lines = [
        "[[department]]",
        f'id = "{own}"',
        f'name = "{WORDS[number % 20 * 2:number % 20 * 2 + 2]}第{number}站"',
        'kind = "镇直站所"',
        f"order = {number}",
        'grade = "high"',
        'leader = "zz"',
        'powers = { finance = "full" }',
        f'duties = ["办理{words(number)}的各项事务"]',
        f'rules = ["{words(number)}由两人分管"]',
        "",
        "[[post]]",
        f'id = "{own}-sz"',
        f'name = "第{number}站站长"',
        'short = "站长"',
        f'department = "{own}"',
        'role = "head"',
        'grade = "high"',
        'powers = { finance = "full" }',
        "",
    ]
    for risk in range(first, first + risks):
        article = f"r{risk % articles // 100 + 1}:{risk % articles % 100 + 1}"
        lines += [
            "[[risk]]",
            f'id = "cw-{risk}"',
            'class = "cw"',
            f'article = "{article}"',
            f'behaviour = "不按规定办理{words(risk)}"',
            f'consequence = "{words(risk)}失控，影响工作"',
            'grade = "high"',
            "factors = { likelihood = 2, harm = 3, discretion = 2, money = 3 }",
            f'concerns = "第{number}站"',
            f'departments = ["{own}"]',
            f'posts = ["{own}-sz"]',
            "",
            "[[measure]]",
            f'id = "m-cw-{risk}"',
            'class = "cw"',
            f'article = "{article}"',
            f'text = "{words(risk)}由两人核对，逐笔登记"',
            f'controls = ["cw-{risk}"]',
            'responsible = "站长"',
            f'responsible-actors = ["{own}-sz"]',
            'period = "每年"',
            'origin = "source"',
            "",
        ]
    return "\n".join(lines)


def workflow(number, department, steps):
    """A workflow of so many steps."""
    lines = [
        "[[workflow]]",
        f'id = "w{number}"',
        f'department = "d{department}"',
        f'name = "{words(number)}办理"',
        "",
    ]
    for step in range(1, steps + 1):
        kind = "start" if step == 1 else "end" if step == steps else "task"
        lines += [
            "[[workflow.step]]",
            f'id = "s{step}"',
            f'kind = "{kind}"',
            f'text = "核对{words(number * 20 + step)}"',
            f'actors = ["d{department}-sz"]',
        ]
        if step < steps:
            lines.append(f'next = "s{step + 1}"')
        lines.append("")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=pathlib.Path)
    for name, count in (("risks", 200), ("departments", 10), ("articles", 10), ("steps", 0)):
        parser.add_argument(f"--{name}", type=int, default=count)
    given = parser.parse_args()
    given.out.mkdir(parents=True)
    write = lambda name, text: (given.out / name).write_text(text, encoding="utf-8")
    write("unit.toml", UNIT)
    for number, first in enumerate(range(0, given.articles, 100), 1):
        write(f"r{number}.toml", regulation(number, min(100, given.articles - first)))
    share = -(-given.risks // given.departments)
    for number in range(1, given.departments + 1):
        first = share * (number - 1) + 1
        risks = max(0, min(share, given.risks - first + 1))
        write(f"d{number}.toml", department(number, risks, first, given.articles))
    for number in range(1, given.steps // 12 + 1):
        write(f"w{number}.toml", workflow(number, (number - 1) % given.departments + 1, 12))


if __name__ == "__main__":
    main()
