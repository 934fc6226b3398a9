"""Names, outlets and dates as bylines print them, drawn at random."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪"
    "陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔向汤"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛超明霞秀兰刚平燕辉玲桂丹萍鹏华红玉梅鑫健斌波欣雪琳宇浩凯晨阳佳俊婷雯颖嘉怡梓涵轩博睿诗琪瑞"
    "泽铭皓昊然子墨宁馨悦彤璐瑶芸蕾薇"
)
COMPOUND = ("欧阳", "司马", "上官", "诸葛", "皇甫", "慕容", "令狐", "司徒", "东方")
DOTTED = ("阿依古丽·买买提", "艾力·吐尔逊", "巴特尔·宝音", "约翰·史密斯", "玛丽·安·琼斯")
ETHNIC = ("扎西次仁", "格桑卓玛", "尼玛次仁", "巴特尔", "乌云其其格")
CITIES = ("北京", "长沙", "兰州", "青岛", "昆明", "沈阳", "合肥", "南宁", "西宁", "福州")
STEMS = ("江淮", "三湘", "陇原", "齐鲁", "滇池", "岭南", "长白", "云岭", "湖山", "海川")
ENDINGS = ("日报", "晚报", "晨报", "都市报", "新闻网", "政协网", "商报", "在线", "时报")
PLACES = ("青山市", "柳河县", "云溪区", "东湖区", "白石县", "临江市")
UNITS = ("政协办公室", "政协", "政协提案委", "统战部", "政协委员联络室", "融媒体中心")
PADS = (" ", "  ", "\u3000", "\xa0", "\u3000\u3000")


class Parts:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.pick = random.choice

    def name(self) -> str:
        kind = self.random.random()
        given = "".join(self.random.sample(GIVEN, self.pick((1, 2, 2))))
        if kind < 0.04:
            return self.pick(COMPOUND) + given
        if kind < 0.06:
            return self.pick(DOTTED)
        if kind < 0.08:
            return self.pick(ETHNIC)
        return self.pick(SURNAMES) + given

    def names(self, most: int = 3) -> list[str]:
        return list(dict.fromkeys(self.name() for _ in range(self.random.randint(1, most))))

    def shown(self, name: str) -> str:
        """Print a two-character name padded, now and then."""
        padded = len(name) == 2 and self.random.random() < 0.4
        return self.pick((" ", "\u3000", "\xa0", "  ")).join(name) if padded else name

    def listed(
        self, names: list[str], separators: tuple[str, ...] = ("、", " ", "\u3000", "，", ",")
    ) -> str:
        separator = self.pick(separators)
        if separator.isspace() and any(len(n) == 2 for n in names):
            return separator.join(names)
        return separator.join(map(self.shown, names))

    def outlet(self) -> str:
        return self.pick(STEMS) + self.pick(ENDINGS)

    def unit(self) -> str:
        return self.pick(PLACES) + self.pick(UNITS)

    def day(self) -> date:
        return date(2003, 1, 1) + timedelta(days=self.random.randint(0, 8300))

    def dated(self, day: date) -> str:
        clock = f"{self.random.randint(0, 23):02}:{self.random.randint(0, 59):02}"
        forms: tuple[str, ...] = (
            f"{day:%Y-%m-%d}",
            f"{day:%Y-%m-%d} {clock}",
            f"{day:%Y-%m-%d} {clock}:{self.random.randint(0, 59):02}",
            f"{day.year}年{day.month}月{day.day}日",
            f"{day:%Y年%m月%d日} {clock}",
            f"{day:%Y年%m月%d日}{clock}",
            f"{day.year}/{day.month}/{day.day} {clock}",
            f"{day:%Y.%m.%d}",
            f"{day.year}-{day.month}-{day.day}",
            f"{day:%Y/%m/%d}",
            f"{day:%Y-%m-%d}T{clock}:00+08:00",
        )
        return self.pick(forms)

    @property
    def colon(self) -> str:
        return self.pick(("：", ":", "： ", ": "))
