"""Bylines made from a grammar, with what they say: a test that no rule was fitted to.

The shapes, separators and labels are those met on CPPCC, government, news and e-paper pages;
names, outlets and dates are drawn anew for each seed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from tests.bench.byline_parts import CITIES, PLACES, Parts

if TYPE_CHECKING:
    from collections.abc import Callable

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(slots=True)
class Line:
    """A byline and its parse."""

    raw: str
    source: str | None = None
    day: str | None = None
    authors: list[str] = field(default_factory=list)
    correspondents: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)


def draw(seed: int) -> Line:
    """Return the byline of a seed, the same for each run."""
    random = Random(seed)  # test data, no secret
    return random.choice(_SHAPES)(Parts(random))


def _labelled_line(p: Parts) -> Line:
    """发布时间：… 来源：… 作者：… 责任编辑：…, in any order."""
    line = Line("")
    parts = []
    if p.random.random() < 0.85:
        day = p.day()
        line.day = day.isoformat()
        label = p.pick(
            ("", "发布时间", "发布日期", "时间", "日期", "发表时间", "发稿时间", "成文日期")
        )
        parts.append(f"{label}{p.colon if label else ''}{p.dated(day)}")
    if p.random.random() < 0.85:
        line.source = p.pick((p.outlet, p.unit))()
        label = p.pick(("来源", "信息来源", "文章来源", "稿件来源", "稿源", "新闻来源"))
        parts.append(f"{label}{p.colon}{line.source}")
    if p.random.random() < 0.6:
        line.authors = p.names()
        label = p.pick(("作者", "记者", "撰稿", "撰稿人", "文字", "采写"))
        parts.append(f"{label}{p.colon}{p.listed(line.authors)}")
    if p.random.random() < 0.5:
        line.editors = p.names(2)
        label = p.pick(("责任编辑", "编辑", "责编", "审核", "网络编辑", "校对", "值班编辑"))
        parts.append(f"{label}{p.colon}{p.listed(line.editors)}")
    if p.random.random() < 0.4:
        parts.append(
            p.pick(("点击：", "浏览次数：", "阅读：", "访问量：")) + str(p.random.randint(1, 99999))
        )
    if p.random.random() < 0.3:
        parts.append(
            p.pick(
                ("字体：【大 中 小】", "【字体：大 中 小】", "分享到：", "打印本页", "字号：T|T")
            )
        )
    p.random.shuffle(parts)
    line.raw = p.pick((" | ", "  ", "    ", "\u3000", "\u3000\u3000", " ", "\n")).join(parts)
    return line


def _reporters(p: Parts, line: Line) -> str:
    """记者 … 通讯员 …"""
    line.authors = p.names()
    role = p.pick(
        (
            "记者",
            "本报记者",
            "见习记者",
            "全媒体记者",
            "特约记者",
            "实习记者",
            "首席记者",
            "融媒体记者",
            "本网记者",
        )
    )
    mark = p.pick((" ", "", "：", "/", "\u3000", "  "))
    text = role + mark + p.listed(line.authors, (" ", "、", "\u3000", "  "))
    if p.random.random() < 0.5:
        line.correspondents = [n for n in p.names(2) if n not in line.authors]
        if line.correspondents:
            role = p.pick(("通讯员", "本报通讯员", "特约通讯员"))
            text += p.pick((" ", "\u3000", "  ")) + role + mark
            text += p.listed(line.correspondents, (" ", "、", "\u3000"))
    return text


def _bracketed(p: Parts) -> Line:
    line = Line("")
    said = _reporters(p, line)
    opening, closing = p.pick(("（）", "()", "【】"))
    head = p.pick(("", "", "本报讯", "本报讯 ", "晚报讯"))
    line.raw = f"{head}{opening}{said}{closing}"
    return line


def _opened(p: Parts) -> Line:
    line = Line("")
    line.raw = p.pick(("□ ", "□", "■ ", "●", "", "文/")) + _reporters(p, line)
    return line


def _dateline(p: Parts) -> Line:
    """A dispatch's day has no year, and is no day of publication by itself."""
    line = Line("", source=p.outlet())
    day = p.day()
    sent = p.pick(("讯", "电", "消息"))
    place = p.pick((p.pick(CITIES), ""))
    when = f"{day.month}月{day.day}日"
    order = p.pick((f"{place}{when}", f"{when}{place}"))
    opening, closing = p.pick(("（）", "()"))
    line.raw = (
        f"{line.source}{order}{sent}{p.pick(('', ' '))}{opening}{_reporters(p, line)}{closing}"
    )
    return line


def _posted(p: Parts) -> Line:
    line = Line("", source=p.outlet(), authors=p.names(2))
    role = p.pick(("记者", "全媒体记者", "首席记者"))
    line.raw = f"{line.source}{role} {p.listed(line.authors, (' ', '、'))}"
    return line


def _text_and_picture(p: Parts) -> Line:
    author, other = (p.names(1)[0] for _ in range(2))
    a, b = p.shown(author), p.shown(other)
    raw = p.pick(
        (
            f"文/{a} 图/{b}",
            f"{author} 文/图",
            f"（{author}/文 {other}/图）",
            f"文：{a} 图：{b}",
            f"撰文 | {a} 摄影 | {b}",
            f"（{author} 文 {other} 图）",
            f"图文：{a}",
            f"（记者 {a} 文/图）",
            f"记者 {a} 摄影报道",
            f"本报记者 {author} 文 {other} 摄",
        )
    )
    return Line(raw, authors=[author])


def _photographer(p: Parts) -> Line:
    name = p.name()
    shapes = (
        f"（{name} 摄）",
        f"摄影：{name}",
        f"图/{name}",
        f"{name} 摄",
        f"（本报记者 {name} 摄）",
    )
    return Line(p.pick((*shapes, f"图片来源：{p.outlet()}", f"（{name}摄影）", f"供图：{name}")))


def _supplied(p: Parts) -> Line:
    name, unit = p.name(), p.unit()
    shapes: tuple[tuple[str, str | None, list[str]], ...] = (
        (f"（{unit}供稿）", unit, []),
        (f"（{unit} {name}）", unit, [name]),
        (f"供稿：{unit} {name}", unit, [name]),
        (f"供稿：{name}", None, [name]),
        (f"（{unit} 供稿）", unit, []),
        (f"来源：{unit}   供稿：{name}", unit, [name]),
        (f"作者：{unit} {p.shown(name)}", None, [name]),
        (f"作者：{p.shown(name)}（系{unit}委员）", None, [name]),
        (f"（作者：{name}，系{unit}主席）", None, [name]),
    )
    raw, source, authors = p.pick(shapes)
    return Line(raw, source=source, authors=authors)


def _foot(p: Parts) -> Line:
    editors = list(dict.fromkeys([*p.names(1), *p.names(1), *p.names(1)]))
    label = p.pick(("责任编辑", "编辑", "责编", "审核", "值班编辑", "网络编辑"))
    if p.random.random() < 0.4 and len(editors) == 3:
        author = p.name()
        marks = p.pick(
            (("一审", "二审", "三审"), ("初审", "复审", "终审"), ("编辑", "校对", "审核"))
        )
        said = " ".join(f"{m}{p.colon}{e}" for m, e in zip(marks, editors, strict=True))
        authors = [author] if author not in editors else []
        lead = f"撰稿人：{author} " if authors else ""
        return Line(f"（{lead}{said}）", authors=authors, editors=editors)
    opening, closing = p.pick((("[", "]"), ("（", "）"), ("", ""), ("【", "】"), ("(", ")")))
    named = p.listed(editors[:2], ("、", " ", "，"))
    return Line(f"{opening}{label}{p.colon}{named}{closing}", editors=editors[:2])


def _posted_in_forum(p: Parts) -> Line:
    day = p.day()
    clock = f"{p.random.randint(0, 23)}:{p.random.randint(0, 59):02}"
    shapes = (
        f"发表于 {day.year}-{day.month}-{day.day} {clock}",
        f"发表于 {day:%Y-%m-%d} {clock}:09 | 只看该作者",
        f"发布于：{day:%Y-%m-%d} {clock}",
        f"{day:%Y-%m-%d} {clock} 上传",
    )
    return Line(p.pick(shapes), day=day.isoformat())


def _beside_date(p: Parts) -> Line:
    day, outlet = p.day(), p.outlet()
    shapes = (
        f"{p.dated(day)}    {outlet}",
        f"{outlet} {day:%Y-%m-%d %H:%M}",
        f"{day:%Y年%m月%d日}{outlet}",
        f"《{outlet}》（{day.year}年{day.month}月{day.day}日 第 0{p.random.randint(1, 8)} 版）",
        f"转自：{outlet} {day:%Y-%m-%d}",
        f"{day:%Y-%m-%d}来源：{outlet}",
        f"来源：{outlet}{day:%Y-%m-%d}",
    )
    return Line(p.pick(shapes), source=outlet, day=day.isoformat())


def _nothing(p: Parts) -> Line:
    name, year, n = p.name(), p.random.randint(2005, 2025), p.random.randint(100, 999)
    return Line(
        p.pick(
            (
                f"版权所有 {p.unit()} Copyright 2005-{year} All Rights Reserved",
                f"京ICP备{year}0{n}号-1",
                f"电话：0{n}-20{n}1{n}",
                f"记者从{p.unit()}获悉，今年的提案办理工作已经启动。",
                f"点击数：20{n}12",
                f"会议由{p.pick(PLACES)}政协主席{name}主持。",
                f"编号：{year}{n}0{n}",
                f"{name}委员建议，加快推进老旧小区改造。",
                f"第{n}期（总第{year}期）",
                f"提案第{year}0{n}号",
                f"网站标识码：{year}0{n}0",
                f"共有{year}人参与",
            )
        )
    )


def _glued(p: Parts) -> Line:
    """Labels that templates set without anything between."""
    day, outlet, author, editor = p.day(), p.outlet(), p.name(), p.name()
    shown = f"{day:%Y-%m-%d %H:%M}"
    shapes: tuple[tuple[str, list[str], list[str]], ...] = (
        (f"来源：{outlet}作者：{author}发布时间：{shown}", [author], []),
        (f"{shown}来源：{outlet}编辑：{editor}", [], [editor]),
        (f"发布日期：{shown}来源：{outlet}作者：{author}浏览次数：120", [author], []),
        (f"来源：{outlet}责任编辑：{editor}时间：{shown}", [], [editor]),
        (f"作者：{author}来源：{outlet}日期：{day:%Y-%m-%d}点击：89次", [author], []),
    )
    raw, authors, editors = p.pick(shapes)
    return Line(raw, source=outlet, day=day.isoformat(), authors=authors, editors=editors)


def _strange_dates(p: Parts) -> Line:
    day = p.day()
    han = "〇一二三四五六七八九"
    year = "".join(han[int(c)] for c in str(day.year))
    small = ["", *"一二三四五六七八九", "十", *(f"十{c}" for c in "一二三四五六七八九")]
    small += ["二十", *(f"二十{c}" for c in "一二三四五六七八九"), "三十", "三十一"]
    hour = p.random.randint(1, 11)
    shapes = (
        f"{year}年{small[day.month]}月{small[day.day]}日",
        f"发布时间：{day:%Y-%m-%d} 上午{hour}:05",
        f"发布时间：{day.year}年{day.month}月{day.day}日 星期三 {hour:02}:30",
        f"日期：{day:%Y年%m月%d日} 下午 {hour}:30:12",
        f"时间：{day:%Y/%m/%d} {hour}:05:09 PM",
        f"发布时间：{day:%Y-%m-%dT%H:%M:%S}+08:00",
        f"发布时间：{day:%Y%m%d}",
        f"[ {day:%Y-%m-%d} ]",
        f"（{day:%Y年%m月%d日}）",
        f"发布时间：{day.year} 年 {day.month} 月 {day.day} 日",
        f"发稿时间：{day:%Y－%m－%d}",
        f"时间：{f'{day:%Y-%m-%d}'.translate(_WIDE)}",
        f"发布时间：{day.year}年{day.month:02}月{day.day:02}日{hour}时05分",
        f"更新时间：{day + timedelta(days=40)}  发布时间：{day}",
    )
    return Line(p.pick(shapes), day=day.isoformat())


def _institutional(p: Parts) -> Line:
    unit, outlet = p.unit(), p.outlet()
    shapes = (
        (f"作者：{unit}", None),
        (f"来源：{outlet}  作者：本报评论员", outlet),
        (f"作者：佚名 来源：{outlet}", outlet),
        (f"来源：{outlet} 作者：admin", outlet),
        (f"来源：{outlet}  编辑：管理员", outlet),
        (f"来源：{outlet} 作者：  编辑：", outlet),
        (f"信息来源：{unit}   作者：{unit}", unit),
        (f"来源：{outlet}客户端", f"{outlet}客户端"),
        (f"来源：“{outlet}”微信公众号", f"“{outlet}”微信公众号"),
        (f"来源：{outlet}-{p.outlet()}", None),
    )
    raw, source = p.pick(shapes)
    if source is None and raw.startswith("来源"):
        source = raw.removeprefix("来源：")
    return Line(raw, source=source)


def _reported_from(p: Parts) -> Line:
    names, city = p.names(2), p.pick(CITIES)
    listed = "、".join(names)
    shapes = (
        f"记者 {listed} {city}报道",
        f"本报记者 {' '.join(names)} 发自{city}",
        f"记者{listed}{city}报道",
        f"本报{city}讯（记者 {listed}）",
        f"（记者 {listed} 通讯员）",
        f"记者：{listed} 摄像：{p.name()}",
        f"记者丨{listed}",
        f"文｜{listed}",
        f"采写：{listed} 摄影：{p.name()}",
        f"□记者 {' '.join(names)}",
        f"见习记者{listed}报道",
        f"（作者：{listed}）",
        f"特约撰稿人 {' '.join(names)}",
        f"特约评论员 {' '.join(names)}",
        f"记者 {listed} 视频 {p.name()}",
    )
    return Line(p.pick(shapes), authors=names)


def _edited(p: Parts) -> Line:
    a, b, c = p.names(1)[0], p.names(1)[0], p.names(1)[0]
    editors = list(dict.fromkeys((a, b)))
    shapes = (
        f"编辑/{a} 审核/{b}",
        f"责编 {a} 审核 {b}",
        f"编辑丨{a}  责编丨{b}",
        f"[编辑:{a}  审核:{b}]",
        f"责任编辑：{p.shown(a)}　责任校对：{b}",
        f"（编辑：{a} {b}）",
        f"编辑：{a}；审核：{b}",
        f"编辑：{a}/{b}",
        f"值班总编：{a} 编辑：{b}",
        f"编辑：{a}  校审：{b}  美编：{c}",
        f"实习编辑：{a}，责任编辑：{b}",
        f"责编：{a} 主编：{b}",
        f"一审一校：{a} 二审二校：{b}",
        f"编辑：{a} 编审：{b} 邮箱：abc@zx.example",
    )
    return Line(p.pick(shapes), editors=editors)


def _correspondents(p: Parts) -> Line:
    names = p.names(3)
    shapes = (
        f"（通讯员 {' '.join(names)}）",
        f"通讯员：{'、'.join(names)}",
        f"本报讯（通讯员{'、'.join(names)}）",
        f"（本报通讯员 {'、'.join(names)}）",
        f"通讯员 {' '.join(names)} 报道",
        f"通讯员/{' '.join(names)}",
    )
    return Line(p.pick(shapes), correspondents=names)


def _sentences(p: Parts) -> Line:
    """Text that has the words of a byline and is none."""
    name, outlet, day = p.name(), p.outlet(), p.day()
    return Line(
        p.pick(
            (
                f"{name}在接受{outlet}记者采访时表示，要用好协商平台。",
                f"本报记者日前走访了{p.pick(PLACES)}，记录下这些变化。",
                "作者在书中回忆了参加政协工作的点滴。",
                f"通讯员培训班在{p.pick(PLACES)}举办，参训{day.day}人。",
                "编辑部的灯光常常亮到深夜，一代代编辑薪火相传。",
                f"资金来源：财政拨款{day.year}万元",
                "来源多样、渠道畅通的社情民意信息网络已经形成。",
                f"{name}（政协委员）：建议完善机制。",
                "摄影展览将持续到月底，欢迎参观。",
                f"据{outlet}报道，这项工作已在全省推开。",
                "上海、北京、广州三地委员联合提案，引起关注。",
                f"时间就是生命，{name}说。",
                "责任编辑制度、三审三校制度执行情况良好。",
                f"会议地点：{p.unit()}三楼会议室",
                f"联系人：{name} 联系电话：0912-{day.year}118",
            )
        )
    )


_SHAPES: tuple[Callable[[Parts], Line], ...] = (
    _labelled_line,
    _labelled_line,
    _labelled_line,
    _bracketed,
    _opened,
    _dateline,
    _posted,
    _text_and_picture,
    _photographer,
    _supplied,
    _foot,
    _posted_in_forum,
    _beside_date,
    _nothing,
    _glued,
    _strange_dates,
    _institutional,
    _reported_from,
    _edited,
    _correspondents,
    _sentences,
)
